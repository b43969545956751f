package org.stowbench.predictors.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Notifying;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.testing.TestKitchens;

class ReplayProviderTest {

  private final LabeledQuery whisk =
      TestKitchens.query("q1", TestKitchens.row("a.jpg", 3), "Whisk", "h1", Answer.NOT_HERE);
  private final LabeledQuery pot =
      TestKitchens.query("q2", TestKitchens.row("b.jpg", 3), "Pot", "h2", Answer.NOT_HERE);
  private final Dataset dataset = TestKitchens.dataset("test:two", List.of(whisk, pot));

  @TempDir private Path folder;

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private Predictor replay(String spec) {
    return Predictors.installed()
        .create(spec, new HostEnvironment(folder, 0, Optional.of(dataset), Optional.empty()));
  }

  @Test
  void itAnswersWhatTheFileAnswersAndFailsWhereItSaysNothing() throws Exception {
    Path file = write("p.jsonl", "{\"query\": \"q1\", \"ranking\": [{\"container\": 2}]}\n");

    try (Predictor replay = replay("replay:" + file)) {
      assertThat(replay.predict(whisk.query(), PredictionContext.of(0, "q1")))
          .isEqualTo(Prediction.of("q1", Ranking.of(Answer.container(2))));
      assertThat(replay.predict(pot.query(), PredictionContext.of(0, "q2")).error())
          .contains("no recorded answer");
    }
  }

  @Test
  void whatItReadByARuleOrLeftOutIsNoticed() throws Exception {
    Path file = write("p.csv", "query,answer,score\nq1,1,0.1\nq1,2,0.9\nq2,,\nq3,1,1\nq4,1,1\n");

    try (Predictor replay = replay("replay:" + file)) {
      assertThat(Notifying.of(replay).orElseThrow().notices())
          .containsExactly(
              "2 records fit no query of test:two and were left out, such as q3; q4",
              "1 record leaves an answer blank, which names nothing; with no other, the query counts"
                  + " as failed, such as q2",
              "1 record has scores that contradict their order; the order counts, not the scores,"
                  + " such as q1",
              "no answer names container 0, so the numbers look one-based; if they are, take 1 off"
                  + " each, since containers are counted from 0");
    }
  }

  @Test
  void ofSeveralPeopleTheOneNamedIsPlayedBack() throws Exception {
    String record =
        "{\"image_path\": \"a.jpg\", \"chosen_item\": \"Whisk\", \"user_id\": %d,"
            + " \"chosen_polygon\": \"%s\"}";
    Path file =
        write(
            "people.json",
            "["
                + record.formatted(1, "[]")
                + ","
                + record.formatted(2, "[[0,0],[100,0],[100,50],[0,50]]")
                + "]");

    try (Predictor second = replay("replay:person=2," + file)) {
      assertThat(second.predict(whisk.query(), PredictionContext.of(0, "q1")).ranking())
          .contains(Ranking.of(Answer.container(0)));
    }
    assertThatThrownBy(() -> replay("replay:" + file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("expected person=... with one of 1, 2, found none");
  }
}
