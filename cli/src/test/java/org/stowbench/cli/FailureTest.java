package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowbench.io.InvalidInputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What a command that was stopped says, and what it ends with. */
class FailureTest {

  @TempDir Path folder;

  @Test
  void aBugEndsWithSeventyAndSaysWhatAReportNeeds() {
    Ended ended =
        end(
            () -> {
              throw new IllegalStateException("the drawer is stuck");
            });

    assertThat(ended.code()).isEqualTo(70);
    assertThat(ended.err().lines())
        .startsWith(
            "stowbench: this is a bug in Stowbench; please report it with all that follows",
            "command: stowbench broken")
        .anyMatch(line -> line.startsWith("version: stowbench "))
        .anyMatch(line -> line.contains("IllegalStateException: the drawer is stuck"))
        .anyMatch(line -> line.contains("at org.stowbench.cli.FailureTest"));
  }

  @Test
  void anErrorThatIsNoExceptionIsABugToo() {
    Ended ended = end(this::forEver);

    assertThat(ended.code()).isEqualTo(70);
    assertThat(ended.err()).contains("this is a bug in Stowbench").contains("StackOverflowError");
  }

  private int forEver() {
    return forEver() + 1;
  }

  @Test
  void memoryThatRanOutEndsWithACodeOfItsOwnAndTheWayOutOnOneLine() {
    Ended ended = end(FailureTest::hoard);

    assertThat(ended.code()).isEqualTo(71);
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.err())
        .startsWith("stowbench: memory ran out")
        .contains("STOWBENCH_JAVA_OPTS=-Xmx8g");
  }

  @Test
  void memoryThatRanOutOnAnotherThreadIsFoundBeneathWhatWasMadeOfIt() {
    Ended ended = end(() -> CompletableFuture.supplyAsync(FailureTest::hoard).get());

    assertThat(ended.code()).isEqualTo(71);
    assertThat(ended.err()).startsWith("stowbench: memory ran out");
  }

  private static int hoard() {
    return new long[Integer.MAX_VALUE].length;
  }

  static Stream<Arguments> whatTheUserCanMend() {
    return Stream.of(
        Arguments.of(new InvalidInputException("--top 0: must be 1 or more"), "--top 0: must be"),
        Arguments.of(
            new FileSystemException("r.html", null, "No space left on device"),
            "r.html: No space left on device"),
        Arguments.of(new FileSystemException("r.html"), "r.html: cannot be read or written"),
        Arguments.of(new IOException("Connection reset by peer"), "Connection reset by peer"),
        Arguments.of(new EOFException(), "a file ends too early"),
        Arguments.of(
            new UncheckedIOException(new IOException("Read-only file system")), "Read-only"));
  }

  @ParameterizedTest
  @MethodSource
  void whatTheUserCanMend(Exception thrown, String words) {
    Ended ended =
        end(
            () -> {
              throw thrown;
            });

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.err()).startsWith("stowbench: " + words);
  }

  @Test
  void theSystemsRefusalsNameTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "");
    Files.createDirectory(folder.resolve("full"));
    Files.writeString(folder.resolve("full/b.txt"), "");

    assertThat(end(() -> read(folder.resolve("none"))).err())
        .isEqualTo("stowbench: there is no file " + folder.resolve("none") + "\n");
    assertThat(end(() -> read(file.resolve("inside"))).err())
        .startsWith("stowbench: " + file.resolve("inside") + ": Not a directory");
    assertThat(end(() -> Files.createDirectory(folder.resolve("full")) == null ? 0 : 1).err())
        .isEqualTo("stowbench: already there: " + folder.resolve("full") + "\n");
    assertThat(end(() -> Files.deleteIfExists(folder.resolve("full")) ? 0 : 1).err())
        .isEqualTo("stowbench: " + folder.resolve("full") + ": is a folder that is not empty\n");
  }

  private static int read(Path path) throws IOException {
    return Files.readAllBytes(path).length;
  }

  private record Ended(int code, String err) {}

  /** Runs a command that does this, among all the others. */
  private static Ended end(Callable<Integer> body) {
    StringWriter err = new StringWriter();
    CommandLine commandLine = Main.wholeCommandLine();
    commandLine.addSubcommand("broken", new Broken(body));
    commandLine.setErr(new PrintWriter(err));
    int code = Main.execute(commandLine, "broken");
    return new Ended(code, err.toString());
  }

  @Command
  record Broken(Callable<Integer> body) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      return body.call();
    }
  }
}
