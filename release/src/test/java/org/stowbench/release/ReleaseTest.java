package org.stowbench.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mvn -Prelease} made, taken by somebody who has an empty folder and nothing else. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class ReleaseTest {

  private static final Path RELEASE = Path.of(System.getProperty("release.folder"));
  private static final String VERSION = System.getProperty("release.version");
  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  /** What builds or runs Java; nobody who takes a release has to have it. */
  private static final Set<String> OF_JAVA =
      Set.of("java", "javac", "jar", "mvn", "jlink", "jshell", "keytool");

  private static final List<String> RUN =
      List.of("run", "--dataset", "sim:eval", "--limit", "20", "--predictor", "rules");

  @TempDir Path folder;
  private Path commands;

  private record Result(int exitCode, String out, String err) {}

  /** A path on which all is that this machine has, but for Java and Maven. */
  @BeforeEach
  void linkWhatIsNotOfJava() throws IOException {
    commands = Files.createDirectory(folder.resolve("commands"));
    for (String place : System.getenv("PATH").split(":")) {
      if (Files.isDirectory(Path.of(place))) {
        try (Stream<Path> programs = Files.list(Path.of(place))) {
          for (Path program : programs.toList()) {
            Path link = commands.resolve(program.getFileName());
            if (!OF_JAVA.contains(program.getFileName().toString()) && Files.notExists(link)) {
              Files.deleteIfExists(link);
              Files.createSymbolicLink(link, program);
            }
          }
        }
      }
    }
  }

  @Test
  void runsWithoutABuildWhereThereIsAJava() throws Exception {
    Path place = unpack("portable.tar.gz");

    Result first = stowbench(place, System.getProperty("java.home"), RUN);

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).contains("sim:eval: 20 queries, simulated").contains("rules ");
    assertThat(first.err()).doesNotContain("building");
    assertThat(place.resolve(".start"))
        .isDirectoryContaining(file -> file.toString().endsWith(".jsa"));
    Result second = stowbench(place, System.getProperty("java.home"), List.of("--version"));
    assertThat(second.out()).startsWith("stowbench " + VERSION);
    assertThat(second.err()).isEmpty();
  }

  @Test
  void runsWhereThereIsNoJavaWithARuntimeOfItsOwn() throws Exception {
    Path place = unpack(imageName());

    Result run = stowbench(place, null, RUN);
    assertThat(run.exitCode()).as(run.err()).isZero();
    String folderOfRun = "results/runs/rules-sim-eval-001";
    List<String> report = List.of("report", folderOfRun, "--out", "report.html");
    Result reported = stowbench(place, null, report);
    List<String> ask =
        List.of(
            "ask",
            "--scene",
            "sim:eval/1",
            "--item",
            "whisk",
            "--predictor",
            "rules",
            "--svg",
            "s.svg");
    Result drawn = stowbench(place, null, ask);

    assertThat(reported.exitCode()).as(reported.err()).isZero();
    assertThat(drawn.exitCode()).as(drawn.err()).isZero();
  }

  @Test
  void whatIsMissingIsSaidWhereThereIsNeither() throws Exception {
    Result result = stowbench(unpack("portable.tar.gz"), null, List.of("--version"));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith("stowbench: Java is missing");
  }

  @Test
  void bothPortableArchivesHoldTheSameAndTheBillOfMaterialsNamesIt() throws Exception {
    Path place = unpack("portable.tar.gz");
    Set<String> unpacked = new TreeSet<>();
    try (Stream<Path> files = Files.walk(place)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> unpacked.add(place.getParent().relativize(file).toString()));
    }
    Set<String> zipped = new TreeSet<>();
    try (ZipFile zip = new ZipFile(archive("portable.zip").toFile())) {
      zip.stream()
          .filter(entry -> !entry.isDirectory())
          .forEach(entry -> zipped.add(entry.getName()));
    }
    assertThat(zipped).isEqualTo(unpacked);
    String bill = Files.readString(place.resolve("sbom.json"));
    try (Stream<Path> libraries = Files.list(place.resolve("lib"))) {
      assertThat(libraries.map(library -> library.getFileName().toString()))
          .allSatisfy(
              name ->
                  assertThat(bill)
                      .contains("\"" + name.replaceFirst("-[0-9]+[.].*|-[0-9]+$", "") + "\""));
    }
    assertThat(place.resolve("stowbench.cmd")).content().contains("\r\n").contains(" LSS 17 ");
  }

  @Test
  void everyArchiveHasItsChecksum() throws Exception {
    try (Stream<Path> files = Files.list(RELEASE)) {
      List<Path> archives =
          files
              .filter(file -> file.getFileName().toString().matches(".*[.](zip|gz|json)"))
              .filter(file -> file.getFileName().toString().startsWith("stowbench-"))
              .toList();
      assertThat(archives).hasSizeGreaterThanOrEqualTo(4);
      for (Path archive : archives) {
        assertThat(archive.resolveSibling(archive.getFileName() + ".sha256"))
            .content()
            .isEqualToIgnoringNewLines(sha256(archive) + "  " + archive.getFileName());
      }
    }
  }

  /** As https://central.sonatype.org/publish/requirements asks, but for signatures. */
  @Test
  void mavenCentralWouldTakeTheRepository() throws Exception {
    Path published = RELEASE.resolve("repository/org/stowbench");
    try (Stream<Path> all = Files.walk(published)) {
      List<Path> poms = all.filter(file -> file.toString().endsWith(".pom")).toList();
      assertThat(poms).hasSizeGreaterThan(14);
      for (Path pom : poms) {
        String text = Files.readString(pom);
        assertThat(text).contains("<name>");
        if (!text.contains("<parent>")) {
          for (String wanted : List.of("description", "url", "licenses", "developers", "scm")) {
            assertThat(text).as(pom.toString()).contains("<" + wanted);
          }
        }
        String stem = pom.toString().replaceFirst("[.]pom$", "");
        List<String> wanted = new ArrayList<>(List.of(".pom"));
        if (!text.contains("<packaging>pom<")) {
          wanted.addAll(List.of(".jar", "-sources.jar", "-javadoc.jar"));
        }
        for (String file : wanted) {
          assertThat(Path.of(stem + file)).exists();
          assertThat(Path.of(stem + file + ".sha1")).exists();
          assertThat(Path.of(stem + file + ".md5")).exists();
        }
      }
    }
  }

  @Test
  void anOutsidersPluginBuildsAgainstItAndRuns() throws Exception {
    Path plugin = folder.resolve("plug-in");
    copy(CHECKOUT.resolve("examples/plugin-predictor"), plugin);
    Path pom = plugin.resolve("pom.xml");
    Files.writeString(
        pom,
        Files.readString(pom)
            .replace(
                "  <dependencies>",
                """
                <repositories>
                  <repository>
                    <id>release</id>
                    <url>%s</url>
                  </repository>
                </repositories>

                <dependencies>\
                """
                    .formatted(RELEASE.resolve("repository").toUri())));
    ProcessBuilder maven =
        new ProcessBuilder(
            CHECKOUT.resolve("mvnw").toString(),
            "-B",
            "-q",
            "-f",
            pom.toString(),
            // What was there before stays as it is; Stowbench has to come from the release.
            "-Dmaven.repo.local=" + folder.resolve("repository"),
            "-Dmaven.repo.local.tail=" + withoutStowbench(),
            "-DskipTests",
            "package");
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));

    Result built = run(maven);
    assertThat(built.exitCode()).as(built.out() + built.err()).isZero();
    assertThat(folder.resolve("repository/org/stowbench/stowbench-core")).isDirectory();
    Result described =
        stowbench(
            unpack("portable.tar.gz"),
            System.getProperty("java.home"),
            List.of("predictors", "describe", "nearby", "--plugin", "plug-in/target/nearby"));

    assertThat(described.exitCode()).as(described.err()).isZero();
    assertThat(described.out()).contains("nearby");
  }

  /** This machine's repository, so that nothing else is downloaded again. */
  private Path withoutStowbench() throws IOException {
    Path known = Path.of(System.getProperty("user.home"), ".m2", "repository");
    Path org = Files.createDirectories(folder.resolve("known/org"));
    link(known, org.getParent(), "org");
    link(known.resolve("org"), org, "stowbench");
    return org.getParent();
  }

  private static void link(Path from, Path to, String butFor) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(file -> !file.endsWith(butFor)).toList()) {
        Files.createSymbolicLink(to.resolve(file.getFileName()), file);
      }
    }
  }

  /** What has no parent says its version itself. */
  @Test
  void allOfOursHaveOneVersion() throws Exception {
    assertThat(CHECKOUT.resolve("bom/pom.xml")).content().contains("<version>" + VERSION + "<");
    assertThat(CHECKOUT.resolve("examples/plugin-predictor/pom.xml"))
        .content()
        .contains("<stowbench.version>" + VERSION + "<");
  }

  private static String imageName() throws IOException {
    try (Stream<Path> files = Files.list(RELEASE)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("stowbench-.*-(linux|macos)-.*[.]tar[.]gz"))
          .map(name -> name.substring(("stowbench-" + VERSION + "-").length()))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Path archive(String name) {
    return RELEASE.resolve("stowbench-" + VERSION + "-" + name);
  }

  private Path unpack(String name) throws Exception {
    Path place = Files.createDirectories(folder.resolve("un packed"));
    Result result =
        run(new ProcessBuilder("tar", "xzf", archive(name).toString(), "-C", place.toString()));
    assertThat(result.exitCode()).as(result.err()).isZero();
    return place.resolve("stowbench-" + VERSION);
  }

  private Result stowbench(Path place, String javaHome, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(place.resolve("stowbench").toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PATH", commands.toString());
    builder.environment().put("STOWBENCH_HOME", folder.resolve("home").toString());
    builder.environment().remove("JAVA_HOME");
    if (javaHome != null) {
      builder.environment().put("JAVA_HOME", javaHome);
    }
    return run(builder);
  }

  private Result run(ProcessBuilder builder) throws Exception {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    Process process =
        builder
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return new Result(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(file -> !file.toString().contains("/target")).toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static String sha256(Path file) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in = Files.newInputStream(file)) {
      byte[] part = new byte[1 << 16];
      for (int read = in.read(part); read > 0; read = in.read(part)) {
        digest.update(part, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
