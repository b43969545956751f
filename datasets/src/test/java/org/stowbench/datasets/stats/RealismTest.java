package org.stowbench.datasets.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.stowbench.challenge.PhotoName;
import org.stowbench.datasets.sim.SimulatedSplit;
import org.stowbench.io.InputLocation;
import org.stowbench.io.JsonInput;
import org.stowbench.io.SceneJson;
import org.stowbench.query.Answer;
import org.stowbench.query.Household;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Vote;
import org.stowbench.query.Votes;
import org.stowbench.scene.Container;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.OfficialData;

/** How real sim:dev is, measured against the official development photos and labels. */
@Tag("official")
class RealismTest {

  @Test
  void simulatedScenesLookLikeTheOfficialDevelopmentPhotos() throws IOException {
    Path official = OfficialData.require();
    SceneStatistics real = SceneStatistics.of(queries(official).stream());
    SceneStatistics simulated = SceneStatistics.of(SimulatedSplit.dev().queries());
    List<Distance> distances = real.distances(simulated);
    for (Distance d : distances) {
      System.out.printf(
          Locale.ROOT,
          "%-28s real %8.3f  simulated %8.3f  distance %.3f%n",
          d.measure(),
          d.first(),
          d.second(),
          d.distance());
    }
    assertThat(distances.stream().filter(Distance::numeric))
        .allSatisfy(d -> assertThat(d.distance()).as(d.measure()).isLessThan(0.25));
    assertThat(distances.stream().filter(d -> !d.numeric()))
        .allSatisfy(
            d ->
                assertThat(d.distance())
                    .as(d.measure())
                    .isLessThan(d.measure().startsWith("place:") ? 0.35 : 0.05));
  }

  private static List<LabeledQuery> queries(Path official) throws IOException {
    Map<String, Scene> scenes = scenes(official);
    Map<List<String>, List<Vote>> votes = new HashMap<>();
    for (Map<String, String> row : rows(official.resolve("cleaned_responses.csv"))) {
      Scene scene = scenes.get(PhotoName.of(row.get("image_path")));
      List<Vote> pair =
          votes.computeIfAbsent(
              List.of(scene.id(), row.get("chosen_item")), k -> new ArrayList<>());
      pair.add(new Vote(row.get("user_id"), answer(row.get("chosen_polygon"), scene)));
    }
    List<LabeledQuery> queries = new ArrayList<>();
    Path file = official.resolve("data/train_data/train_data_origin_filenames.json");
    for (JsonInput pair :
        JsonInput.parse(Files.readString(file), InputLocation.of(file)).elements()) {
      Scene scene = scenes.get(PhotoName.of(pair.field("image_path").text()));
      String item = pair.field("chosen_item").text();
      queries.add(
          new LabeledQuery(
              new Query(scene.id() + item, scene, item),
              new Household(scene.id()),
              answer(pair.field("chosen_polygon").text(), scene),
              new Votes(votes.get(List.of(scene.id(), item)))));
    }
    return queries;
  }

  private static Map<String, Scene> scenes(Path official) throws IOException {
    Map<String, ImageSize> sizes = new HashMap<>();
    for (Map<String, String> row : rows(official.resolve("image_sizes.csv"))) {
      sizes.put(
          PhotoName.of(row.get("image")),
          new ImageSize(Integer.parseInt(row.get("width")), Integer.parseInt(row.get("height"))));
    }
    Map<String, Scene> scenes = new HashMap<>();
    Path file = official.resolve("image_details/image_details.json");
    for (JsonInput photo :
        JsonInput.parse(Files.readString(file), InputLocation.of(file)).elements()) {
      String name = PhotoName.of(photo.field("image_path_html").text());
      List<Container> containers = new ArrayList<>();
      for (JsonInput polygon :
          JsonInput.parse(photo.field("containers_mask_polygon").text(), photo.location())
              .elements()) {
        containers.add(Container.of(containers.size(), SceneJson.readRegion(polygon)));
      }
      scenes.put(
          name,
          new Scene(
              name,
              Optional.empty(),
              Optional.empty(),
              Optional.of(sizes.get(name)),
              containers,
              List.of(),
              Optional.empty()));
    }
    return scenes;
  }

  private static Answer answer(String polygon, Scene scene) {
    JsonInput parsed = JsonInput.parse(polygon, InputLocation.of("polygon"));
    if (parsed.elements().isEmpty()) {
      return Answer.NOT_HERE;
    }
    Region region = SceneJson.readRegion(parsed);
    for (Container container : scene.containers()) {
      if (container.outline().equals(region)) {
        return Answer.container(container.id());
      }
    }
    throw new IllegalStateException(scene.id() + " has no candidate " + polygon);
  }

  private static List<Map<String, String>> rows(Path file) throws IOException {
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(file.toFile())) {
      return rows.readAll();
    }
  }
}
