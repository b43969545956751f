package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dataset tools as users meet them. */
class DatasetToolsTest {

  private static final String LABELS =
      """
      {"images": [
        {"id": 1, "file_name": "home1/left.png", "width": 64, "height": 48},
        {"id": 2, "file_name": "home2/all.png"}],
       "categories": [{"id": 1, "name": "drawer"}, {"id": 2, "name": "sink"}],
       "annotations": [
        {"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2, 30, 10],
         "attributes": {"items": "whisk; ladle"}},
        {"id": 2, "image_id": 1, "category_id": 1, "bbox": [1, 20, 30, 10]},
        {"id": 3, "image_id": 2, "category_id": 1, "bbox": [1, 2, 30, 10],
         "attributes": {"items": "whisk"}},
        {"id": 4, "image_id": 2, "category_id": 2, "bbox": [40, 2, 20, 10]}]}
      """;

  private StowbenchSession stowbench;
  private Path folder;

  @BeforeEach
  void prepare() throws IOException {
    stowbench = StowbenchSession.begin();
    folder = stowbench.folder();
    Files.writeString(folder.resolve("labels.json"), LABELS);
  }

  private StowbenchProcess.Result run(int exitCode, String command) {
    StowbenchProcess.Result result = stowbench.run(command.split(" "));
    assertThat(result.exitCode()).as("%s: %s", command, result.err()).isEqualTo(exitCode);
    return result;
  }

  private static JsonNode json(StowbenchProcess.Result result) throws IOException {
    return new ObjectMapper().readTree(result.out());
  }

  @Test
  void from_labels_to_a_run() throws IOException {
    assertThat(run(0, "datasets import coco --from labels.json --to mine").out())
        .contains("mine:eval: 3 queries (0 not here) of 2 households");
    run(0, "datasets validate mine");
    assertThat(run(0, "run --dataset mine --predictor largest --format csv").out())
        .contains("largest");
    run(0, "datasets split mine --to parts --parts dev=0.5,eval=0.5");
    run(0, "run --dataset parts:eval --predictor largest");
  }

  @Test
  void labels_that_are_left_out_are_counted_and_want_to_be_allowed() throws IOException {
    Files.writeString(
        folder.resolve("labels.json"),
        LABELS.replace("\"bbox\": [1, 20, 30, 10]", "\"bbox\": [1, 20, 30, 10], \"iscrowd\": 1"));
    StowbenchProcess.Result result = run(3, "datasets import coco --from labels.json --to mine");
    assertThat(result.out())
        .startsWith("Read: 4 annotations, 2 photos, 2 containers, 1 landmarks, 3 items\n")
        .endsWith("Written to mine\n");
    assertThat(result.err())
        .contains(
            "1 left out: crowd (iscrowd): a group of things is no container (labels.json: field annotations[1])")
        .contains("1 labels are not in the dataset; where that is meant, say --lenient");
    run(0, "datasets validate mine");
    assertThat(run(0, "datasets import coco --from labels.json --to mine --lenient").err())
        .contains("1 left out: crowd")
        .doesNotContain("say --lenient")
        .doesNotContain("replaced");
    Files.writeString(folder.resolve("other.json"), LABELS.replace("home1", "home9"));
    assertThat(run(0, "datasets import coco --from other.json --to mine").err())
        .contains("replaced the dataset that was there, mine with 3 queries of other files");
  }

  @Test
  void tables_and_annotations_lead_back_to_the_same_content() throws IOException {
    run(0, "datasets import coco --from labels.json --to mine");
    run(0, "datasets export mine --as csv --to tables");
    run(0, "datasets import csv --from tables --to again");
    run(0, "datasets export mine --as coco --to again.json");
    run(0, "datasets import coco --from again.json --to thrice");
    for (String file : List.of("scenes.jsonl", "queries.jsonl")) {
      assertThat(folder.resolve("again").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("mine").resolve(file));
      assertThat(folder.resolve("thrice").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("mine").resolve(file));
    }
    run(0, "datasets export mine --as croissant --to croissant.json");
    assertThat(folder.resolve("croissant.json"))
        .hasSameBinaryContentAs(folder.resolve("mine/croissant.json"));
  }

