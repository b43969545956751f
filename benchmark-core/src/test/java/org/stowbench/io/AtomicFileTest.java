package org.stowbench.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path folder;

  /** Writes the file named by its first argument, all of it the letter that is its second. */
  static final class Writer {

    private Writer() {}

    static final int LENGTH = 3_000_000;

    public static void main(String[] args) throws IOException {
      AtomicFile.write(Path.of(args[0]), args[1].repeat(LENGTH));
    }
  }

  @Test
  void processes_that_write_one_file_at_once_all_succeed_and_it_is_one_of_theirs()
      throws Exception {
    Path file = folder.resolve("report.html");
    List<Process> processes = new ArrayList<>();
    for (String letter : List.of("a", "b", "c", "d")) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  file.toString(),
                  letter)
              .inheritIO()
              .start());
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    String text = Files.readString(file);
    assertThat(text).hasSize(Writer.LENGTH).isEqualTo(text.substring(0, 1).repeat(Writer.LENGTH));
    assertThat(names()).containsExactly("report.html");
  }

  @Test
  void a_link_where_an_older_version_would_have_grown_the_file_is_not_followed() throws Exception {
    Path victim = Files.writeString(folder.resolve("victim"), "precious");
    Files.createSymbolicLink(folder.resolve("report.html.tmp"), victim);
    AtomicFile.write(folder.resolve("report.html"), "new");
    assertThat(victim).hasContent("precious");
    assertThat(folder.resolve("report.html")).hasContent("new");
  }

  @Test
  void a_new_file_has_the_permissions_of_any_other_and_a_private_one_stays_private()
      throws Exception {
    Path usual = Files.createFile(folder.resolve("usual"));
    Path file = folder.resolve("file");
    AtomicFile.write(file, "one");
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(usual));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    AtomicFile.write(file, "two");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void what_fails_leaves_the_old_file_and_nothing_beside_it() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IllegalStateException("halfway");
                    }))
        .hasMessage("halfway");
    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("file");
  }

  @Test
  void an_interrupted_thread_writes_all_the_same() throws Exception {
    Thread.currentThread().interrupt();
    AtomicFile.write(folder.resolve("file"), "whole");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(folder.resolve("file")).hasContent("whole");
  }

  @Test
  void errors_name_the_file_and_say_what_the_system_says() throws Exception {
    Path folderInPlace = Files.createDirectory(folder.resolve("taken"));
    assertThatThrownBy(() -> AtomicFile.write(folderInPlace, "text"))
        .isInstanceOf(IOException.class)
        .hasMessage(folderInPlace + ": is a folder: must be a file");
    Path nowhere = folder.resolve("nowhere").resolve("file");
    assertThatThrownBy(() -> AtomicFile.write(nowhere, "text"))
        .isInstanceOf(IOException.class)
        .hasMessage(nowhere + ": there is no folder " + nowhere.getParent());
  }

  static boolean hasFullDevice() {
    return Files.exists(Path.of("/dev/full"));
  }

  @Test
  @EnabledIf("hasFullDevice")
  void a_full_disk_is_reported_with_the_file() {
    assertThatThrownBy(() -> AtomicFile.write(Path.of("/dev/full"), "text"))
        .isInstanceOfSatisfying(
            IOException.class,
            e ->
                assertThat(FileProblem.describe(e))
                    .isEqualTo("/dev/full: No space left on device"));
    assertThat(Path.of("/dev/full")).exists();
  }

  static boolean hasProc() {
    return Files.isDirectory(Path.of("/proc/self"));
  }

  /** The system says of it that there is no such file, which is no news to who wants to make it. */
  @Test
  @EnabledIf("hasProc")
  void where_nobody_may_make_a_file_that_is_said() {
    Path file = Path.of("/proc/report.html");
    cannotBeMade(file, () -> AtomicFile.write(file, "text"));
    cannotBeMade(file, () -> AtomicFile.append(file, "text"));
    cannotBeMade(file, () -> StagedFolder.makeFolder(file));
    cannotBeMade(file, () -> StagedFolder.at(file, anything -> {}).close());
  }

  private static void cannotBeMade(Path file, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            IOException.class,
            e -> assertThat(FileProblem.describe(e)).isEqualTo(file + ": cannot be made there"));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
