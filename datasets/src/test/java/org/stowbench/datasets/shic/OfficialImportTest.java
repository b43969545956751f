package org.stowbench.datasets.shic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.Schemas;
import org.stowbench.datasets.format.SplitCounts;
import org.stowbench.geometry.CandidateFlag;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;
import org.stowbench.testing.OfficialData;

/** The official data as it is published, counted. */
@Tag("official")
class OfficialImportTest {

  @TempDir static Path temp;
  private static ImportReport report;
  private static DatasetFolder dataset;
  private static List<Scene> scenes;
  private static List<LabeledQuery> eval;
  private static List<LabeledQuery> dev;

  @BeforeAll
  static void importOnce() throws IOException {
    Path source = OfficialData.require();
    Path target = temp.resolve("shic");
    report = new ShicImporter(source).importTo(target);
    dataset = DatasetFolder.open(target);
    try (Stream<Scene> all = dataset.scenes();
        Stream<LabeledQuery> evaluation = dataset.split("eval").queries();
        Stream<LabeledQuery> development = dataset.split("dev").queries()) {
      scenes = all.toList();
      eval = evaluation.toList();
      dev = development.toList();
    }
  }

  @Test
  void all_queries_are_there() {
    assertThat(dataset.metadata().splits())
        .isEqualTo(
            Map.of(
                "eval", new SplitCounts(100, 10, 100, 79),
                "dev", new SplitCounts(6500, 966, 1656, 1656)));
    assertThat(eval).hasSize(100);
    assertThat(dev).hasSize(6500);
    assertThat(report.count(ImportReport.Kind.TRUTH_BY_OVERLAP)).isZero();
    assertThat(report.count(ImportReport.Kind.TRUTH_UNMATCHED)).isZero();
    assertThat(report.count(ImportReport.Kind.QUERY_REPEATED)).isZero();
    assertThat(report.count(ImportReport.Kind.PHOTO_NAME_SHARED)).isZero();
  }

  @Test
  void truths_that_fit_several_candidates_are_counted_as_guesses() {
    assertThat(report.count(ImportReport.Kind.TRUTH_OF_SEVERAL)).isEqualTo(25 + 1);
  }

  @Test
  void photos_that_nobody_was_asked_about_are_scenes_too() {
    Set<String> asked =
        Stream.concat(eval.stream(), dev.stream())
            .map(query -> query.query().scene().id())
            .collect(Collectors.toSet());
    assertThat(scenes).hasSize(100 + 1656 + 80);
    assertThat(scenes.stream().filter(scene -> !asked.contains(scene.id()))).hasSize(80);
  }

  @Test
  void every_candidate_is_kept_and_flagged() {
    List<Scene> asked = dev.stream().map(query -> query.query().scene()).distinct().toList();
    assertThat(asked.stream().mapToInt(scene -> scene.containers().size()).sum()).isEqualTo(27_208);
    assertThat(flagged(asked, CandidateFlag.POINT)).isEqualTo(993);
    assertThat(flagged(asked, CandidateFlag.LINE)).isEqualTo(843);
    assertThat(report.count(ImportReport.Kind.CANDIDATES_DIFFER)).isZero();
  }

  @Test
  void every_table_row_labels_a_candidate() {
    Predicate<Container> numbered = container -> container.promptNumber().isPresent();
    List<Container> labelled = evalContainers(numbered);
    assertThat(labelled).hasSize(1412);
    assertThat(labelled).allMatch(container -> container.type().isPresent());
    assertThat(evalContainers(numbered.negate())).noneMatch(c -> c.type().isPresent());
    assertThat(
            eval.stream()
                .map(query -> query.query().scene())
                .filter(scene -> scene.containers().stream().anyMatch(numbered.negate())))
        .hasSize(74);
    for (LabeledQuery query : eval) {
      List<Integer> numbers =
          query.query().scene().containers().stream()
              .flatMapToInt(container -> container.promptNumber().stream())
              .sorted()
              .boxed()
              .toList();
      assertThat(numbers).isEqualTo(Stream.iterate(1, n -> n + 1).limit(numbers.size()).toList());
    }
    assertThat(report.count(ImportReport.Kind.ROW_UNMATCHED)).isZero();
  }

  @Test
  void anchors_images_and_sizes_are_joined() {
    assertThat(eval.stream().filter(q -> !q.query().scene().anchors().isEmpty())).hasSize(99);
    assertThat(scenes).allMatch(scene -> scene.image().isPresent());
    assertThat(scenes.stream().filter(scene -> scene.size().isPresent())).hasSize(1736);
    assertThat(scenes).allMatch(scene -> scene.room().equals(Optional.of("kitchen")));
  }

  @Test
  void every_annotator_is_heard() {
    assertThat(dev.stream().mapToInt(query -> query.votes().votes().size()).sum()).isEqualTo(8580);
    assertThat(dev.stream().filter(query -> query.votes().votes().size() == 3)).hasSize(1040);
    assertThat(dev.stream().filter(query -> query.votes().votes().size() == 1)).hasSize(5460);
    assertThat(eval).allMatch(query -> query.votes().votes().isEmpty());
    assertThat(report.count(ImportReport.Kind.VOTE_UNMATCHED)).isZero();
    assertThat(report.count(ImportReport.Kind.VOTE_WITHOUT_QUERY)).isZero();
  }

  @Test
  void what_is_written_fits_the_schemas() throws IOException {
    assertThat(Schemas.errors(dataset.folder())).isEmpty();
  }

  @Test
  void importing_again_gives_the_same_bytes() throws IOException {
    Path again = temp.resolve("again");
    new ShicImporter(OfficialData.require()).importTo(again);
    for (String file : List.of("dataset.json", "scenes.jsonl", "queries.jsonl")) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(dataset.folder().resolve(file));
    }
  }

  private static List<Container> evalContainers(Predicate<Container> filter) {
    return eval.stream()
        .flatMap(q -> q.query().scene().containers().stream())
        .filter(filter)
        .toList();
  }

  private static long flagged(List<Scene> scenes, CandidateFlag flag) {
    return scenes.stream()
        .flatMap(scene -> CandidateFlag.of(scene).stream())
        .filter(flags -> flags.contains(flag))
        .count();
  }
}
