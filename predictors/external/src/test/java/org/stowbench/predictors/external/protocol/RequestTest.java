package org.stowbench.predictors.external.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.PhotoFiles;
import org.stowbench.predictors.external.protocol.PlannerReply.Want;
import org.stowbench.predictors.external.protocol.SceneWriter.PhotoForm;
import org.stowbench.query.Query;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Box3D;
import org.stowbench.scene.Container;
import org.stowbench.scene.CountertopSide;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.search.Contents;
import org.stowbench.search.Opened;
import org.stowbench.search.Search;
import org.stowbench.testing.TurnedPhotos;

/** What is sent to planners: it fits the schemas, and holds what the planner wants and no more. */
class RequestTest {

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
  private static final Set<Want> ALL = EnumSet.allOf(Want.class);

  @TempDir private Path folder;

  private static Scene scene(String image) {
    return new Scene(
        "left \"wall\"",
        Optional.of("kitchen"),
        Optional.of(image),
        Optional.of(new ImageSize(300, 300)),
        List.of(
            new Container(
                0,
                Region.box(0, 200, 80.5, 240),
                Optional.of("drawer"),
                OptionalDouble.of(0.9),
                Optional.of(CountertopSide.BELOW),
                OptionalInt.of(1)),
            Container.of(1, Region.box(0, 202, 80, 240)),
            Container.of(2, Region.of(150, 10))),
        List.of(new Anchor("sink", Region.box(100, 100, 150, 120), OptionalDouble.of(0.5))),
        Optional.of(Region.box(0, 90, 300, 100)));
  }

  private JsonNode rank(Set<Want> wants, Scene scene, PhotoForm form) throws IOException {
    Query query = new Query("left#whisk", scene, "whisk\n\"big\"");
    byte[] line =
        new RequestWriter(new SceneWriter(wants, Optional.of(new PhotoFiles(folder)), form))
            .write(new PlannerRequest.Rank("7", query, (1L << 53) - 1));
    assertThat(Schemas.errors("rank", line)).isEmpty();
    assertThat(line).doesNotContain('\n');
    return new ObjectMapper().readTree(line);
  }

  @Test
  void a_scene_that_is_wanted_whole() throws IOException {
    Files.write(folder.resolve("a.png"), PNG);

    JsonNode scene = rank(ALL, scene("a.png"), PhotoForm.PATH).get("scene");

    assertThat(scene.at("/containers/0").toString())
        .isEqualTo(
            "{\"id\":0,\"type\":\"drawer\",\"confidence\":0.9,\"side\":\"below\","
                + "\"region\":[[0,200],[80.5,200],[80.5,240],[0,240]],"
                + "\"description\":{\"area\":3220,\"box\":[0,200,80.5,240],\"center\":[40.25,220],"
                + "\"physical\":0,"
                + "\"text\":\"drawer at the lower left, 81 x 40 pixels, below the countertop\"}}");
    assertThat(scene.at("/containers/1/description/physical").intValue()).isZero();
    assertThat(scene.at("/containers/2/description/area").intValue()).isZero();
    assertThat(scene.at("/containers/2/description/physical").intValue()).isEqualTo(1);
    assertThat(scene.at("/containers/2/description/text").textValue())
        .isEqualTo("container at the upper center, 0 x 0 pixels");
    assertThat(scene.at("/anchors/0/type").textValue()).isEqualTo("sink");
    assertThat(scene.at("/photo/path").textValue())
        .isEqualTo(folder.resolve("a.png").toAbsolutePath().toString());
    assertThat(scene.at("/photo/media_type").textValue()).isEqualTo("image/png");
  }

  @Test
  void a_place_that_nobody_drew_has_words_and_no_geometry() throws IOException {
    Scene home =
        Scene.of(
            "home",
            List.of(
                Container.named(0, "oven"),
                Container.named(1, "top drawer").at(Box3D.at(1, 0, 2))));

    assertThat(rank(ALL, home, PhotoForm.PATH).at("/scene").toString())
        .isEqualTo(
            "{\"id\":\"home\",\"containers\":[{\"id\":0,\"name\":\"oven\","
                + "\"description\":{\"physical\":0,\"text\":\"oven\"}},"
                + "{\"id\":1,\"name\":\"top drawer\",\"position\":[1,0,2],"
                + "\"description\":{\"physical\":1,\"text\":\"top drawer\"}}],\"anchors\":[]}");
  }

