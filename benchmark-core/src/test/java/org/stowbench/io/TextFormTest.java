package org.stowbench.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TextFormTest {

  /**
   * Control characters, a bidi override, separators of lines, half a character, a hidden tag, what
   * steers beyond 16 bits, has no meaning for anybody else, or is none.
   */
  private static final String STEERING =
      "a\u001b[31m\u0000\u009b\u007f\r\u202e\u2066\u200b\ufeff\u2028\u2029\ud800 \udb40\udc41\uffff"
          + Character.toString(0x1d173)
          + Character.toString(0xe0000)
          + Character.toString(0xe0100)
          + Character.toString(0xf0000)
          + "\ue000\ufdd0";

  @ParameterizedTest
  @EnumSource
  void noFormLetsATextSteer(TextForm form) {
    assertThat(form.of(STEERING).codePoints())
        .noneMatch(c -> Character.isISOControl(c) || c >= 0x200b);
  }

  @ParameterizedTest
  @EnumSource
  void whatPeopleWriteIsLeftAlone(TextForm form) {
    // Of other letters, LaTeX needs to be told what to print where it has none.
    String text =
        "Küche %s, drawer 3: [0.1, 0.25] + hit@1 (ranker/2)"
            .formatted(form == TextForm.LATEX ? "Žofín" : "厨房 🍳");

    assertThat(form.of(text)).isEqualTo(text);
  }

  @Test
  void aLineStaysOneAndShowsWhatWouldSteer() {
    assertThat(TextForm.LINE.of("a\nb\u001b[2J\u202e")).isEqualTo("a\\u000ab\\u001b[2J\\u202e");
    assertThat(TextForm.LINES.of("a\n\tb\r\u001b")).isEqualTo("a\n\tb\\u000d\\u001b");
    assertThat(InvalidInputException.excerpt("\udb40\udc41")).isEqualTo("\\udb40\\udc41");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\u0001',
      delimiterString = " => ",
      value = {
        "a|b => a\\|b",
        "a\\|b => a\\\\\\|b",
        "ends \\ => ends \\\\",
        "C:\\new => C:\\new",
        "<script> => &lt;script>",
        "&lt;b&gt; & => &amp;lt;b&amp;gt; &",
        "[l](javascript:1) => [l]\\(javascript:1)",
        "![l][r] => ![l]\\[r]",
        "`x` *y* _z_ ~~w~~ => \\`x\\` \\*y\\* \\_z\\_ \\~\\~w\\~\\~",
        "not_here_f1 => not_here_f1",
        "# a => \\# a",
        "- a => \\- a",
        "+0.25 => +0.25",
        "--- => \\---",
        "1. a => 1\\. a",
      })
  void nothingIsMarkupInMarkdown(String text, String markdown) {
    assertThat(TextForm.MARKDOWN.of(text)).isEqualTo(markdown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a_b; a\\_b",
        "100 %; 100 \\%",
        "$x^2$; \\$x\\textasciicircum{}2\\$",
        "\\end{table}; \\textbackslash{}end\\{table\\}",
        "#1 & ~; \\#1 \\& \\textasciitilde{}",
        "<a|b>; \\textless{}a\\textbar{}b\\textgreater{}",
        "say \"hi\"; say ''hi''",
        "a.py --fast; a.py -{}-fast",
        "[x]; {[}x]",
        "*; {*}",
        "caf\u00e9 \u5929\ud83d\ude00; caf\u00e9 {\\ifdefined\\Umathcode \u5929\ud83d\ude00\\else"
            + " ??\\fi}"
      })
  void whatLatexWouldRunIsEscaped(String text, String latex) {
    assertThat(TextForm.LATEX.of(text)).isEqualTo(latex);
    assertThat(TextForm.LATEX.of("a\nb\u0000")).isEqualTo("a b ");
  }

  @Test
  void markupKeepsWhatWritingNeeds() {
    assertThat(TextForm.MARKUP.of("<b a=\"1\" c='2'>&\u0001</b>"))
        .isEqualTo("&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp; &lt;/b&gt;");
    assertThat(TextForm.MARKUP.of("می\u200cخواهم\n")).isEqualTo("می\u200cخواهم\n");
  }

  @Test
  void whatShowsNothingIsBlankInEveryScript() {
    for (String blank :
        List.of("", " \t", "\u00a0", "\u2003\u3000\u200b", "\ufeff\u2060\u200d", "\u2800\u3164")) {
      assertThat(TextForm.isBlank(blank)).as(blank).isTrue();
    }
    assertThat(TextForm.isBlank("\u00a0\u53a8")).isFalse();
    assertThat(TextForm.strip("\ufeff\u00a0salt\u00a0coarse\u3000")).isEqualTo("salt\u00a0coarse");
    assertThat(TextForm.strip("\u200b\u00a0")).isEmpty();
  }

  @Test
  void jsonSteersNothingAndReadsAsItWas() {
    String json = Json.line(Json.object().put(STEERING.replace("\ud800", ""), "🍳\u202e"));

    assertThat(json.codePoints())
        .noneMatch(c -> Character.isISOControl(c) || c >= 0x200b && c != 0x1f373);
    assertThat(
            JsonInput.parse(json, InputLocation.of("here"))
                .field(STEERING.replace("\ud800", ""))
                .text())
        .isEqualTo("🍳\u202e");
  }

  @Test
  void halfACharacterIsRefusedByFieldAndNeverWritten() {
    JsonInput json =
        JsonInput.parse(
            "{\"item\":\"cup\\ud800\",\"in\":[{\"\\udc00\":1}],\"\\ud83c\\udf73\":\"\\uD83C\\uDF73\"}",
            InputLocation.of("here"));

    assertThatThrownBy(() -> json.field("item").text())
        .hasMessage(
            "here: field item: expected a text of whole characters, found the text \"cup\\ud800\"");
    assertThatThrownBy(() -> json.field("in").elements().get(0).names())
        .hasMessage("here: field in[0]: the name of a field holds half of a character: \\udc00");
    assertThatThrownBy(json::object).hasMessageContaining("field item");
    assertThat(json.field("🍳").text()).isEqualTo("🍳");
    assertThat(Json.exact(Json.object().put("a\udc00", "\ud800b")))
        .isEqualTo("{\"a\ufffd\":\"\ufffdb\"}");
  }

  @Test
  void csvSteersNothingUnlessItIsToBeReadBack() throws IOException {
    StringWriter out = new StringWriter();
    try (CsvWriter csv = new CsvWriter(out, List.of("a\u001b"))) {
      csv.row(List.of("=1\u202e\tb\nc"));
    }
    StringWriter exact = new StringWriter();
    try (CsvWriter csv = CsvWriter.exact(exact, List.of("a"))) {
      csv.row(List.of("=1\u202e"));
    }

    assertThat(out).hasToString("a\\u001b\n\"'=1\\u202e\tb\nc\"\n");
    assertThat(exact).hasToString("a\n'=1\u202e\n");
  }
}
