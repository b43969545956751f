package org.stowbench.datasets.tidybot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictions.ReadReport;
import org.stowbench.predictions.ResponseFile;
import org.stowbench.query.Answer;

/** Answers that name a scenario by its number and a receptacle by its name. */
class TidyBotFormTest {

  @TempDir Path temp;
  private final List<Prediction> read = new ArrayList<>();
  private QueryIndex index;

  @BeforeEach
  void importBenchmark() throws IOException {
    TidyBotImporter.importTo(
        SmallBenchmark.write(temp.resolve("checkout")), temp.resolve("tidybot"));
    index = QueryIndex.of(DatasetFolder.open(temp.resolve("tidybot")).split("unseen"));
  }

  private ReadReport read(String lines) throws IOException {
    Path file = Files.writeString(temp.resolve("answers.jsonl"), lines);
    return ResponseFile.of(file).read(index, (person, prediction) -> read.add(prediction));
  }

  @Test
  void an_answer_names_the_receptacle_of_its_scenario() throws IOException {
    read(
        """
        {"scenario": 0, "item": "encyclopedia", "receptacle": "kid's shelf"}

        {"scenario": 1, "item": "whisk", "receptacle": "drawer", "why": "cutlery"}
        """);
    assertThat(read)
        .containsExactly(
            Prediction.of("scenario-00#encyclopedia", Ranking.of(Answer.container(1))),
            Prediction.of("scenario-01#whisk", Ranking.of(Answer.container(0))));
  }

  @Test
  void a_receptacle_that_the_scenario_does_not_have_is_a_failed_prediction() throws IOException {
    read("{\"scenario\": 1, \"item\": \"whisk\", \"receptacle\": \"toy chest\"}");
    assertThat(read)
        .containsExactly(
            Prediction.failed("scenario-01#whisk", "no receptacle toy chest in scenario-01"));
  }

  @Test
  void a_second_answer_and_one_to_no_question_are_left_out_and_counted() throws IOException {
    ReadReport report =
        read(
            """
            {"scenario": 1, "item": "whisk", "receptacle": "drawer"}
            {"scenario": 1, "item": "whisk", "receptacle": "counter"}
            {"scenario": 7, "item": "whisk", "receptacle": "drawer"}
            {"scenario": 0, "item": "marbles", "receptacle": ""}
            """);
    assertThat(read)
        .containsExactly(
            Prediction.of("scenario-01#whisk", Ranking.of(Answer.container(0))),
            Prediction.failed("scenario-00#marbles", "no answer"));
    assertThat(report.repeated().count()).isEqualTo(1);
    assertThat(report.unmatched().examples()).containsExactly("whisk in scenario-07");
    assertThat(report.blank().count()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"scenario\": \"1\", \"item\": \"whisk\", \"receptacle\": \"x\"} | line 1, field scenario: expected a whole number",
        "{\"scenario\": -1, \"item\": \"whisk\", \"receptacle\": \"x\"}    | line 1, field scenario: expected a scenario's number, 0 or more",
        "{\"scenario\": 1, \"item\": 7, \"receptacle\": \"x\"}             | line 1, field item: expected a text, found 7",
        "{\"scenario\": 1, \"item\": \"whisk\", \"receptacle\": 0}         | line 1, field receptacle: expected a text, found 0",
      })
  void a_record_of_another_form_is_refused_with_line_and_field(String line, String message) {
    assertThatThrownBy(() -> read(line))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }
}
