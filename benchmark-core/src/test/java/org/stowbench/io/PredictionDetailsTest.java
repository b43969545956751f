package org.stowbench.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.stowbench.prediction.Details;
import org.stowbench.prediction.Prediction;

class PredictionDetailsTest {

  private static final InputLocation HERE = InputLocation.of("p.jsonl");

  @Test
  void detailsComeBackAsTheyWere() {
    ObjectNode json = Json.object().put("prompt", "noam 1");
    json.putArray("calls").addObject().put("text", "Best container: 4").put("cached", true);
    Prediction prediction = Prediction.failed("q", "no").withDetails(new Details(json));

    String line = Json.line(PredictionJson.write(prediction));

    assertThat(PredictionJson.read(JsonInput.parse(line, HERE))).isEqualTo(prediction);
    assertThat(prediction.forScoring().details()).isEmpty();
  }

  @Test
  void detailsDoNotChangeWithTheTreeTheyWereMadeFrom() {
    ObjectNode json = Json.object().put("a", 1);
    Details details = new Details(json);
    json.put("a", 2);
    details.json().put("a", 3);

    assertThat(details.json().get("a").asInt()).isEqualTo(1);
  }

  @Test
  void detailsThatAreNoObjectAreRefused() {
    JsonInput input =
        JsonInput.parse("{\"query\": \"q\", \"error\": \"no\", \"details\": [1]}", HERE);

    assertThatThrownBy(() -> PredictionJson.read(input))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("details");
  }
}