  @Test
  void a_broken_dataset_ends_with_one_and_what_is_none_with_two() throws IOException {
    run(0, "datasets import coco --from labels.json --to mine");
    Path queries = folder.resolve("mine/queries.jsonl");
    Files.writeString(
        queries, Files.readString(queries).replace("\"container\":0", "\"container\":7"));
    JsonNode report = json(run(1, "datasets validate mine --format json"));
    assertThat(report.get("errors").intValue()).isEqualTo(3);
    JsonNode first = report.get("problems").get(0);
    assertThat(first.get("kind").textValue()).isEqualTo("not_a_candidate");
    assertThat(first.get("file").textValue()).isEqualTo("queries.jsonl");
    assertThat(first.get("line").intValue()).isEqualTo(1);
    assertThat(run(1, "datasets validate mine --seal").err()).contains("not sealed");
    assertThat(run(2, "datasets validate nowhere").err()).contains("must be ID[:SPLIT] or FOLDER");
  }

  @Test
  void an_edited_dataset_is_accepted_by_sealing_it() throws IOException {
    run(0, "datasets import coco --from labels.json --to mine");
    run(0, "run --dataset mine --predictor largest --out before");
    String answers = "--predictions before/largest-mine-eval-001/predictions.jsonl";
    assertThat(run(0, "score --dataset mine " + answers).err()).doesNotContain("its run asked");
    Path queries = folder.resolve("mine/queries.jsonl");
    Files.writeString(queries, Files.readString(queries).replace("ladle", "spoon"));
    assertThat(run(2, "run --dataset mine --predictor largest").err())
        .contains("changed since it was written")
        .contains("validate --seal");
    run(1, "datasets validate mine");
    run(0, "datasets validate mine --seal");
    run(0, "run --dataset mine --predictor largest");
    assertThat(run(0, "score --dataset mine " + answers).err())
        .contains("predictions.jsonl: its run asked mine:eval, sha256:")
        .contains("whose scenes and truths may be others");
    run(2, "compare before/largest-mine-eval-001 --dataset mine");
  }

  @Test
  void a_query_is_shown_and_drawn_over_its_photo() throws IOException {
    run(0, "datasets import coco --from labels.json --to mine");
    Path photo = folder.resolve("photos/home2/all.png");
    Files.createDirectories(photo.getParent());
    ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", photo.toFile());
    StowbenchProcess.Result result =
        run(0, "datasets show mine --query 3 --svg query.svg --images photos");
    assertThat(result.out()).contains("item        whisk").contains("truth       container 0");
    assertThat(Files.readString(folder.resolve("query.svg")))
        .contains("viewBox=\"0 ")
        .contains("width=\"64\" height=\"48\"")
        .contains("data:image/png;base64,");
    assertThat(run(0, "datasets show mine --query 1 --svg query.svg").err())
        .contains("no photo of this scene");
    JsonNode rows = json(run(0, "datasets show mine --query 1 --format json"));
    assertThat(rows.get(0).get("truth").booleanValue()).isTrue();
    assertThat(run(2, "datasets show mine --query 9").err())
        .contains("must be the id of a query of split eval, or its place, from 1 to 3");
  }

