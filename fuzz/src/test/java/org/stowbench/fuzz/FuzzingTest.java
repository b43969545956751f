package org.stowbench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowbench.cli.Reader;
import org.stowbench.cli.Readers;

/**
 * One process of the fuzzer a name of readers, one after another. What it finds lies in {@code
 * target/fuzz/NAME}, as {@code crash-*}, with what was thrown in {@code log}; {@code
 * target/fuzz/figures.md} has a row for each. What it learned to reach stays in {@code corpus}, and
 * the next time begins there.
 */
@Tag("fuzz")
class FuzzingTest {

  /** A reader that takes longer for an input is one that hangs. */
  private static final int SECONDS_AN_INPUT = 60;

  /** What a reader may take of the heap, for inputs of at most {@link #LONGEST_INPUT} bytes. */
  private static final int MEGABYTES = 512;

  private static final int LONGEST_START_SECONDS = 600;
  private static final int LONGEST_INPUT = 20_000;

  private static final String ASKING =
      "org.stowbench.cli.Reader:org.stowbench.fuzz.**:org.stowbench.testing.**";

  private static final Path FOLDER = Path.of("target", "fuzz").toAbsolutePath();

  /** What waits for no disk, where there is such a place: many a reader writes what it has read. */
  private static final Path MEMORY =
      Stream.of("/dev/shm", System.getProperty("java.io.tmpdir"))
          .map(Path::of)
          .filter(Files::isWritable)
          .findFirst()
          .orElseThrow();

  private static final Path FIGURES = FOLDER.resolve("figures.md");
  private static final String MINUTES = System.getProperty("fuzz.minutes");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_@][A-Za-z_0-9@ -]{2,30}");
  private static final Pattern FINDING =
      Pattern.compile("^== Java Exception|^==\\d+== ERROR: libFuzzer", Pattern.MULTILINE);
  private static final Pattern UNITS = Pattern.compile("number_of_executed_units: *(\\d+)");

  static Set<String> names() {
    List<String> wanted = List.of(System.getProperty("fuzz.readers").split(","));
    return Readers.all().stream()
        .map(Reader::name)
        .filter(name -> wanted.contains("all") || wanted.contains(name))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @BeforeAll
  static void begin() throws IOException {
    Files.createDirectories(FOLDER);
    Files.writeString(FIGURES, "| readers | minutes | inputs | findings |\n|---|---:|---:|---:|\n");
  }

  @ParameterizedTest
  @MethodSource("names")
  void readsOrRefusesWhateverItIsGiven(String name) throws Exception {
    Path folder = FOLDER.resolve(name);
    Path seeds = Files.createDirectories(folder.resolve("seeds"));
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    List<Reader> readers = FuzzTarget.named(name);
    for (int i = 0; i < readers.size(); i++) {
      byte[] good = readers.get(i).good();
      byte[] seed = new byte[good.length + 1];
      seed[0] = (byte) i;
      System.arraycopy(good, 0, seed, 1, good.length);
      Files.write(seeds.resolve("good-" + i), seed);
    }
    Path words = Files.writeString(folder.resolve("words"), words(readers));
    Path files = Files.createTempDirectory(MEMORY, "stowbench-fuzz-");
    Path log = folder.resolve("log");
    long seconds = Math.round(Double.parseDouble(MINUTES) * 60);
    Process fuzzer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + MEGABYTES + "m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzTarget.class.getName(),
                "--target_args=" + name + " " + files.resolve("in"),
                "--instrumentation_includes=org.stowbench.**:com.fasterxml.**:org.yaml.**",
                // The one who asks is not what is looked for.
                "--instrumentation_excludes=" + ASKING,
                "--custom_hook_excludes=" + ASKING,
                // Some ask a server on this machine, which is theirs.
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery",
                "--keep_going=10",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + File.separator,
                "-dict=" + words,
                "-max_total_time=" + seconds,
                "-timeout=" + SECONDS_AN_INPUT,
                "-rss_limit_mb=" + 4 * MEGABYTES,
                "-max_len=" + LONGEST_INPUT,
                "-len_control=0",
                "-print_final_stats=1",
                corpus.toString(),
                seeds.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!fuzzer.waitFor(seconds + LONGEST_START_SECONDS, TimeUnit.SECONDS)) {
      fuzzer.destroyForcibly().waitFor();
    }
    try (Stream<Path> left = Files.walk(files)) {
      for (Path file : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    String said = Files.readString(log, StandardCharsets.ISO_8859_1);
    long findings = FINDING.matcher(said).results().count();
    Matcher units = UNITS.matcher(said);
    String row =
        "| `%s` | %s | %s | %d |%n"
            .formatted(
                name,
                MINUTES,
                units.find() ? "%,d".formatted(Long.parseLong(units.group(1))) : "?",
                findings);
    Files.writeString(FIGURES, row, StandardOpenOption.APPEND);
    System.out.print(row);
    assertThat(fuzzer.exitValue()).as(() -> "see %s%n%s".formatted(log, tail(said))).isZero();
  }

  /** The words of what the readers read: a fuzzer is long at making up the names of fields. */
  private static String words(List<Reader> readers) {
    Set<String> words = new TreeSet<>(List.of("null", "true", "false", "1e999", "NaN", "not_here"));
    for (Reader reader : readers) {
      String good = new String(reader.good(), StandardCharsets.UTF_8);
      WORD.matcher(good).results().map(found -> found.group().strip()).forEach(words::add);
    }
    return words.stream().map(word -> "\"" + word + "\"\n").collect(Collectors.joining());
  }

  private static String tail(String log) {
    return Stream.of(log.split("\n"))
        .filter(
            line -> line.startsWith("==") || line.contains("Exception") || line.contains("Error"))
        .limit(20)
        .collect(Collectors.joining("\n"));
  }
}
