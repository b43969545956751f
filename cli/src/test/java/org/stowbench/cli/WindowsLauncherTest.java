package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher for Windows, run by Wine with a stand-in for Java that says what it is called with.
 */
class WindowsLauncherTest {

  private static final Path LAUNCHER =
      Path.of("..", "release", "src", "stowbench.cmd").toAbsolutePath();

  private static final String STAND_IN =
      """
      #include <stdio.h>
      #include <stdlib.h>
      #include <string.h>
      int main(int count, char **words) {
        char *version = getenv("STAND_IN_VERSION"), *code = getenv("STAND_IN_CODE");
        if (count > 1 && !strcmp(words[1], "--version")) {
          printf("openjdk %s 2026-01-01\\n", version ? version : "17.0.1");
          return 0;
        }
        for (int i = 0; i < count; i++) printf("[%s]", words[i]);
        return code ? atoi(code) : 0;
      }
      """;

  private static final Pattern FIXED = Pattern.compile("(?<= )-[XD][A-Za-z.:+=]+(?= )");

  @TempDir private Path folder;
  private Path place;

  private record Result(int exitCode, String out) {}

  @Test
  void javaIsGivenWhatTheOtherLauncherGivesIt() throws IOException {
    assertThat(options(LAUNCHER)).isNotEmpty().isEqualTo(options(Path.of("..", "stowbench")));
  }

  /** Those that are the same for each command on each machine. */
  private static List<String> options(Path launcher) throws IOException {
    String script = Files.readString(launcher);
    return FIXED
        .matcher(script.substring(script.lastIndexOf("\"", script.indexOf(" -Xshare:auto "))))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private void putTheLauncherIntoAPlaceWithABlank() throws Exception {
    assumeTrue(there("wine"), "wine is not here: the launcher for Windows is not tried");
    assumeTrue(there("x86_64-w64-mingw32-gcc"), "no compiler for Windows is here");
    place = Files.createDirectories(folder.resolve("a place"));
    Files.copy(LAUNCHER, place.resolve("stowbench.cmd"));
    Path source = folder.resolve("java.c");
    Files.writeString(source, STAND_IN);
    Path java = Files.createDirectories(place.resolve("jdk/bin")).resolve("java.exe");
    assertThat(
            run(Map.of(), "x86_64-w64-mingw32-gcc", source.toString(), "-o", java.toString())
                .exitCode())
        .isZero();
  }

  @AfterEach
  void endWine() throws Exception {
    if (place != null) {
      run(Map.of(), "wineserver", "-k");
    }
  }

  private static boolean there(String program) {
    return List.of(System.getenv("PATH").split(":")).stream()
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  private Result launcher(Map<String, String> environment, String... arguments) throws Exception {
    String words =
        Stream.of(arguments)
            .map(word -> word.contains(" ") ? '"' + word + '"' : word)
            .collect(Collectors.joining(" "));
    Files.writeString(
        folder.resolve("go.bat"), "@\"a place\\stowbench.cmd\" %s\r\n".formatted(words));
    return run(environment, "wine", "cmd", "/c", "go.bat");
  }

  private Result run(Map<String, String> environment, String... command) throws Exception {
    Path out = folder.resolve("out");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().remove("JAVA_HOME");
    builder.environment().remove("DISPLAY");
    builder.environment().put("WINEDEBUG", "-all");
    builder.environment().put("WINEPREFIX", folder.resolve("wine").toString());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return new Result(process.exitValue(), Files.readString(out));
  }

  @Test
  @Tag("slow")
  void itStartsTheJavaThatIsNamedOrBesideItAndPassesWordsAndExitCodesOn() throws Exception {
    putTheLauncherIntoAPlaceWithABlank();
    Map<String, String> named = Map.of("JAVA_HOME", windows("jdk"), "STAND_IN_CODE", "3");
    Result result = launcher(named, "run", "--require", "a b");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.out())
        .contains("[" + windows("jdk") + "\\bin\\java]", "[-jar]")
        .contains("[" + windows("stowbench.jar") + "][run][--require][a b]");
    assertThat(
            launcher(
                Map.of("JAVA_HOME", windows("jdk"), "STAND_IN_VERSION", "11.0.2"), "--version"))
        .satisfies(old -> assertThat(old.exitCode()).isEqualTo(2))
        .satisfies(old -> assertThat(old.out()).contains("is Java 11: Stowbench needs 17"));
    assertThat(launcher(Map.of("JAVA_HOME", windows("nowhere")), "--version"))
        .satisfies(none -> assertThat(none.exitCode()).isEqualTo(2))
        .satisfies(none -> assertThat(none.out()).contains("there is no Java 17 or newer"));
    Files.move(place.resolve("jdk"), place.resolve("runtime"));
    Result beside = launcher(Map.of("STOWBENCH_JAVA_OPTS", "-Xmx8g -Dx=y"), "--version");
    assertThat(beside.exitCode()).isZero();
    assertThat(beside.out())
        .contains(
            "[" + windows("runtime") + "\\bin\\java]", "[-Xmx8g][-Dx=y][-jar]", "[--version]");
  }

  /** As Wine calls a file of the place. */
  private String windows(String file) throws IOException {
    return "Z:" + place.toRealPath().resolve(file).toString().replace('/', '\\');
  }
}
