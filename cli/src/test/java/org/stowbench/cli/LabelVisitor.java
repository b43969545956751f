package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.io.Images;
import org.stowbench.io.Json;
import org.stowbench.io.SceneJson;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Region;

/** A person who draws a row of drawers into each of their photos, and says what is in each. */
final class LabelVisitor extends Visitor {

  private static final int PHOTOS = 6;
  private static final int DRAWERS = 6;

  private final Set<String> confirmed = new ConcurrentSkipListSet<>();

  /** Their photos. */
  static void writePhotos(Path folder) throws IOException {
    Files.createDirectories(folder);
    byte[] photo = Images.png(new BufferedImage(600, 100, BufferedImage.TYPE_INT_RGB));
    for (int i = 0; i < PHOTOS; i++) {
      Files.write(folder.resolve(name(i)), photo);
    }
  }

  private static String name(int photo) {
    return "photo-" + photo + ".png";
  }

  private static String item(int photo, int drawer) {
    return name(photo) + "#thing " + drawer;
  }

  @Override
  void visit(URI server) throws SentAwayException, InterruptedException {
    for (int drawer = 0; drawer < DRAWERS; drawer++) {
      for (int photo = 0; photo < PHOTOS; photo++) {
        JsonNode there = get(server, "/v1/label/photos/" + photo);
        if (there.get("items").size() <= drawer) {
          ObjectNode saved = Json.object().put("photo", name(photo));
          saved.set("version", there.get("version"));
          ArrayNode containers = saved.putArray("containers");
          containers.addAll((ArrayNode) there.get("containers"));
          Region box = Region.box(100 * drawer, 10, 100 * drawer + 90, 90);
          containers.addObject().set("region", SceneJson.writeRegion(box));
          ArrayNode items = saved.putArray("items");
          items.addAll((ArrayNode) there.get("items"));
          items
              .addObject()
              .put("item", "thing " + drawer)
              .putObject("truth")
              .put("container", drawer);
          post(server, "/v1/label/save", saved);
          confirmed.add(item(photo, drawer));
        }
      }
    }
  }

  @Override
  void check(Path folder) throws IOException {
    Path home = folder.resolve("labelled");
    List<String> kept = new ArrayList<>();
    if (Files.exists(home.resolve("labels.json"))) {
      JsonNode labels = new ObjectMapper().readTree(home.resolve("labels.json").toFile());
      for (JsonNode photo : labels.get("photos")) {
        for (JsonNode item : photo.get("items")) {
          kept.add(photo.get("photo").textValue() + "#" + item.get("item").textValue());
        }
      }
    }
    assertThat(kept).doesNotHaveDuplicates().containsAll(confirmed);
    // The dataset beside it can be read at any time, and has what was confirmed too.
    if (!confirmed.isEmpty()) {
      try (Stream<LabeledQuery> queries = DatasetFolder.open(home).split("eval").queries()) {
        assertThat(queries.map(query -> query.query().id()).toList())
            .doesNotHaveDuplicates()
            .containsAll(confirmed);
      }
    }
  }
}
