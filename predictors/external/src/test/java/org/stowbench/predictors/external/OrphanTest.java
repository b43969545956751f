package org.stowbench.predictors.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However the benchmark ends, no planner outlives it, nor what the planner started: not even one
 * that ignores SIGTERM and the end of its input, and has a child in a session of its own and one
 * whose parent is gone.
 */
class OrphanTest {

  private static final long LONGEST_SECONDS = 30;

  @TempDir private Path temp;
  private final List<ProcessHandle> started = new ArrayList<>();

  @AfterEach
  void leaveNobody() {
    started.forEach(ProcessHandle::destroyForcibly);
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "INT"})
  void nobody_outlives_a_benchmark_that_is_sent(String signal) throws Exception {
    assumeTrue(
        Files.isDirectory(Path.of("/proc/self")), "needs Linux, for processes by their mark");
    assumeTrue(
        new ProcessBuilder("sh", "-c", "command -v setsid").start().waitFor() == 0,
        "needs setsid, to make a session");
    Path pids = temp.resolve("pids");
    Process benchmark =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Benchmark.class.getName(),
                temp.toString(),
                PlannerRun.spec("", TestPlanner.command("stubborn", pids.toString())))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(temp.resolve("errors").toFile())
            .start();
    started.add(benchmark.toHandle());
    await(benchmark, temp.resolve("running"));
    for (String pid : Files.readAllLines(pids)) {
      started.add(ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow());
    }
    assertThat(started).hasSize(5).allMatch(ProcessHandle::isAlive);

    kill(signal, benchmark.pid());

    assertThat(benchmark.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
    for (ProcessHandle process : started) {
      assertThat(isGone(process)).as("process %s is gone", process.pid()).isTrue();
    }
  }

  @Test
  void nobody_outlives_a_run() throws IOException {
    Path pids = temp.resolve("pids");

    PlannerRun run =
        PlannerRun.exec(temp, "", TestPlanner.command("stubborn", pids.toString()), 3, 1);

    assertThat(run.predictions()).isEqualTo(PlannerRun.expected(temp, 3));
    for (String pid : Files.readAllLines(pids)) {
      assertThat(ProcessHandle.of(Long.parseLong(pid.strip())).filter(p -> !isGone(p))).isEmpty();
    }
  }

  private static void kill(String signal, long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor())
        .isZero();
  }

  private void await(Process benchmark, Path file) throws Exception {
    while (benchmark.isAlive() && !Files.exists(file)) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    assertThat(benchmark.isAlive()).as(Files.readString(temp.resolve("errors"))).isTrue();
  }

  /** Waits for the end of a process; one that nobody reaps counts as ended. */
  private static boolean isGone(ProcessHandle process) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    while (System.nanoTime() < deadline) {
      if (!process.isAlive() || isZombie(process.pid())) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  private static boolean isZombie(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/stat")).matches("(?s).*\\) Z .*");
    } catch (IOException e) {
      return false;
    }
  }

  /** A run without end, in a process of its own. Arguments: a folder, and the planner's spec. */
  static final class Benchmark {

    private Benchmark() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      Thread watch =
          new Thread(
              () -> {
                try {
                  while (!Files.exists(folder.resolve("pids"))
                      || Files.readAllLines(folder.resolve("pids")).size() < 4) {
                    Thread.onSpinWait();
                  }
                  Files.createFile(folder.resolve("running"));
                } catch (IOException e) {
                  Runtime.getRuntime().halt(1);
                }
              });
      watch.setDaemon(true);
      watch.start();
      PlannerRun.of(folder, new ExecProvider(), arguments[1], 50_000, 1);
    }
  }
}
