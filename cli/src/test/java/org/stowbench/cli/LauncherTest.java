package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on a copy of the sources, as after a fresh clone. Its one build takes a while. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LauncherTest {

  private static final Set<String> NOT_SOURCES = Set.of("target", ".git", "results", ".idea");
  private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();

  private Path folder;
  private Path clone;
  private Path link;

  private record Result(int exitCode, String out, String err) {}

  @BeforeAll
  void clone(@TempDir Path temporary) throws IOException {
    folder = temporary;
    clone = temporary.resolve("a clone");
    copySources(CHECKOUT, clone);
    link =
        Files.createSymbolicLink(temporary.resolve("stowbench-link"), clone.resolve("stowbench"));
  }

  private static void copySources(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            if (NOT_SOURCES.contains(dir.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(dir)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path copy = Files.copy(file, to.resolve(from.relativize(file)));
            copy.toFile().setExecutable(Files.isExecutable(file));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private ProcessBuilder command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(link.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("STOWBENCH_HOME", folder.resolve("home").toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectOutput(folder.resolve("stdout").toFile());
    builder.redirectError(folder.resolve("stderr").toFile());
    return builder;
  }

  private Result run(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return new Result(
        process.exitValue(),
        Files.readString(folder.resolve("stdout"), StandardCharsets.UTF_8),
        Files.readString(folder.resolve("stderr"), StandardCharsets.UTF_8));
  }

  @Test
  @Order(1)
  void itSaysWhatIsMissingWhereThereIsNoJava() throws Exception {
    ProcessBuilder builder = command("--version");
    builder.environment().put("JAVA_HOME", folder.toString());

    Result result = run(builder);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("JAVA_HOME is " + folder).contains("Java 17");
  }

  @Test
  @Order(1)
  void whereThereIsNoMavenTheWrapperBuilds() throws Exception {
    Path without = folder.resolve("without Maven");
    copySources(CHECKOUT, without);
    Files.writeString(
        without.resolve("mvnw"), "#!/bin/sh\necho \"[ERROR] asked to: $*\"\nexit 1\n");
    Path commands = Files.createDirectory(folder.resolve("commands"));
    for (String place : System.getenv("PATH").split(":")) {
      if (Files.isDirectory(Path.of(place))) {
        try (Stream<Path> programs = Files.list(Path.of(place))) {
          for (Path program : programs.toList()) {
            Path link = commands.resolve(program.getFileName());
            if (!program.endsWith("mvn") && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
              Files.createSymbolicLink(link, program);
            }
          }
        }
      }
    }
    ProcessBuilder builder = command("--version");
    builder.command(without.resolve("stowbench").toString(), "--version");
    builder.environment().put("PATH", commands.toString());

    Result result = run(builder);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("asked to: -B -q -f").contains(" package");
  }

  @Test
  @Order(2)
  void itBuildsOnFirstUseFromAnyFolderAndThroughALink() throws Exception {
    Result result = run(command("--version"));

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).startsWith("stowbench ");
    assertThat(result.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("stowbench: building"),
            line -> assertThat(line).startsWith("stowbench: preparing"));
    assertThat(clone.resolve("target/launcher/app"))
        .isDirectoryContaining(file -> file.toString().endsWith(".jsa"))
        .isDirectoryNotContaining(file -> file.toString().endsWith(".failed"));
  }

  @Test
  @Order(3)
  void itDoesNotBuildTwiceAndPassesExitCodesThrough() throws Exception {
    Result result = run(command("run", "--predictor", "nope", "--dataset", "nope"));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).doesNotContain("building");
  }

  @Test
  @Order(3)
  void namesThatAreNotAsciiAreReadWhateverTheLocale() throws Exception {
    SmallDataset.write(folder.resolve("small"));
    // This test's own process may know names of ASCII only.
    Path script = folder.resolve("named.sh");
    Files.writeString(
        script, "cp -r small Küche && exec \"$0\" datasets stats Küche --format csv\n");
    ProcessBuilder builder = command();
    builder.command("sh", "-c", ". ./named.sh", link.toString());
    builder.environment().put("LC_ALL", "POSIX");

    Result result = run(builder);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("whisk").doesNotContain("?");
  }

  @Test
  @Order(4)
  void aSignalReachesTheRunAndItsStatusComesBack() throws Exception {
    // Another name than its own, so that who goes on has to say it again.
    SmallDataset.write(folder.resolve("kitchens"));
    // A planner that says that it has been started, and then nothing, keeps the run waiting.
    Path planner = folder.resolve("planner.sh");
    Files.writeString(planner, "touch started\nexec sleep 300\n");
    Process process =
        command("run", "--dataset", "kitchens", "--predictor", "exec:sh planner.sh").start();
    Path started = folder.resolve("started");
    for (int waits = 0; process.isAlive() && !Files.exists(started) && waits < 1200; waits++) {
      Thread.sleep(50);
    }
    assertThat(started).as(Files.readString(folder.resolve("stderr"))).exists();

    process.destroy();

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + 15);
    assertThat(Files.readString(folder.resolve("stderr")))
        .contains("stopped: interrupted; go on with: stowbench run --resume results/runs/")
        .contains(" --dataset kitchens");
  }

  @Test
  @Order(5)
  void itBuildsAgainWhenASourceChangedAndShowsWhyThatFails() throws Exception {
    // In the module that is built first: the build ends there.
    Path source = clone.resolve("benchmark-core/src/main/java/org/stowbench/scene/Region.java");
    Files.writeString(source, "no Java at all");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));

    Result result = run(command("--version"));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("Region.java").contains("the build failed");
  }
}