  @Test
  void a_scene_of_which_nothing_is_wanted() throws IOException {
    assertThat(rank(Set.of(), scene("a.png"), PhotoForm.PATH).get("scene").toString())
        .isEqualTo(
            "{\"id\":\"left \\\"wall\\\"\",\"room\":\"kitchen\",\"width\":300,\"height\":300,"
                + "\"containers\":[{\"id\":0,\"type\":\"drawer\",\"confidence\":0.9,"
                + "\"side\":\"below\"},{\"id\":1},{\"id\":2}]}");
  }

  @Test
  void a_photo_for_a_planner_elsewhere() throws IOException {
    Files.write(folder.resolve("a.png"), PNG);

    assertThat(rank(ALL, scene("a.png"), PhotoForm.CONTENT).at("/scene/photo/data").binaryValue())
        .isEqualTo(PNG);
  }

  @Test
  void a_photo_outside_the_folder_is_not_sent() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Files.write(folder.resolve("secret.png"), PNG);
    Files.createSymbolicLink(inside.resolve("link.png"), folder.resolve("secret.png"));
    List<String> without = new ArrayList<>();
    for (String reference : List.of("../secret.png", "link.png", "missing.png")) {
      RequestWriter writer =
          new RequestWriter(
              new SceneWriter(
                  ALL, Optional.of(new PhotoFiles(inside)), PhotoForm.CONTENT, without::add));
      Query query = new Query("q", scene(reference), "pan");

      assertThat(writer.write(new PlannerRequest.Rank("1", query, 0)))
          .asString()
          .doesNotContain("photo");
    }
    assertThat(without).hasSize(3);
    assertThat(without.get(2)).endsWith("no file missing.png");
  }

  @Test
  void a_photo_that_lies_on_its_side_is_sent_upright() throws IOException {
    Files.write(folder.resolve("a.jpg"), TurnedPhotos.jpeg(64, 48, 6));
    byte[] sent =
        rank(ALL, scene("a.jpg"), PhotoForm.CONTENT).at("/scene/photo/data").binaryValue();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(sent));
    assertThat(image.getWidth()).isEqualTo(64);
    assertThat(TurnedPhotos.corner(image.getRGB(8, 8))).isZero();
  }

  @Test
  void the_messages_of_a_search() {
    RequestWriter writer =
        new RequestWriter(new SceneWriter(Set.of(), Optional.empty(), PhotoForm.PATH));
    Query query = new Query("q", scene("a.png"), "pan");
    List<Opened> opened =
        List.of(
            new Opened(0, Contents.EMPTY),
            new Opened(1, new Contents.OtherItems(List.of("ladle", "whisk"))),
            new Opened(2, Contents.FOUND));

    byte[] step = writer.write(new PlannerRequest.Step("8", query, 1, opened.subList(0, 2), 4));
    byte[] end = writer.write(new PlannerRequest.Ended("8", opened, Search.End.FOUND));

    assertThat(Schemas.errors("search", step)).isEmpty();
    assertThat(step)
        .asString()
        .contains(
            "\"opened\":[{\"container\":0,\"contents\":\"empty\"},"
                + "{\"container\":1,\"contents\":\"other_items\",\"items\":[\"ladle\",\"whisk\"]}],"
                + "\"budget\":4,\"scene\":{");
    assertThat(Schemas.errors("end", end)).isEmpty();
    assertThat(end).asString().endsWith("\"contents\":\"found\"}],\"end\":\"found\"}");
  }

  @Test
  void the_first_and_the_last_message() {
    RequestWriter writer =
        new RequestWriter(new SceneWriter(Set.of(), Optional.empty(), PhotoForm.PATH));

    assertThat(Schemas.errors("hello", RequestWriter.hello())).isEmpty();
    assertThat(writer.write(PlannerRequest.BYE)).asString().isEqualTo("{\"type\":\"bye\"}");
    assertThat(Schemas.errors("bye", writer.write(PlannerRequest.BYE))).isEmpty();
  }
}
