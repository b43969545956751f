package org.stowbench.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.testing.JavaWords;

/** What is wrong with a JSON text is told without the parser's advice to programmers. */
class ParserWordsTest {

  private static String refusal(String text) {
    InvalidInputException refusal =
        catchThrowableOfType(
            InvalidInputException.class, () -> JsonInput.parse(text, InputLocation.of("a")));
    assertThat(JavaWords.in(refusal.getMessage())).as(refusal.getMessage()).isEmpty();
    return refusal.getMessage();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":NaN}",
        "{\"a\":-Infinity}",
        "{\"a\":1",
        "[1,2",
        "\"abc",
        "{\"a\":tru}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":1e}",
        "[1,]",
        "{} {}",
        "\"a\nb\"",
        "\"\\q\"",
        "\"\\u12\"",
        "{\"a\" 1}",
        "[1 2]",
        "]",
        "[1}",
        "/* c */ 1",
        "-",
        "<html>"
      })
  void noTextThatIsNotJsonBringsUpWordsOfTheParser(String text) {
    assertThat(refusal(text)).startsWith("a: not JSON at line 1");
  }

  @Test
  void norDoTextsThatAreTooDeepOrTooLong() {
    assertThat(refusal("[".repeat(70))).contains("nesting depth").endsWith("allowed (64)");
    assertThat(refusal("1".repeat(1200))).contains("length").endsWith("allowed (1000)");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "{\"a\":NaN} | Non-standard token 'NaN'",
        "{\"a\":1    | an object is not closed",
        "{} {}       | more follows after the value",
        "<html>      | Unexpected character ('<'): expected a text, number",
      })
  void whatIsWrongStaysSaid(String text, String words) {
    assertThat(refusal(text)).contains(words);
  }
}
