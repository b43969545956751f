package org.stowbench.datasets.tidybot;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.RecordForm;
import org.stowbench.predictions.ResponseMatcher;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.Container;

/**
 * Answers to TidyBot's benchmark, one a line: {@code {"scenario": 0, "item": "orange",
 * "receptacle": "coffee table"}}, scenarios numbered from 0 as in the benchmark's file. A
 * receptacle that its scenario does not have is a failed prediction, and so is a blank one.
 */
public final class TidyBotForm extends RecordForm {

  private static final String SCENARIO = "scenario";
  private static final String RECEPTACLE = "receptacle";

  /** For {@link java.util.ServiceLoader}. */
  public TidyBotForm() {
    super(Set.of(SCENARIO, RECEPTACLE));
  }

  @Override
  protected void read(JsonInput record, ResponseMatcher matcher) {
    int number = record.field(SCENARIO).integer();
    if (number < 0) {
      throw record.field(SCENARIO).unexpected("a scenario's number, 0 or more");
    }
    String item = record.field("item").name();
    Optional<String> named =
        record.optional(RECEPTACLE).map(JsonInput::text).filter(text -> !text.isBlank());
    String asked = item + " in " + Scenario.id(number);
    OptionalInt ordinal = matcher.find(Scenario.id(number), item);
    if (ordinal.isEmpty()) {
      matcher.takeUnmatched(asked);
      return;
    }
    if (named.isEmpty()) {
      matcher.noteBlank(asked);
    }
    Query query = matcher.query(ordinal.getAsInt());
    matcher.take(
        "",
        ordinal,
        asked,
        named
            .map(receptacle -> prediction(query, receptacle))
            .orElseGet(() -> Prediction.failed(query.id(), "no answer")));
  }

  private static Prediction prediction(Query query, String receptacle) {
    return query.scene().containers().stream()
        .filter(container -> container.name().filter(receptacle::equals).isPresent())
        .map(Container::id)
        .findFirst()
        .map(id -> Prediction.of(query, Ranking.of(Answer.container(id))))
        .orElseGet(
            () ->
                Prediction.failed(
                    query.id(),
                    "no receptacle "
                        + InvalidInputException.excerpt(receptacle)
                        + " in "
                        + query.scene().id()));
  }
}