  @Test
  void a_home_without_photos_is_shown_by_name_and_drawn_as_a_floor_plan() throws IOException {
    Path tables = Files.createDirectories(folder.resolve("home-tables"));
    Files.writeString(tables.resolve("scenes.csv"), "scene\nhome\n");
    Files.writeString(
        tables.resolve("containers.csv"),
        "scene,name,x,y,z,room\nhome,left drawer,0,1,0.5,kitchen\nhome,right drawer,2,1,0.5,\n");
    Files.writeString(
        tables.resolve("distances.csv"),
        "scene,from,to,metres\nhome,start,0,1\nhome,start,1,2\nhome,0,1,2.5\n");
    Files.writeString(tables.resolve("queries.csv"), "scene,item,truth\nhome,whisk,0 1\n");
    Files.writeString(
        tables.resolve("known.csv"),
        "query,item,where\nhome#whisk,fork,0 1\nhome#whisk,tent,not_here\n");
    run(0, "datasets import csv --from home-tables --to home");
    StowbenchProcess.Result shown = run(0, "datasets show home --query 1 --svg query.svg");
    assertThat(shown.err()).doesNotContain("no photo");
    assertThat(shown.out())
        .contains("truth       container 0 or container 1")
        .contains("known       fork: container 0; fork: container 1; tent: not here");
    JsonNode first = json(run(0, "datasets show home --query 1 --format json")).get(0);
    assertThat(first.get("name").textValue()).isEqualTo("left drawer");
    assertThat(first.get("room").textValue()).isEqualTo("kitchen");
    assertThat(first.get("position")).hasToString("[0,1,0.5]");
    assertThat(first.get("known")).hasToString("[\"fork\"]");
    assertThat(Files.readString(folder.resolve("query.svg")))
        .contains(">1 right drawer</text>")
        .contains(">fork</text>");
    run(0, "datasets validate home");
    run(0, "datasets stats home");
    assertThat(run(2, "datasets export home --as coco --to home.json").err())
        .contains("has no region: COCO holds outlines in photos only");
    run(0, "datasets export home --as csv --to tables");
    run(0, "datasets import csv --from tables --to again");
    for (String file : List.of("scenes.jsonl", "queries.jsonl")) {
      assertThat(folder.resolve("again").resolve(file))
          .hasSameTextualContentAs(folder.resolve("home").resolve(file));
    }
  }

  @Test
  void a_photo_outside_the_folder_of_images_is_not_read() throws IOException {
    Files.writeString(
        folder.resolve("labels.json"), LABELS.replace("home1/left.png", "../secret.png"));
    ImageIO.write(
        new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB),
        "png",
        folder.resolve("secret.png").toFile());
    Files.createDirectories(folder.resolve("photos/home2"));
    Files.createSymbolicLink(folder.resolve("photos/home2/all.png"), folder.resolve("secret.png"));
    run(0, "datasets import coco --from labels.json --to mine");
    assertThat(run(2, "datasets show mine --query 1 --svg q.svg --images photos").err())
        .contains("must lie inside photos");
    assertThat(run(2, "datasets show mine --query 3 --svg q.svg --images photos").err())
        .contains("must not be a link that leads out of photos");
    assertThat(folder.resolve("q.svg")).doesNotExist();
  }

  @Test
  void datasets_are_listed_installed_or_not() throws IOException {
    run(0, "datasets import coco --from labels.json --to .stowbench/datasets/mine");
    JsonNode rows = json(run(0, "datasets list --format json"));
    assertThat(rows.findValuesAsText("dataset")).contains("shic", "mine:eval");
    JsonNode mine = rows.get(rows.size() - 1);
    assertThat(mine.get("installed").booleanValue()).isTrue();
    assertThat(mine.get("queries").intValue()).isEqualTo(3);
    assertThat(mine.get("checksum").textValue()).matches("sha256:[0-9a-f]{64}");
    assertThat(run(0, "datasets list").err())
        .contains("to get shic: stowbench datasets fetch shic");
  }

  @Test
  void fetching_from_what_is_no_archive_says_so_and_leaves_nothing() {
    assertThat(run(2, "datasets fetch shic --from labels.json").err())
        .contains("expected a .tar.gz or a .zip archive");
    assertThat(run(2, "datasets fetch shic --from http://127.0.0.1:9/a").err())
        .contains("cannot fetch 127.0.0.1")
        .contains("--from FILE");
    assertThat(stowbench.home()).doesNotExist();
  }
}
