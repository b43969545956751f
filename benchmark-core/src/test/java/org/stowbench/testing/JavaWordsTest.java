package org.stowbench.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaWordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the ranking names InContainer[id=2] twice",
        "no message with id Optional[7]",
        "the score is OptionalDouble.empty",
        "scores are RELATIVE",
        "EOFException: null",
        "java.net.ConnectException",
        "no answer: null",
        "Non-standard token 'NaN': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow",
        "Unexpected character ('x' (code 120)): was expecting a colon",
        "no reply within PT10S",
        "For input string: \"x\"",
        "Index 5 out of bounds for length 3",
        "options {samples=3}",
        "[B@1b6d3586"
      })
  void wordsOfJavaAreFound(String message) {
    assertFalse(JavaWords.in(message).isEmpty(), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "queries.jsonl, line 3, field truth: expected a text, found null",
        "answer.ranking[0]: names container 7: the scene has 3, numbered from 0",
        "the model needs a key: set OPENAI_API_KEY, or write OPENAI_API_KEY=... into a file .env",
        "HTTP 503: overloaded",
        "expected JSON, found nothing",
        "http://localhost:8000/plan: cannot be reached"
      })
  void plainWordsAreNot(String message) {
    assertEquals(List.of(), JavaWords.in(message));
  }
}
