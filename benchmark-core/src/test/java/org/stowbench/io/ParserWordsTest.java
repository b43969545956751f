package org.stowbench.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    assertThat(refusal("[".repeat(70))).endsWith("lie deeper than 64 levels: must not");
    assertThat(refusal("1".repeat(1200))).endsWith("a number is too long: 1000 digits at most");
    assertThat(refusal("{\"" + "a".repeat(60_000) + "\":1}"))
        .endsWith("a field is too long: 50000 at most");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "{\"a\":NaN} | NaN is no number: must be digits",
        "{\"a\":tru} | tru is no value: must be a text in quotes, a number",
        "[1}         | found '}' where ']' should stand",
        "{\"a\":1    | an object is not closed",
        "{} {}       | more follows after the value",
        "<html>      | found '<' where a value should stand: must be a text in quotes",
      })
  void whatIsWrongStaysSaid(String text, String words) {
    assertThat(refusal(text)).contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "id: [1, 2            | found what is neither a comma nor ]",
        "a: b: c              | a colon too many",
        "id: @x               | a value begins with a tab or a sign",
        "id: \"x             | a text in quotes is not closed",
        "{a: 1, a: 2}         | the field a is there twice",
        "[a]: 1               | a field without a name",
        "id: \"\\q\"         | a backslash in quotes",
      })
  void neitherDoTextsThatAreNoYaml(String text, String words, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), text);
    InvalidInputException refusal =
        catchThrowableOfType(
            InvalidInputException.class,
            () -> YamlInput.readAny(InputFile.of(file, FileKind.SETTINGS)));
    assertThat(refusal.problem()).startsWith("not YAML at line 1: ").contains(words);
    assertThat(JavaWords.in(refusal.problem())).isEmpty();
  }
}
