package org.stowbench.predictors.external.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.Query;
import org.stowbench.testing.JavaWords;
import org.stowbench.testing.TestKitchens;

/** Whatever a planner says that cannot be used is told to its author in plain words. */
class RefusalWordsTest {

  private static final Query QUERY = new Query("q", TestKitchens.row("row", 3), "whisk");

  private static void refused(String message, boolean search) {
    InvalidInputException refusal =
        catchThrowableOfType(
            InvalidInputException.class,
            () -> {
              Received received = Received.parse(message.getBytes(StandardCharsets.UTF_8));
              PlannerReply reply = search ? received.move(QUERY) : received.answer(QUERY);
              assertThat(reply).as(message).isNull();
            });
    assertThat(refusal).as(message).isNotNull();
    assertThat(JavaWords.in(refusal.getMessage())).as(refusal.getMessage()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "{\"type\":\"answer\"",
        "[]",
        "{}",
        "{\"type\":7}",
        "{\"type\":\"answer\",\"id\":7,\"ranking\":[{\"container\":0}]}",
        "{\"type\":\"answer\",\"id\":\"1\"}",
        "{\"type\":\"answer\",\"id\":\"1\",\"ranking\":{}}",
        "{\"type\":\"answer\",\"id\":\"1\",\"ranking\":[]}",
        "{\"type\":\"answer\",\"id\":\"1\",\"ranking\":[{}]}",
        "{\"type\":\"answer\",\"id\":\"1\",\"ranking\":[{\"container\":2},{\"container\":2}]}",
        "{\"type\":\"answer\",\"id\":\"1\",\"ranking\":[{\"not_here\":true},{\"not_here\":true}]}",
        "{\"type\":\"answer\",\"id\":\"1\",\"ranking\":[{\"container\":3}]}",
        "{\"type\":\"answer\",\"id\":\"1\",\"ranking\":[{\"container\":-1}]}",
        "{\"type\":\"answer\",\"id\":\"1\",\"ranking\":[{\"container\":0.5}]}",
        "{\"type\":\"answer\",\"id\":\"1\",\"ranking\":[{\"container\":99999999999}]}",
        "{\"type\":\"answer\",\"id\":\"1\",\"ranking\":[{\"container\":0,\"score\":NaN}]}",
        "{\"type\":\"answer\",\"id\":\"1\",\"ranking\":[{\"container\":0,\"score\":1e999}]}",
        "{\"type\":\"answer\",\"id\":\"1\",\"ranking\":[{\"container\":0,\"score\":1},"
            + "{\"container\":1}]}",
        "{\"type\":\"answer\",\"id\":\"1\",\"scores\":\"relative\",\"ranking\":[{\"container\":0}]}",
        "{\"type\":\"answer\",\"id\":\"1\",\"scores\":\"none\","
            + "\"ranking\":[{\"container\":0,\"score\":1}]}",
        "{\"type\":\"answer\",\"id\":\"1\",\"scores\":\"odds\","
            + "\"ranking\":[{\"container\":0,\"score\":1}]}",
        "{\"type\":\"answer\",\"id\":\"1\",\"scores\":\"probability\","
            + "\"ranking\":[{\"container\":0,\"score\":2}]}",
        "{\"type\":\"answer\",\"id\":\"1\",\"order\":\"any\",\"ranking\":[{\"container\":0}]}",
        "{\"type\":\"answer\",\"id\":\"1\",\"ranking\":[{\"region\":[1,2,3]}]}",
        "{\"type\":\"answer\",\"id\":\"1\",\"ranking\":[{\"region\":[[0,0]]},{\"region\":[[0,0]]}]}",
        "{\"type\":\"move\",\"id\":\"1\",\"open\":1}",
      })
  void answersThatCannotBeUsed(String message) {
    refused(message, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"move\",\"id\":\"1\"}",
        "{\"type\":\"move\",\"id\":\"1\",\"open\":1,\"give_up\":true}",
        "{\"type\":\"move\",\"id\":\"1\",\"give_up\":false}",
        "{\"type\":\"move\",\"id\":\"1\",\"open\":9}",
        "{\"type\":\"move\",\"id\":\"1\",\"open\":\"1\"}",
        "{\"type\":\"move\",\"open\":1}",
        "{\"type\":\"move\",\"id\":\"1\",\"error\":7}",
        "{\"type\":\"answer\",\"id\":\"1\",\"ranking\":[{\"container\":0}]}",
      })
  void movesThatCannotBeMade(String message) {
    refused(message, true);
  }
}
