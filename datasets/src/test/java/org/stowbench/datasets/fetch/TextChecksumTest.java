package org.stowbench.datasets.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.stowbench.io.Sha256;

/** What a text's checksum depends on. */
class TextChecksumTest {

  private static String of(String text) throws IOException {
    return TextChecksum.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void line_ends_and_the_end_of_the_last_line_do_not_count() throws IOException {
    String expected = Sha256.checksum("[\n\n1]");
    assertThat(of("[\n\n1]")).isEqualTo(expected);
    assertThat(of("[\n\n1]\n\n")).isEqualTo(expected);
    assertThat(of("[\r\n\r\n1]\r\n")).isEqualTo(expected);
  }

  @Test
  void all_else_counts() throws IOException {
    assertThat(of("[\n1]")).isNotEqualTo(of("[\n\n1]")).isNotEqualTo(of("[ \n1]"));
    assertThat(of("")).isEqualTo(Sha256.checksum(""));
  }

  @Test
  void long_texts_are_read_in_pieces_without_losing_any() throws IOException {
    String text = ("x".repeat(65_535) + "\n\n").repeat(3) + "y";
    assertThat(of(text)).isEqualTo(Sha256.checksum(text));
  }
}
