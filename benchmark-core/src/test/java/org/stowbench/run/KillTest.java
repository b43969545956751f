package org.stowbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;

class KillTest {

  private static final int QUERIES = 1500;
  private static final Pattern ID = Pattern.compile("\"query\":\"(q\\d+)\"");

  @TempDir Path temp;

  private final List<Process> children = new ArrayList<>();

  @AfterEach
  void leaveNoProcessBehind() {
    children.forEach(Process::destroyForcibly);
  }

  @Test
  void aRunKilledAgainAndAgainEndsLikeOneThatWasNot() throws Exception {
    killAndGoOn(6, RunMode.RANK);
  }

  @Test
  void aSearchRunKilledInTheMiddleEndsLikeOneThatWasNot() throws Exception {
    killAndGoOn(2, new RunMode.Search(OptionalInt.empty()));
  }

  private void killAndGoOn(int kills, RunMode mode) throws Exception {
    RunPlan plan = TestRuns.plan(TestRuns.dataset(QUERIES), 1, mode);
    RunFolder folder = RunFolder.create(temp, plan);
    SplittableRandom random = new SplittableRandom(2);

    for (int kill = 0; kill < kills; kill++) {
      List<String> answeredBefore = answered(folder);
      Path log = temp.resolve("asked-" + kill);
      Process child = start(folder, log, 1 + kill % 2, mode);
      awaitLines(folder, child, answeredBefore.size() + 2 + random.nextInt(60));
      TimeUnit.MICROSECONDS.sleep(random.nextInt(3000));
      child.destroyForcibly().waitFor();
      assertThat(asked(log)).doesNotHaveDuplicates().noneMatch(answeredBefore::contains);
      assertThat(folder.manifest().status()).isEqualTo(RunStatus.RUNNING);
    }
    List<String> answeredBefore = answered(folder);
    assertThat(answeredBefore).hasSizeBetween(kills, QUERIES - 1);
    Path log = temp.resolve("asked-last");
    Process last = start(folder, log, 2, mode);
    assertThat(last.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(last.exitValue()).isZero();
    assertThat(asked(log)).doesNotHaveDuplicates().noneMatch(answeredBefore::contains);
    assertThat(folder.manifest().status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(TestRuns.content(folder.predictionsFile()))
        .isEqualTo(TestRuns.expected(temp.resolve("expected"), plan));
    assertThat(answered(folder)).hasSize(QUERIES).doesNotHaveDuplicates();
  }

  @Test
  void aRunThatIsToldToEndClosesThePredictorAndSaysThatItWasStopped() throws Exception {
    RunPlan plan = TestRuns.plan(TestRuns.dataset(QUERIES), 2);
    RunFolder folder = RunFolder.create(temp, plan);
    Path log = temp.resolve("asked");
    Process child = start(folder, log, 2, RunMode.RANK);
    awaitLines(folder, child, 20);

    assertThatThrownBy(() -> Runner.run(plan, TestRuns.DICE, folder, RunListener.NONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(folder.path() + ": another run is writing to this folder");
    child.destroy(); // SIGTERM, which ends a JVM like Ctrl-C does
    assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();

    assertThat(folder.manifest().status()).isEqualTo(RunStatus.STOPPED);
    assertThat(folder.manifest().stoppedBecause()).contains("interrupted");
    assertThat(log.resolveSibling("asked.closed")).exists();
    // What was begun was allowed to end: everything asked is written down.
    assertThat(answered(folder)).containsExactlyInAnyOrderElementsOf(asked(log));
    assertThat(Runner.run(plan, TestRuns.DICE, folder, RunListener.NONE).asked())
        .isEqualTo(QUERIES - asked(log).size());
  }

  @Test
  void aRunWhoseMemoryRunsOutSaysSoAndGoesOn() throws Exception {
    RunPlan plan = HoardingRun.plan();
    RunFolder folder = RunFolder.create(temp, plan);
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx40m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                HoardingRun.class.getName(),
                folder.path().toString())
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("log").toFile())
            .start();
    children.add(child);

    assertThat(child.waitFor()).isEqualTo(1);

    assertThat(TestRuns.content(temp.resolve("log"))).contains("java.lang.OutOfMemoryError");
    assertThat(folder.manifest().status()).isEqualTo(RunStatus.STOPPED);
    assertThat(folder.manifest().stoppedBecause().orElseThrow()).isEqualTo("memory ran out");
    RunOutcome resumed = Runner.run(plan, TestRuns.DICE, folder, RunListener.NONE);
    assertThat(resumed.manifest().status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(resumed.asked()).isBetween(1000L, 1999L);
  }

  private Process start(RunFolder folder, Path log, int jobs, RunMode mode) throws IOException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ChildRun.class.getName(),
                folder.path().toString(),
                log.toString(),
                Integer.toString(QUERIES),
                Integer.toString(jobs),
                mode.kind())
            .inheritIO()
            .start();
    children.add(child);
    return child;
  }

  private static void awaitLines(RunFolder folder, Process child, int count)
      throws InterruptedException {
    while (child.isAlive() && answered(folder).size() < count) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    assertThat(child.isAlive()).isTrue();
  }

  /** The queries that whole lines of the journal answer. */
  private static List<String> answered(RunFolder folder) {
    if (!Files.exists(folder.journalFile())) {
      return List.of();
    }
    String journal = TestRuns.content(folder.journalFile());
    return ids(journal.substring(0, journal.lastIndexOf('\n') + 1), ID);
  }

  private static List<String> asked(Path log) {
    return Files.exists(log) ? ids(TestRuns.content(log), Pattern.compile("(q\\d+)\n")) : List.of();
  }

  private static List<String> ids(String text, Pattern pattern) {
    return pattern.matcher(text).results().map(result -> result.group(1)).toList();
  }
}
