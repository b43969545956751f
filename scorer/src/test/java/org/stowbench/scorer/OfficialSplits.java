package org.stowbench.scorer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stowbench.challenge.PhotoName;
import org.stowbench.io.InputLocation;
import org.stowbench.io.JsonInput;
import org.stowbench.io.SceneJson;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.Household;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Votes;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/**
 * The official splits as far as scoring needs them; the real importer is in another room, which
 * this one does not know.
 */
final class OfficialSplits {

  private OfficialSplits() {}

  static Dataset eval(Path official) {
    return read(
        "shic:eval", official.resolve("data/test_data/test_data_kitchen_origin_filenames.json"));
  }

  static Dataset dev(Path official) {
    return read("shic:dev", official.resolve("data/train_data/train_data_origin_filenames.json"));
  }

  private static Dataset read(String id, Path file) {
    List<LabeledQuery> queries = new ArrayList<>();
    Map<String, Scene> scenes = new HashMap<>();
    Map<List<Container>, Household> households = new HashMap<>();
    try (InputStream in = Files.newInputStream(file);
        JsonParser parser = JsonInput.parser(in)) {
      JsonNode records = parser.readValueAsTree();
      for (JsonNode record : records) {
        JsonInput json = JsonInput.of(record, InputLocation.of(file));
        String photo = PhotoName.of(json.field("image_path").text());
        Scene scene =
            scenes.computeIfAbsent(photo, p -> scene(p, json.field("containers_polygons")));
        String item = json.field("chosen_item").text();
        Household household =
            households.computeIfAbsent(
                scene.containers(), c -> new Household("household-" + households.size()));
        queries.add(
            new LabeledQuery(
                new Query(photo + "#" + item, scene, item),
                household,
                truth(scene, json.field("chosen_polygon")),
                Votes.NONE));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return TestKitchens.dataset(id, queries);
  }

  private static JsonInput inside(JsonInput text) {
    return JsonInput.parse(text.text(), text.location());
  }

  private static Scene scene(String id, JsonInput polygons) {
    return TestKitchens.scene(
        id, inside(polygons).elements().stream().map(SceneJson::readRegion).toArray(Region[]::new));
  }

  private static Answer truth(Scene scene, JsonInput polygon) {
    JsonInput vertices = inside(polygon);
    if (vertices.elements().isEmpty()) {
      return Answer.NOT_HERE;
    }
    Region region = SceneJson.readRegion(vertices);
    return scene.containers().stream()
        .filter(c -> c.outline().equals(region))
        .findFirst()
        .map(c -> (Answer) Answer.container(c.id()))
        .orElseThrow(() -> vertices.invalid("the truth is no candidate"));
  }
}
