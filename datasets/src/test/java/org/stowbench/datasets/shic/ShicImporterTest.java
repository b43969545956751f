package org.stowbench.datasets.shic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stowbench.datasets.shic.SmallCheckout.A;
import static org.stowbench.datasets.shic.SmallCheckout.B;
import static org.stowbench.datasets.shic.SmallCheckout.CANDIDATES;
import static org.stowbench.datasets.shic.SmallCheckout.OTHER_CANDIDATES;
import static org.stowbench.datasets.shic.SmallCheckout.POINT;
import static org.stowbench.datasets.shic.SmallCheckout.list;
import static org.stowbench.datasets.shic.SmallCheckout.pair;
import static org.stowbench.datasets.shic.SmallCheckout.row;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.Schemas;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Truth;
import org.stowbench.query.Vote;
import org.stowbench.scene.Container;
import org.stowbench.scene.CountertopSide;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/** What the importer makes of small sources in the official layout. */
class ShicImporterTest {

  @TempDir Path temp;
  private SmallCheckout source;
  private Path target;

  @BeforeEach
  void prepare() {
    source = new SmallCheckout(temp.resolve("checkout"));
    target = temp.resolve("home/shic");
  }

  @Test
  void a_whole_checkout_becomes_three_splits() throws IOException {
    source.whole();
    ImportReport report = run();
    assertThat(report.metadata().splits().keySet()).containsExactly("eval", "dev", "other-rooms");
    assertThat(report.metadata().description().defaultSplit()).isEqualTo("eval");
    assertThat(ids("eval"))
        .containsExactly(
            "Fork_1_a.jpg#Fork", "Tea_towels_2 - x_a.jpg#Tea towels", "Fork_3_a.jpg#Fork");
    assertThat(households("eval")).containsExactly("eval-001", "eval-001", "eval-002");
    assertThat(households("dev")).containsExactly("sun_a.jpg", "sun_a.jpg", "sun_c.jpg");
    assertThat(households("other-rooms")).containsExactly("other-rooms-001");
    assertThat(scenes().stream().map(Scene::id)).last().isEqualTo("sun_b.jpg");
    assertThat(Schemas.errors(target)).isEmpty();
  }

  @Test
  void truths_and_votes_name_candidates() throws IOException {
    source.whole();
    ImportReport report = run();
    assertThat(queries("eval").stream().map(LabeledQuery::truth))
        .containsExactly(Truth.in(1), Truth.NOT_HERE, Truth.in(0));
    LabeledQuery pan = queries("dev").get(0);
    assertThat(pan.truth()).isEqualTo(Truth.in(0));
    assertThat(pan.votes().votes())
        .containsExactly(new Vote("2", Answer.container(0)), new Vote("1", Answer.NOT_HERE));
    assertThat(queries("dev").get(1).truth()).isEqualTo(Truth.in(2));
    assertThat(report.count(ImportReport.Kind.TRUTH_OF_SEVERAL)).isEqualTo(1);
    assertThat(report.count(ImportReport.Kind.VOTE_OF_SEVERAL)).isEqualTo(1);
  }

  @Test
  void what_the_other_files_know_of_a_photo_is_joined() throws IOException {
    source.whole();
    ImportReport report = run();
    Scene scene = queries("eval").get(0).query().scene();
    assertThat(scene.containers())
        .containsExactly(
            container(0, Region.box(0, 0, 100, 50), "cabinet door", 0.25, CountertopSide.ABOVE, 2),
            container(1, Region.box(200, 0, 300, 50), "drawer", 0.5, CountertopSide.BELOW, 1),
            Container.of(2, Region.of(7, 7)),
            container(3, Region.box(0, 0, 100, 50), "drawer", 0.75, null, 3));
    assertThat(scene.countertop()).contains(Region.box(0, 0, 100, 50));
    assertThat(scene.anchors()).hasSize(1);
    assertThat(scene.image()).contains("images/validation/26_segmented_Fork_1_a.jpg");
    assertThat(queries("eval").get(1).query().scene().image())
        .contains("images/validation/3_segmented_Tea_towels__2 - x_a.jpg");
    assertThat(queries("dev").get(0).query().scene().size()).contains(new ImageSize(640, 480));
    assertThat(report.count(ImportReport.Kind.CANDIDATE_WITHOUT_ROW)).isEqualTo(1);
    assertThat(report.count(ImportReport.Kind.PHOTO_WITHOUT_ANCHORS)).isEqualTo(2);
  }

  @Test
  void importing_twice_gives_the_same_bytes_and_replaces_the_first() throws IOException {
    source.whole();
    run();
    List<byte[]> first = bytes();
    run();
    assertThat(bytes()).usingRecursiveComparison().isEqualTo(first);
  }

