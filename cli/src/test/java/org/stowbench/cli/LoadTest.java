package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.cli.SlowClients.Manner;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.io.Json;
import org.stowbench.query.Answer;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/**
 * Asks {@code serve} twice what it can answer, for ten minutes or {@code -Dload.minutes}, among
 * clients that drip and clients that fall silent; then little, for as long, among clients that
 * hardly take their answers: {@code mvn -B verify -Dload}, on Linux, on a machine that does nothing
 * else. The figures go to {@code cli/target/load.md} and {@code cli/target/slow-takers.md}.
 */
@Tag("load")
class LoadTest {

  private static final Duration MEASURING = Duration.ofSeconds(10);
  private static final int ENOUGH_ASKERS = 16;
  private static final int TOO_MANY_ASKERS = 240;
  private static final int SLOW = 200;

  /** About different scenes: as many as the simulated homes have. */
  private static final int MOST_QUESTIONS = 100;

  private static final int SIPPING = 256;

  /** Of whom as many have an answer to take that is beyond what the system holds for them. */
  private static final int LONG = 12;

  private static final int LONG_SCENES = 6000;

  /** A full collection leaves nothing that is dead, or it would count as live. */
  private static final List<String> COMPACT = List.of("-XX:MarkSweepAlwaysCompactCount=1");

  @TempDir private Path folder;
  private final double minutes = Double.parseDouble(System.getProperty("load.minutes", "10"));
  private final Duration time = Duration.ofSeconds((long) (60 * minutes));
  private Process process;
  private URI server;
  private int longest;
  private final List<byte[]> questions = new ArrayList<>();

  private void serve(String dataset) throws IOException {
    process =
        StowbenchProcess.java(
                COMPACT, Main.class, List.of("serve", "--dataset", dataset, "--port", "0"))
            .redirectError(folder.resolve("log").toFile())
            .start();
    server = address();
    readQuestions();
  }

  @AfterEach
  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  @Test
  void twiceWhatItCanAnswerIsAnsweredByHalfAtOnceAndTheRestIsSentAway() throws Exception {
    serve("sim:eval");
    ask(TOO_MANY_ASKERS, 0, MEASURING);
    double possible = possible();
    double heapBefore = heap();

    Answers loaded;
    long slowSentAway;
    try (SlowClients slow =
        new SlowClients(
            server, Duration.ofSeconds(2), Map.of(Manner.DRIP, SLOW, Manner.FALL_SILENT, SLOW))) {
      loaded = ask(TOO_MANY_ASKERS, 2 * possible, time);
      slowSentAway = slow.sentAway();
    }
    Answers after = ask(1, possible / 10, Duration.ofSeconds(2));
    double heapAfter = heap();

    print(
        "load.md",
        """
        | | |
        |---|---:|
        | minutes | %.1f |
        | answers a second that it can give, to %d askers | %.0f |
        | questions a second sent, by %d askers | %.0f |
        | answered a second | %.0f |
        | sent away with 503, a second | %.0f |
        | other answers, broken connections | %d |
        | median and p99 of those answered | %.1f and %.1f ms |
        | slow and silent clients at any time, sent away in all | %d, %d |
        | the second after: answered, other, p99 | %d, %d, %.1f ms |
        | live heap before and after | %.1f and %.1f MB |
        """
            .formatted(
                minutes,
                ENOUGH_ASKERS,
                possible,
                TOO_MANY_ASKERS,
                loaded.perSecond(200) + loaded.perSecond(503),
                loaded.perSecond(200),
                loaded.perSecond(503),
                loaded.others(),
                loaded.milliseconds(0.5),
                loaded.milliseconds(0.99),
                2 * SLOW,
                slowSentAway,
                after.count(200),
                after.count(503) + after.others(),
                after.milliseconds(0.99),
                heapBefore,
                heapAfter));

    assertThat(loaded.others()).isZero();
    assertThat(loaded.count(503)).isPositive();
    assertThat(loaded.milliseconds(0.99)).isLessThan(100);
    assertThat(after.count(503) + after.others()).isZero();
    assertThat(heapAfter).isLessThan(1.1 * heapBefore);
  }

  @Test
  void whoTakesALongAnswerAByteASecondKeepsNobodyElseFromTheirs() throws Exception {
    writeScenesOfLongNames(folder.resolve("long"));
    serve(folder.resolve("long").toString());
    ask(1, 0, MEASURING);
    Answers before = ask(1, 100, MEASURING);
    double heapBefore = heap();

    Answers others;
    try (SlowClients slow =
        new SlowClients(
            server,
            Duration.ofSeconds(1),
            Map.of(Manner.SIP, SIPPING - LONG, Manner.SIP_LONG, LONG))) {
      others = ask(1, 100, time);
    }
    double heapAfter = heap();

    print(
        "slow-takers.md",
        """
        | | |
        |---|---:|
        | minutes | %.1f |
        | clients that take their answer at a byte a second | %d |
        | of them those whose answer is long, its bytes | %d, %d |
        | answers to another client, a second | %.0f |
        | sent away with 503, other answers, broken connections | %d, %d |
        | its median and p99, and before they came | %.1f and %.1f ms, %.1f and %.1f ms |
        | live heap before and after | %.1f and %.1f MB |
        """
            .formatted(
                minutes,
                SIPPING,
                LONG,
                longest,
                others.perSecond(200),
                others.count(503),
                others.others(),
                others.milliseconds(0.5),
                others.milliseconds(0.99),
                before.milliseconds(0.5),
                before.milliseconds(0.99),
                heapBefore,
                heapAfter));

    assertThat(others.count(503) + others.others()).isZero();
    assertThat(others.milliseconds(0.99)).isLessThan(100);
    assertThat(heapAfter).isLessThan(1.1 * heapBefore);
  }

