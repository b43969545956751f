package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowbench.io.FileKind;
import org.stowbench.io.InvalidInputException;

/** Whatever reads a file treats what is no file, what is too long and a byte order mark alike. */
class HostileFilesTest {

  private static final List<Reader> READERS = Readers.all();

  @TempDir Path folder;

  static List<Reader> readers() {
    return READERS;
  }

  static List<Reader> ofFiles() {
    return READERS.stream().filter(reader -> reader.most().isPresent()).toList();
  }

  private Path place(Reader reader) throws Exception {
    Path file = reader.place(folder.resolve("in"));
    Files.createDirectories(file.getParent());
    return file;
  }

  private static void refused(Reader reader, Path file) {
    // A pipe that is opened waits for ever, and a device may never end.
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () ->
            assertThatThrownBy(() -> reader.use().read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(reader.file()));
  }

  @ParameterizedTest
  @MethodSource("ofFiles")
  void aFolderAPipeAndADeviceAreRefusedAtOnceByName(Reader reader) throws Exception {
    Path file = place(reader);
    Files.createDirectory(file);
    refused(reader, file);
    Files.delete(file);
    for (String endless : List.of("/dev/zero", "/proc/kmsg")) {
      if (Files.exists(Path.of(endless))) {
        Files.createSymbolicLink(file, Path.of(endless));
        refused(reader, file);
        Files.delete(file);
      }
    }
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    refused(reader, file);
  }

  @ParameterizedTest
  @MethodSource("ofFiles")
  void aFileThatIsTooLongForItsKindIsRefusedByName(Reader reader) throws Exception {
    if (reader.most().get() == FileKind.RECORDS) {
      return;
    }
    Path file = place(reader);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(reader.most().get().most() + 1);
    }
    refused(reader, file);
  }

  @ParameterizedTest
  @MethodSource("ofFiles")
  void bytesThatAreNoTextAreRefusedByName(Reader reader) throws Exception {
    Path file = place(reader);
    Files.write(file, new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', '\n'});
    refused(reader, file);
  }

  @ParameterizedTest
  @MethodSource("ofFiles")
  void aByteOrderMarkIsPassedOver(Reader reader) throws Exception {
    if (reader.good().length == 0 || isNoText(reader.good())) {
      return;
    }
    Path file = place(reader);
    Files.write(file, reader.good());
    assertThatCode(() -> reader.use().read(file)).doesNotThrowAnyException();
    place(reader);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("\uFEFF".getBytes(StandardCharsets.UTF_8));
      out.write(reader.good());
    }
    assertThatCode(() -> reader.use().read(file)).doesNotThrowAnyException();
  }

  private static boolean isNoText(byte[] bytes) {
    return bytes[0] < 0 || IntStream.range(0, bytes.length).anyMatch(i -> bytes[i] == 0);
  }

  @ParameterizedTest
  @MethodSource("ofFiles")
  void halfACharacterIsRefusedByName(Reader reader) throws Exception {
    String good = new String(reader.good(), StandardCharsets.UTF_8);
    if (good.matches("(?s)[\\[{].*[^\\\\]\"cup\".*")) {
      Path file = place(reader);
      Files.writeString(file, good.replace("\"cup\"", "\"cup\\ud83c\""));
      assertThatThrownBy(() -> reader.use().read(file))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(reader.file())
          .hasMessageMatching("(?s).*(whole characters|half of a character).*cup\\\\ud83c.*");
    }
  }

  static List<byte[]> contents() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write("a long text".repeat(100).getBytes(StandardCharsets.UTF_8));
    }
    List<byte[]> contents = new ArrayList<>();
    contents.add(new byte[0]);
    contents.add(new byte[100]);
    contents.add(zipped.toByteArray());
    contents.add(Arrays.copyOf(zipped.toByteArray(), zipped.size() / 2));
    for (String text :
        List.of(
            "{}",
            "[]",
            "7",
            "null",
            "\"text\"",
            "{\"id\":1,\"id\":2}",
            "[".repeat(3000) + "]".repeat(3000),
            "{\"id\":1e999,\"query\":" + "9".repeat(400) + "}",
            "id,id\n1,2\n",
            "id: 1\nid: 2\n",
            "--- &a [*a, *a]\n",
            "\r\n\u2028\n")) {
      contents.add(text.getBytes(StandardCharsets.UTF_8));
    }
    return contents;
  }

  @ParameterizedTest
  @MethodSource("readers")
  void whateverStandsInAFileIsReadOrRefusedByNameInPlainWords(Reader reader) throws Exception {
    for (byte[] content : contents()) {
      reader.read(content, folder.resolve("in"));
    }
  }

  /** What fuzzing found once, see {@code fuzz}. */
  @ParameterizedTest
  @MethodSource("readers")
  void whatFuzzingFoundStaysMended(Reader reader) throws Exception {
    for (byte[] content : reader.findings()) {
      reader.read(content, folder.resolve("in"));
    }
  }
}
