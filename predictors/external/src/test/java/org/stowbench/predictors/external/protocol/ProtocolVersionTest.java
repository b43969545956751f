package org.stowbench.predictors.external.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.PhotoFiles;
import org.stowbench.query.Answer;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.Query;
import org.stowbench.run.Software;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Box3D;
import org.stowbench.scene.Container;
import org.stowbench.scene.CountertopSide;
import org.stowbench.scene.Distances;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.search.Contents;
import org.stowbench.search.Opened;
import org.stowbench.search.Search;
import org.stowbench.testing.JsonFields;

/**
 * All fields of all messages of version 1 of the protocol. Whoever drops or renames one changes the
 * version, or planners that were written for this one break without knowing why. One that is added
 * may only be there where a scene or a question has something new to say: planners ignore what they
 * do not know.
 */
class ProtocolVersionTest {

  private static final String SCENE =
      "scene scene.id scene.room scene.width scene.height scene.containers scene.containers.id"
          + " scene.containers.type scene.containers.confidence scene.containers.side"
          + " scene.containers.region scene.containers.description scene.containers.name"
          + " scene.containers.position scene.containers.size scene.containers.room scene.distances"
          + " scene.containers.description.area scene.containers.description.box"
          + " scene.containers.description.center scene.containers.description.physical"
          + " scene.containers.description.text scene.anchors scene.anchors.type"
          + " scene.anchors.confidence scene.anchors.region scene.countertop scene.photo"
          + " scene.photo.media_type ";

  private static final String KNOWN = "known known.item known.container known.not_here ";

  private static final Map<String, String> REQUESTS =
      Map.of(
          "hello", "type protocol stowbench",
          "rank", "type id query item seed " + KNOWN + "scene.photo.path " + SCENE,
          "search",
              "type id query item seed opened opened.container opened.contents budget "
                  + KNOWN
                  + "opened.items scene.photo.path "
                  + SCENE,
          "end", "type id opened opened.container opened.contents opened.items end",
          "bye", "type");

  /** What a planner of this version may say, every field of it used. */
  private static final List<String> REPLIES =
      List.of(
          "{\"type\":\"hello\",\"protocol\":1,\"name\":\"n\",\"version\":\"2\","
              + "\"wants\":[\"regions\",\"anchors\",\"descriptions\",\"photo\"],"
              + "\"modes\":[\"rank\",\"search\"]}",
          "{\"type\":\"answer\",\"id\":\"1\",\"ranking\":[{\"container\":0,\"score\":0.5},"
              + "{\"not_here\":true,\"score\":0.25}],\"scores\":\"probability\","
              + "\"order\":\"strict\",\"rationale\":\"because\"}",
          "{\"type\":\"move\",\"id\":\"1\",\"open\":1,\"rationale\":\"because\"}",
          "{\"type\":\"move\",\"id\":\"1\",\"give_up\":true}",
          "{\"type\":\"answer\",\"id\":\"1\",\"error\":\"no\"}");

  @TempDir private Path folder;

  private static Set<String> words(String text) {
    return new TreeSet<>(List.of(text.strip().split(" +")));
  }

  @Test
  void whatIsSentHasTheFieldsOfTheVersion() throws IOException {
    Files.write(folder.resolve("a.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    Scene scene =
        new Scene(
            "s",
            Optional.of("kitchen"),
            Optional.of("a.png"),
            Optional.of(new ImageSize(300, 300)),
            List.of(
                new Container(
                    0,
                    Optional.of("top drawer"),
                    Optional.of(Region.box(0, 200, 80, 240)),
                    Optional.of(new Box3D(0, 0, 0.5, 0.4, 0.4, 0.2)),
                    Optional.of("pantry"),
                    Optional.of("drawer"),
                    OptionalDouble.of(0.9),
                    Optional.of(CountertopSide.BELOW),
                    OptionalInt.of(1))),
            List.of(new Anchor("sink", Region.box(100, 100, 150, 120), OptionalDouble.of(0.5))),
            Optional.of(Region.box(0, 90, 300, 100)),
            Optional.of(new Distances(List.of(List.of(0.0, 1.0), List.of(1.0, 0.0)))));
    Query query =
        new Query(
            "q",
            scene,
            "whisk",
            List.of(
                new KnownPlacement("spoon", Answer.container(0)),
                new KnownPlacement("pot", Answer.NOT_HERE)));
    List<Opened> opened =
        List.of(
            new Opened(0, Contents.EMPTY), new Opened(0, new Contents.OtherItems(List.of("pan"))));
    RequestWriter writer =
        new RequestWriter(
            new SceneWriter(
                EnumSet.allOf(PlannerReply.Want.class),
                Optional.of(new PhotoFiles(folder)),
                SceneWriter.PhotoForm.PATH));

    assertThat(PlannerRequest.PROTOCOL).isEqualTo(1);
    for (PlannerRequest request :
        List.of(
            PlannerRequest.HELLO,
            new PlannerRequest.Rank("1", query, 7),
            new PlannerRequest.Step("1", query, 7, opened, 1),
            new PlannerRequest.Ended("1", opened, Search.End.FOUND),
            PlannerRequest.BYE)) {
      byte[] message = writer.write(request);
      JsonNode json = new ObjectMapper().readTree(message);
      String type = json.get("type").textValue();

      assertThat(JsonFields.of(json)).as(type).isEqualTo(words(REQUESTS.get(type)));
      assertThat(Schemas.errors(type, message)).as(type).isEmpty();
    }
    assertThat(new String(RequestWriter.hello(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"type\":\"hello\",\"protocol\":1,\"stowbench\":\"%s\"}"
                .formatted(Software.version()));
  }

  @Test
  void whatAPlannerOfTheVersionSaysIsRead() {
    Query query =
        new Query(
            "q",
            Scene.of(
                "s",
                List.of(
                    Container.of(0, Region.box(0, 0, 1, 1)),
                    Container.of(1, Region.box(2, 0, 3, 1)))),
            "whisk");
    for (String reply : REPLIES) {
      byte[] message = reply.getBytes(StandardCharsets.UTF_8);
      Received received = Received.parse(message);
      String schema = received.type().equals("hello") ? "planner-hello" : received.type();
      assertThat(Schemas.errors(schema, message)).as(reply).isEmpty();
      switch (schema) {
        case "planner-hello" -> assertThat(received.introduction().version()).contains("2");
        case "move" -> assertThat(received.move(query)).isInstanceOf(PlannerReply.Moved.class);
        default ->
            assertThat(received.answer(query))
                .isInstanceOfAny(PlannerReply.Ranked.class, PlannerReply.Failed.class);
      }
    }
  }
}
