package org.stowbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {

  private final Texts texts = new Texts();

  @Test
  void whatIsSaidTwiceIsKeptOnce() {
    assertThat(texts.number("By the sink.")).isZero();
    assertThat(texts.number("By the stove.")).isEqualTo(1);
    assertThat(texts.number("By the sink.")).isZero();
    assertThat(texts.all()).containsExactly("By the sink.", "By the stove.");
  }

  @Test
  void aTextWithoutEndIsCutAndSaysSo() {
    texts.number("x".repeat(5_000));

    assertThat(texts.all()).containsExactly("x".repeat(2_000) + " [cut: 5000 characters in all]");
  }

  @Test
  void aCharacterOfTwoHalvesIsNotCutInTwo() {
    texts.number("x" + "🍳".repeat(2_000));

    assertThat(texts.all().iterator().next())
        .startsWith("x" + "🍳".repeat(999) + " [cut: ")
        .doesNotContain("\ud83c ");
  }
}