  @Test
  void a_source_with_one_set_is_imported_with_what_it_has() throws IOException {
    source.put(SmallCheckout.DEV, list(pair("sun_a.jpg", CANDIDATES, B, "Pan")));
    ImportReport report = run();
    assertThat(report.metadata().splits().keySet()).containsExactly("dev");
    assertThat(report.metadata().description().defaultSplit()).isEqualTo("dev");
    assertThat(report.absent()).contains(SmallCheckout.EVAL, SmallCheckout.RESPONSES);
    assertThat(report.files()).hasSize(1);
  }

  @Test
  void the_pairs_by_address_stand_in_for_those_by_name() throws IOException {
    source.whole();
    run();
    List<LabeledQuery> byName = queries("eval");
    Files.delete(source.root().resolve(SmallCheckout.EVAL));
    run();
    assertThat(queries("eval")).isEqualTo(byName);
  }

  @Test
  void nothing_usable_is_an_error_that_says_what_was_looked_for() throws IOException {
    source.put(SmallCheckout.RESPONSES, "image_path\n");
    assertThatThrownBy(this::run)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no queries in this folder")
        .hasMessageContaining(SmallCheckout.EVAL)
        .hasMessageContaining(SmallCheckout.DEV);
    assertThat(target.getParent()).doesNotExist();
  }

  @Test
  void a_truth_that_equals_no_candidate_goes_to_the_one_that_overlaps_most() throws IOException {
    source.put(
        SmallCheckout.EVAL,
        list(
            pair("a.jpg", CANDIDATES, "[[201,0],[300,0],[300,50],[201,50]]", "Near"),
            pair("a.jpg", CANDIDATES, "[[500,0],[600,0],[600,50]]", "Far")));
    ImportReport report = run();
    assertThat(ids("eval")).containsExactly("a.jpg#Near");
    assertThat(queries("eval").get(0).truth()).isEqualTo(Truth.in(1));
    assertThat(report.count(ImportReport.Kind.TRUTH_BY_OVERLAP)).isEqualTo(1);
    assertThat(report.count(ImportReport.Kind.TRUTH_UNMATCHED)).isEqualTo(1);
    assertThat(report.lines()).anyMatch(line -> line.contains("a.jpg#Far"));
  }

  @Test
  void a_source_of_which_no_query_can_be_kept_is_refused() throws IOException {
    source.put(SmallCheckout.EVAL, list(pair("a.jpg", CANDIDATES, "[[9,9]]", "Pan")));
    assertThatThrownBy(this::run)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no query has a truth that fits a candidate");
    assertThat(target).doesNotExist();
  }

  @Test
  void one_name_with_two_candidate_lists_becomes_two_scenes() throws IOException {
    source.put(
        SmallCheckout.EVAL,
        list(
            pair("a.jpg", CANDIDATES, B, "Pan"),
            pair("a.jpg", OTHER_CANDIDATES, B, "Pan"),
            pair("a.jpg", CANDIDATES, A, "Pan")));
    ImportReport report = run();
    assertThat(ids("eval")).containsExactly("a.jpg#Pan", "a.jpg~2#Pan", "a.jpg#Pan~2");
    assertThat(report.count(ImportReport.Kind.PHOTO_NAME_SHARED)).isEqualTo(1);
    assertThat(report.count(ImportReport.Kind.QUERY_REPEATED)).isEqualTo(1);
  }

  @Test
  void candidates_that_differ_between_files_are_reported_and_the_queries_keep_theirs()
      throws IOException {
    source.whole();
    source.put(
        SmallCheckout.DETECTIONS,
        list(SmallCheckout.detection("images/kitchen/4_segmented_sun_a.jpg", OTHER_CANDIDATES)));
    ImportReport report = run();
    assertThat(report.count(ImportReport.Kind.CANDIDATES_DIFFER)).isEqualTo(1);
    assertThat(queries("dev").get(0).query().scene().containers()).hasSize(4);
  }

  @Test
  void a_kitchen_in_two_splits_is_reported() throws IOException {
    source.put(SmallCheckout.EVAL, list(pair("a.jpg", CANDIDATES, B, "Pan")));
    source.put(SmallCheckout.DEV, list(pair("sun_a.jpg", CANDIDATES, B, "Pan")));
    assertThat(run().count(ImportReport.Kind.HOUSEHOLD_IN_SPLITS)).isEqualTo(1);
  }

  @Test
  void votes_that_do_not_join_are_reported() throws IOException {
    source.whole();
    Path file = source.root().resolve(SmallCheckout.RESPONSES);
    source.put(
        SmallCheckout.RESPONSES,
        Files.readString(file)
            + row("sun_a.jpg", "[[9,9],[8,8],[1,2]]", "3", "Pan", "kitchen", "1")
            + row("sun_a.jpg", B, "2", "Pan", "kitchen", "1")
            + row("sun_a.jpg", B, "2", "Kettle", "kitchen", "1"));
    ImportReport report = run();
    assertThat(report.count(ImportReport.Kind.VOTE_UNMATCHED)).isEqualTo(1);
    assertThat(report.count(ImportReport.Kind.VOTE_REPEATED)).isEqualTo(1);
    assertThat(report.count(ImportReport.Kind.VOTE_WITHOUT_QUERY)).isEqualTo(1);
    assertThat(queries("dev").get(0).votes().votes()).hasSize(2);
  }

