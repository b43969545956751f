package org.stowbench.study;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.PredictionJson;
import org.stowbench.prediction.Prediction;

/** A line of a study's answers: what one participant did. */
sealed interface StudyEvent {

  /** Whose. */
  String participant();

  /**
   * Read what the study is about, and agreed.
   *
   * @param language of the text
   * @param text its checksum
   */
  record Consented(String participant, String language, String text) implements StudyEvent {}

  /**
   * Opened a place.
   *
   * @param step the place in the participant's course, from 0
   * @param container its id
   */
  record Opens(String participant, int step, int container) implements StudyEvent {

    public Opens {
      if (container < 0) {
        throw new IllegalArgumentException(
            "opens container %d: must be 0 or more".formatted(container));
      }
    }
  }

  /**
   * Answered.
   *
   * @param step the place in the participant's course, from 0
   */
  record Answered(String participant, int step, Prediction prediction) implements StudyEvent {}

  /** As JSON. */
  static ObjectNode write(StudyEvent event) {
    ObjectNode json = Json.object().put("participant", event.participant());
    if (event instanceof Answered answered) {
      return json.put("step", answered.step())
          .set("prediction", PredictionJson.write(answered.prediction()));
    }
    if (event instanceof Opens opens) {
      return json.put("step", opens.step()).put("opens", opens.container());
    }
    Consented consented = (Consented) event;
    return json.put("consent", consented.language()).put("text", consented.text());
  }

  /** What {@link #write} wrote. */
  static StudyEvent read(JsonInput json) {
    String participant = ParticipantCode.read(json.field("participant"));
    if (json.has("consent")) {
      return new Consented(participant, json.field("consent").name(), json.field("text").name());
    }
    if (json.has("opens")) {
      return json.build(
          o -> new Opens(participant, o.field("step").integer(), o.field("opens").integer()));
    }
    return new Answered(
        participant, json.field("step").integer(), PredictionJson.read(json.field("prediction")));
  }
}