  private static void writeScenesOfLongNames(Path dataset) throws IOException {
    try (DatasetWriter writer = DatasetWriter.create(dataset)) {
      for (int i = 0; i < LONG_SCENES; i++) {
        Scene scene = TestKitchens.row("kitchen" + i + "-".repeat(1000), 4);
        writer.scene(scene);
        writer.query(
            TestKitchens.query("q" + i, scene, "whisk", "h" + i, Answer.container(0)), "eval");
      }
      writer.commit(
          new DatasetDescription(
              "long", "Long", "", "CC0-1.0", "none", Json.object(), false, "eval"));
    }
  }

  private static void print(String file, String figures) throws IOException {
    System.out.println(figures);
    Files.writeString(Path.of("target", file), figures);
  }

  /** Answers a second, once Java has made of it what it can. */
  private double possible() throws InterruptedException {
    double before = 0;
    double now = ask(ENOUGH_ASKERS, 0, MEASURING).perSecond(200);
    while (now > 1.03 * before) {
      before = now;
      now = ask(ENOUGH_ASKERS, 0, MEASURING).perSecond(200);
    }
    return Math.max(before, now);
  }

  private URI address() throws IOException {
    Pattern says = Pattern.compile("serving at (http://\\S+)\n");
    while (process.isAlive()) {
      Matcher line = says.matcher(Files.readString(folder.resolve("log")));
      if (line.find()) {
        return URI.create(line.group(1));
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new AssertionError(Files.readString(folder.resolve("log")));
  }

  /** Whole scenes in the body, as a robot sends them. */
  private void readQuestions() throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (Asker asker = new Asker(server)) {
      String scenes = asker.get("/v1/scenes");
      longest = scenes.length();
      List<JsonNode> all = new ArrayList<>();
      json.readTree(scenes).get("scenes").forEach(all::add);
      for (JsonNode scene : all.subList(0, Math.min(all.size(), MOST_QUESTIONS))) {
        String path = "/v1/scenes/" + scene.get("id").textValue();
        JsonNode whole = json.readTree(asker.get(path)).get("scene");
        String body = "{\"item\":\"whisk\",\"scene\":" + Json.line(whole) + "}";
        questions.add(asker.question(body));
      }
    }
  }

  /** What came back. */
  private static final class Answers {

    private static final int BUCKETS = 100_000;
    private static final int BUCKETS_A_MILLISECOND = 10;

    private final ConcurrentMap<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    private final AtomicIntegerArray times = new AtomicIntegerArray(BUCKETS);
    private final double seconds;

    Answers(Duration time) {
      seconds = time.toMillis() / 1e3;
    }

    void add(int status, long nanoseconds) {
      statuses.computeIfAbsent(status, s -> new LongAdder()).increment();
      if (status == 200) {
        times.incrementAndGet(
            (int) Math.min(BUCKETS - 1, nanoseconds * BUCKETS_A_MILLISECOND / 1_000_000));
      }
    }

    long count(int status) {
      return statuses.getOrDefault(status, new LongAdder()).sum();
    }

    double perSecond(int status) {
      return count(status) / seconds;
    }

    long others() {
      long all = statuses.values().stream().mapToLong(LongAdder::sum).sum();
      return all - count(200) - count(503);
    }

    /** The time within which this share of the answers came. */
    double milliseconds(double share) {
      long left = (long) Math.ceil(share * count(200));
      int bucket = 0;
      while (bucket < BUCKETS && (left -= times.get(bucket)) > 0) {
        bucket++;
      }
      return (bucket + 1.0) / BUCKETS_A_MILLISECOND;
    }
  }

  /**
   * So many ask at once, each on a connection of its own.
   *
   * @param rate questions a second, of all together; 0 for as fast as they are answered
   */
  private Answers ask(int askers, double rate, Duration time) throws InterruptedException {
    Answers answers = new Answers(time);
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    long pause = rate == 0 ? 0 : (long) (askers * 1e9 / rate);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < askers; i++) {
      int number = i;
      Thread thread =
          new Thread(() -> askUntil(end, begin + pause * number / askers, pause, number, answers));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return answers;
  }

  private void askUntil(long end, long first, long pause, int number, Answers answers) {
    long due = first;
    int next = number * 7;
    try (Asker asker = new Asker(server)) {
      while (due < end && System.nanoTime() < end) {
        for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
          LockSupport.parkNanos(due - now);
        }
        long sent = System.nanoTime();
        int status = asker.ask(questions.get(next++ % questions.size()));
        answers.add(status, System.nanoTime() - sent);
        due = Math.max(due + pause, sent);
      }
    } catch (IOException e) {
      answers.add(0, 0);
    }
  }

  /** What a full collection leaves, in megabytes. */
  private double heap() throws IOException, InterruptedException {
    String histogram = "";
    // The second one takes what the first made ready to go.
    for (int i = 0; i < 2; i++) {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(process.pid()),
                  "GC.class_histogram")
              .start();
      histogram = new String(jcmd.getInputStream().readAllBytes()).toLowerCase(Locale.ROOT);
      assertThat(jcmd.waitFor()).isZero();
    }
    Matcher total = Pattern.compile("total +\\d+ +(\\d+)").matcher(histogram);
    assertThat(total.find()).isTrue();
    return Long.parseLong(total.group(1)) / 1e6;
  }
}
