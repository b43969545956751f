package org.stowbench.datasets.housekeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictions.ReadReport;
import org.stowbench.predictions.ResponseFile;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Truth;
import org.stowbench.scene.Container;
import org.stowbench.testing.OfficialData;

/**
 * From a checkout of Housekeep's repository to rooms with named receptacles, and back to answers.
 */
class HousekeepImporterTest {

  @TempDir Path temp;

  private ImportResult imported(Path checkout) throws IOException {
    return HousekeepImporter.importTo(checkout, temp.resolve("home/housekeep"));
  }

  private DatasetFolder dataset() {
    return DatasetFolder.open(temp.resolve("home/housekeep"));
  }

  private List<LabeledQuery> queries(String split) {
    try (Stream<LabeledQuery> queries = dataset().split(split).queries()) {
      return queries.toList();
    }
  }

  @Test
  void right_is_each_receptacle_that_at_least_six_of_ten_chose() throws IOException {
    imported(SmallHousekeep.write(temp.resolve("checkout")));

    LabeledQuery ladle = queries("test").get(0);
    assertThat(ladle.query().id()).isEqualTo("kitchen#soup ladle");
    assertThat(ladle.query().scene().containers().stream().map(Container::name).map(n -> n.get()))
        .containsExactly("top drawer", "sink", "counter");
    assertThat(ladle.query().scene().room()).contains("kitchen");
    assertThat(ladle.truth()).isEqualTo(Truth.in(0, 2));
    assertThat(ladle.household().id()).isEqualTo("soup ladle");
    assertThat(queries("val").get(0).truth()).isEqualTo(Truth.in(0, 2));
  }

  @Test
  void pairs_without_any_are_left_out_and_counted_and_so_is_what_its_source_leaves_out()
      throws IOException {
    ImportResult result = imported(SmallHousekeep.write(temp.resolve("checkout")));

    assertThat(queries("test")).extracting(q -> q.query().item()).containsExactly("soup ladle");
    assertThat(queries("train")).extracting(q -> q.query().id()).containsExactly("garage#car jack");
    assertThat(result.notes()).anyMatch(note -> note.startsWith("3 pairs of an object and a room"));
    assertThat(dataset().metadata().description().defaultSplit()).isEqualTo("test");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "soup_ladle | fish | field objects.test[0]: expected one of the objects that people were asked about, found the text \"fish\"",
        "car jack   | Soup ladle | field objects.train[0]: Soup ladle is in test too: must be in one split, once",
        "val:       | valid: | field objects.valid: unknown field; allowed: test, val, train",
        "scenes:    | rooms: | field rooms: unknown field; allowed: objects, scenes",
      })
  void splits_that_do_not_fit_are_refused_and_nothing_is_written(
      String part, String broken, String message) throws IOException {
    Path checkout = SmallHousekeep.write(temp.resolve("checkout"));
    Files.writeString(
        checkout.resolve(SmallHousekeep.OBJECTS), SmallHousekeep.SPLITS.replace(part, broken));

    refused(checkout, message);
  }

  @Test
  void answers_that_do_not_fit_are_refused_and_nothing_is_written() throws IOException {
    Path checkout = SmallHousekeep.write(temp.resolve("checkout"));
    PickleBytes nine =
        PickleBytes.file()
            .text("ranks")
            .integers(new long[9], 1, 1, 9)
            .text("objects")
            .names(List.of("mug"))
            .text("room_receptacles")
            .names(List.of("kitchen|sink"));
    SmallHousekeep.put(checkout, SmallHousekeep.ANSWERS, nine.closed());
    refused(checkout, "field ranks: expected an array of 1 x 1 x 10, found 1 x 1 x 9");
    PickleBytes unnamed =
        PickleBytes.file()
            .text("ranks")
            .integers(new long[10], 1, 1, 10)
            .text("objects")
            .names(List.of("mug"))
            .text("room_receptacles")
            .names(List.of("sink"));
    SmallHousekeep.put(checkout, SmallHousekeep.ANSWERS, unnamed.closed());
    refused(checkout, "room_receptacles[0]: expected a room and a receptacle with |");
  }

  private void refused(Path checkout, String message) {
    assertThatThrownBy(() -> imported(checkout))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
    assertThat(temp.resolve("home/housekeep")).doesNotExist();
  }

  @Test
  void a_methods_scores_are_matched_by_name_and_answer_in_their_order() throws IOException {
    imported(SmallHousekeep.write(temp.resolve("checkout")));
    List<Prediction> predictions = new ArrayList<>();
    ReadReport report = answers(SmallHousekeep.scores(0.5, 0.7, 0.9, 0.5), predictions);

    assertThat(predictions).hasSize(1);
    assertThat(predictions.get(0).query()).isEqualTo("kitchen#soup ladle");
    assertThat(predictions.get(0).ranking().orElseThrow().answers())
        .extracting(RankedAnswer::toString)
        .hasSize(3);
    assertThat(predictions.get(0).ranking().orElseThrow().places().toString())
        .isEqualTo("[container 1, container 0, container 2]");
    assertThat(predictions.get(0).ranking().orElseThrow().answers().get(0).score())
        .isEqualTo(OptionalDouble.of(0.7));
    assertThat(report.unmatched().count()).isEqualTo(3);
  }

  @Test
  void a_query_that_lacks_a_score_is_a_failed_prediction() throws IOException {
    imported(SmallHousekeep.write(temp.resolve("checkout")));
    List<Prediction> predictions = new ArrayList<>();
    answers(SmallHousekeep.scores(0.5, Double.NaN, 0.9, 0.5), predictions);

    assertThat(predictions.get(0).error()).contains("no score of sink in kitchen");
  }

  @Test
  void peoples_answers_about_train_objects_are_a_method_that_is_blind_to_the_object()
      throws IOException {
    Path checkout = SmallHousekeep.write(temp.resolve("checkout"));
    imported(checkout);
    List<Prediction> predictions = new ArrayList<>();
    ResponseFile.of(checkout.resolve(SmallHousekeep.ANSWERS))
        .read(
            QueryIndex.of(dataset().split("train")),
            (person, prediction) -> predictions.add(prediction));

    assertThat(predictions).hasSize(1);
    assertThat(predictions.get(0).ranking().orElseThrow().answers().get(0).score())
        .isEqualTo(OptionalDouble.of(10));
  }

  private ReadReport answers(byte[] content, List<Prediction> predictions) throws IOException {
    Path file = Files.write(temp.resolve("orr_scores.npy"), content);
    return ResponseFile.of(file)
        .read(
            QueryIndex.of(dataset().split("test")),
            (person, prediction) -> predictions.add(prediction));
  }

  @Test
  @Tag("official")
  void the_published_answers_become_as_many_queries_as_its_evaluation_has() throws IOException {
    ImportResult result = imported(OfficialData.requireSuite("housekeep"));

    assertThat(result.metadata().splits().get("test").queries()).isEqualTo(1172);
    assertThat(result.metadata().splits().get("val").queries()).isEqualTo(202);
    assertThat(result.metadata().splits().get("train").queries()).isEqualTo(945);
    assertThat(result.metadata().counts().scenes()).isEqualTo(17);
    assertThat(result.metadata().counts().containers()).isEqualTo(128);
  }
}