  @Test
  void a_table_with_fewer_columns_gives_what_it_has() throws IOException {
    source.whole();
    source.put(
        SmallCheckout.TRAIN_TABLE,
        "\uFEFFimage_path_html,polygon,label\n"
            + row("images/kitchen/4_segmented_sun_a.jpg", B, "drawer")
            + row("images/kitchen/4_segmented_sun_a.jpg", POINT, "")
            + row("images/kitchen/4_segmented_sun_a.jpg", "[[1,1]]", "drawer")
            + row("images/kitchen/4_segmented_sun_z.jpg", B, "drawer"));
    ImportReport report = run();
    Scene scene = queries("dev").get(0).query().scene();
    assertThat(scene.container(1).type()).contains("drawer");
    assertThat(scene.container(1).confidence()).isEmpty();
    assertThat(scene.container(2).promptNumber()).hasValue(2);
    assertThat(report.count(ImportReport.Kind.ROW_UNMATCHED)).isEqualTo(1);
    assertThat(report.count(ImportReport.Kind.ROW_WITHOUT_PHOTO)).isEqualTo(1);
  }

  @Test
  void sizes_come_from_the_images_where_no_table_has_them() throws IOException {
    source.put(
        SmallCheckout.EVAL,
        list(
            pair("a.jpg", CANDIDATES, B, "Pan"),
            pair("b.png", OTHER_CANDIDATES, B, "Pan"),
            pair("c.jpg", "[]", "[]", "Pan"),
            pair("images/../../secret.png", "[]", "[]", "Pan")));
    image("images/validation/4_segmented_a.jpg", "jpg", 12, 34);
    image("images/validation/5_segmented_b.png", "png", 56, 7);
    source.put("images/validation/6_segmented_c.jpg", "version https://git-lfs.github.com/spec/v1");
    ImportReport report = run();
    List<Scene> scenes = scenes();
    assertThat(scenes.get(0).size()).contains(new ImageSize(12, 34));
    assertThat(scenes.get(0).image()).contains("images/validation/4_segmented_a.jpg");
    assertThat(scenes.get(1).size()).contains(new ImageSize(56, 7));
    assertThat(scenes.get(2).size()).isEmpty();
    assertThat(scenes.get(3).image()).isEmpty();
    assertThat(report.count(ImportReport.Kind.IMAGE_UNREADABLE)).isEqualTo(1);
    assertThat(report.count(ImportReport.Kind.IMAGE_UNKNOWN)).isEqualTo(1);
    assertThat(households("eval")).doesNotHaveDuplicates();
  }

  @Test
  void the_report_prints_no_control_characters() throws IOException {
    source.put(SmallCheckout.EVAL, list(pair("a.jpg", CANDIDATES, "[[9,9]]", "Pan\u001b[2J\nPot")));
    source.put(SmallCheckout.DEV, list(pair("a.jpg", CANDIDATES, B, "Pan")));
    List<String> lines = run().lines();
    assertThat(lines).anyMatch(line -> line.contains("a.jpg#Pan\\u001b[2J\\u000aPot"));
    assertThat(String.join("", lines)).doesNotContain("\u001b", "\n");
  }

  private ImportReport run() throws IOException {
    return new ShicImporter(source.root()).importTo(target);
  }

  private void image(String path, String format, int width, int height) throws IOException {
    Path file = source.root().resolve(path);
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
  }

  private static Container container(
      int id, Region region, String type, double confidence, CountertopSide side, int number) {
    return new Container(
        id,
        region,
        Optional.of(type),
        OptionalDouble.of(confidence),
        Optional.ofNullable(side),
        OptionalInt.of(number));
  }

  private List<LabeledQuery> queries(String split) {
    try (Stream<LabeledQuery> queries = DatasetFolder.open(target).split(split).queries()) {
      return queries.toList();
    }
  }

  private List<String> ids(String split) {
    return queries(split).stream().map(query -> query.query().id()).toList();
  }

  private List<String> households(String split) {
    return queries(split).stream().map(query -> query.household().id()).toList();
  }

  private List<Scene> scenes() {
    try (Stream<Scene> scenes = DatasetFolder.open(target).scenes()) {
      return scenes.toList();
    }
  }

  private List<byte[]> bytes() throws IOException {
    return List.of(
        Files.readAllBytes(target.resolve("dataset.json")),
        Files.readAllBytes(target.resolve("scenes.jsonl")),
        Files.readAllBytes(target.resolve("queries.jsonl")));
  }
}
