package org.stowbench.datasets.tidybot;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.JsonLines;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.ResponseForm;
import org.stowbench.predictions.ResponseMatcher;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.Container;

/**
 * Answers to TidyBot's benchmark, one a line: {@code {"scenario": 0, "item": "orange",
 * "receptacle": "coffee table"}}, scenarios numbered from 0 as in the benchmark's file. A
 * receptacle that its scenario does not have is a failed prediction, and so is a blank one.
 */
public final class TidyBotForm implements ResponseForm {

  private static final String SCENARIO = "scenario";
  private static final String RECEPTACLE = "receptacle";

  /** For {@link java.util.ServiceLoader}. */
  public TidyBotForm() {}

  @Override
  public boolean recognises(InputFile file) {
    if (!file.beginsWith('{')) {
      return false;
    }
    try (JsonLines lines = JsonLines.open(file)) {
      return lines
          .nextFilled()
          .filter(line -> line.json().names().containsAll(List.of(SCENARIO, RECEPTACLE)))
          .isPresent();
    } catch (InvalidInputException e) {
      return false;
    }
  }

  @Override
  public void read(InputFile file, ResponseMatcher matcher) {
    try (JsonLines lines = JsonLines.open(file)) {
      for (var line = lines.nextFilled(); line.isPresent(); line = lines.nextFilled()) {
        read(line.get().json(), matcher);
      }
    }
  }

  private static void read(JsonInput record, ResponseMatcher matcher) {
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
