package org.stowbench.datasets.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.io.InvalidInputException;

/** Archives that nobody should unpack. */
class ArchiveReaderTest {

  private static final UnpackLimits LIMITS = new UnpackLimits(10, 100_000, 50, 10_000);

  @TempDir Path temp;

  private Map<String, String> read(byte[] archive) throws IOException {
    Path file = Files.write(temp.resolve("archive"), archive);
    Map<String, String> files = new LinkedHashMap<>();
    ArchiveReader.read(
        file,
        LIMITS,
        (path, content) ->
            files.put(path, new String(content.readAllBytes(), StandardCharsets.UTF_8)));
    return files;
  }

  private void assertRefused(byte[] archive, String message) {
    assertThatThrownBy(() -> read(archive))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  private static byte[] zip(ZipArchiveEntry... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      for (ZipArchiveEntry entry : entries) {
        zip.putArchiveEntry(entry);
        zip.write('x');
        zip.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void plain_files_come_out_of_both_kinds() throws IOException {
    assertThat(
            read(
                Archives.tar(
                    tar -> {
                      tar.putArchiveEntry(new TarArchiveEntry("a/"));
                      tar.closeArchiveEntry();
                      Archives.put(tar, "a/b c.txt", "1");
                      Archives.put(tar, "a/" + "\u00fc".repeat(120) + ".txt", "2");
                    })))
        .containsOnlyKeys("a/b c.txt", "a/" + "\u00fc".repeat(120) + ".txt");
    assertThat(read(zip(new ZipArchiveEntry("a/b.txt"), new ZipArchiveEntry("c"))))
        .containsExactly(Map.entry("a/b.txt", "x"), Map.entry("c", "x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "a/../../x",
        "a/..",
        "/etc/x",
        "//x",
        "C:/x",
        "c:x",
        "a\\..\\x",
        "a//x",
        "./x",
        "a/./x",
        "a\nx",
      })
  void names_that_lead_elsewhere_are_refused(String name) throws IOException {
    assertRefused(Archives.tar(tar -> Archives.put(tar, name, "x")), "must");
    if (!name.contains("\\")) {
      assertRefused(zip(new ZipArchiveEntry(name)), "must");
    }
  }

  @Test
  void links_and_devices_are_refused() throws IOException {
    for (byte type :
        new byte[] {
          TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_CHR, TarConstants.LF_FIFO
        }) {
      assertRefused(
          Archives.tar(tar -> Archives.link(tar, "a", type, "b")),
          "must be a plain file or a folder, not a link or a device");
    }
    ZipArchiveEntry link = new ZipArchiveEntry("a");
    link.setUnixMode(0120777);
    assertRefused(zip(link), "not a link or a device");
  }

  @Test
  void names_that_clash_on_some_file_system_are_refused() throws IOException {
    String[][] clashes = {
      {"a", "a", "is there twice"},
      {"a/b", "A/c", "clashes with a"},
      {"x.jpg", "X.JPG", "clashes with x.jpg"},
      {"\u00e9", "e\u0301", "clashes with"},
      {"a", "a/b", "is there twice"},
      {"a/b", "a", "is there twice"},
    };
    for (String[] clash : clashes) {
      assertRefused(
          Archives.tar(
              tar -> {
                Archives.put(tar, clash[0], "1");
                Archives.put(tar, clash[1], "2");
              }),
          clash[2]);
    }
    assertRefused(zip(new ZipArchiveEntry("a"), new ZipArchiveEntry("A")), "clashes with a");
  }

  @Test
  void bombs_are_refused_before_they_fill_the_disk() throws IOException {
    assertRefused(Archives.tar(tar -> Archives.put(tar, "a", new byte[90_000])), "a bomb");
    assertRefused(
        Archives.tar(
            tar -> {
              Archives.put(tar, "a", random(60_000));
              Archives.put(tar, "b", random(60_000));
            }),
        "too many to unpack");
    assertRefused(
        Archives.tar(
            tar -> {
              for (int i = 0; i < 11; i++) {
                Archives.put(tar, "f" + i, "x");
              }
            }),
        "more than 10 entries");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      zip.putArchiveEntry(new ZipArchiveEntry("a"));
      zip.write(new byte[90_000]);
      zip.closeArchiveEntry();
    }
    assertRefused(bytes.toByteArray(), "a bomb");
  }

  @Test
  void a_size_that_is_only_claimed_is_refused_at_once() throws IOException {
    byte[] header = new byte[512];
    TarArchiveEntry entry = new TarArchiveEntry("a");
    entry.setSize(1L << 40);
    entry.writeEntryHeader(
        header,
        org.apache.commons.compress.archivers.zip.ZipEncodingHelper.getZipEncoding("UTF-8"),
        true);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
      zipped.write(header);
    }
    assertRefused(bytes.toByteArray(), "says it has 1099511627776 bytes");
  }

  @Test
  void an_archive_cut_off_anywhere_is_refused() throws IOException {
    byte[] whole = Archives.tar(tar -> Archives.put(tar, "a", random(2_000)));
    for (int length = 0; length < whole.length - 8; length += 97) {
      assertRefused(Arrays.copyOf(whole, length), "archive");
    }
    byte[] zip = zip(new ZipArchiveEntry("a"));
    for (int length = 2; length < zip.length; length += 7) {
      assertRefused(Arrays.copyOf(zip, length), "archive");
    }
  }

  @Test
  void what_is_no_archive_is_refused() {
    assertRefused("<html>Not found</html>".getBytes(StandardCharsets.UTF_8), "expected a .tar.gz");
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new java.util.SplittableRandom(length).nextBytes(bytes);
    return bytes;
  }
}
