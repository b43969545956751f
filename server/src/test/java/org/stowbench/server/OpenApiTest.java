package org.stowbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stowbench.io.Json;
import org.stowbench.io.SceneJson;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Needing;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/** The description and the server say the same: every path and every schema is tried. */
class OpenApiTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static Served served;
  private static JsonNode api;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    served = Served.onLoopback();
    api = MAPPER.readTree(served.get("/openapi.json").body());
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void everyPathAnswersAsDescribed() throws IOException, InterruptedException {
    Set<String> tried = new TreeSet<>();
    tried.add(check("/v1/rank", "post", served.rank("{\"scene_id\":\"row\",\"item\":\"whisk\"}")));
    tried.add(check("/v1/predictors", "get", served.get("/v1/predictors")));
    tried.add(check("/v1/scenes", "get", served.get("/v1/scenes")));
    tried.add(check("/v1/scenes/{id}", "get", served.get("/v1/scenes/row")));
    HttpResponse<String> told = served.get("/v1/scenes/a%20kitchen/with%20a%20slash");
    check("/v1/scenes/{id}", "get", told);
    assertThat(told.body()).contains("\"known\":[{\"item\":\"spoon\",\"container\":1}]");
    tried.add(check("/healthz", "get", served.get("/healthz")));
    tried.add(check("/metrics", "get", served.get("/metrics")));
    String nested = "/v1/photos/a%20kitchen/with%20a%20slash";
    tried.add(check("/v1/photos/{id}", "get", served.get(nested)));
    Set<String> described = new TreeSet<>();
    api.get("paths").fieldNames().forEachRemaining(described::add);
    assertThat(tried).isEqualTo(described);
  }

  @Test
  void refusalsAreDescribedToo() throws IOException, InterruptedException {
    check("/v1/rank", "post", served.rank("{}"));
    check("/v1/rank", "post", served.rank("{\"scene_id\":\"row\",\"item\":\"failure\"}"));
    check(
        "/v1/rank", "post", served.send(served.rankRequest("{}").setHeader("Content-Type", "x/y")));
    check("/v1/scenes/{id}", "get", served.get("/v1/scenes/none"));
    check("/v1/photos/{id}", "get", served.get("/v1/photos/row"));
  }

  @Test
  void whatTheDescriptionAllowsTheServerTakes() throws IOException, InterruptedException {
    ObjectNode request = Json.object();
    request.set("scene", SceneJson.write(TestKitchens.row("mine", 4)));
    request.put("item", "whisk").put("predictor", "reverse").put("top", 2).put("reasons", true);
    assertThat(problems("RankRequest", request)).isEmpty();
    JsonNode answer = MAPPER.readTree(served.rank(Json.line(request)).body());
    assertThat(answer.at("/answers/0/container").intValue()).isEqualTo(3);
    assertThat(answer.at("/answers/0/reason").textValue()).isEqualTo("the last is the best");
    assertThat(answer.at("/answers/0/where").textValue()).isEqualTo("container, middle right");
    assertThat(answer.get("answers")).hasSize(2);
  }

  @Test
  void aHomeWithoutAPhotoIsAnsweredAndWhatIsKnownReachesThePredictor()
      throws IOException, InterruptedException {
    Predictor remembers =
        (query, context) -> Prediction.of(query, Ranking.of(query.known().get(0).where()));
    try (Served asked = new Served(ServerSettings.onLoopback(0, 1), remembers)) {
      String request =
          """
          {"scene": {"id": "home", "distances": [[0, 2, 3], [2, 0, 1], [3, 1, 0]], "containers": [
            {"id": 0, "name": "oven"},
            {"id": 1, "name": "top drawer", "room": "hall", "position": [1, 2, 0.5],
             "size": [0.4, 0.5, 0.2]}]},
           "item": "fork", "predictor": "other", "known": [{"item": "spoon", "container": 1}]}""";
      assertThat(problems("RankRequest", MAPPER.readTree(request))).isEmpty();
      JsonNode answer = MAPPER.readTree(asked.rank(request).body());
      assertThat(answer.at("/answers/0/container").intValue()).isEqualTo(1);
      assertThat(answer.at("/answers/0/where").textValue()).isEqualTo("top drawer, hall");
      String byName = request.replace("\"container\": 1}]", "\"container\": \"Top Drawer\"}]");
      assertThat(problems("RankRequest", MAPPER.readTree(byName))).isEmpty();
      JsonNode named = MAPPER.readTree(asked.rank(byName).body());
      assertThat(named.at("/answers/0/container").intValue()).isEqualTo(1);
      for (String wrong :
          List.of(
              "\"item\": \"spoon\", \"container\": \"attic\"",
              "\"item\": \"forks\", \"container\": 1",
              "\"item\": \"spoon\", \"container\": 2",
              "\"item\": \"cup\", \"not_here\": true}, {\"item\": \"cups\", \"container\": 0")) {
        HttpResponse<String> refused =
            asked.rank(request.replace("\"item\": \"spoon\", \"container\": 1", wrong));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"field\":\"known");
      }
    }
  }

  @Test
  void aPredictorThatCannotAnswerInASceneIsTheClientsToChangeAndAWarningIsSent()
      throws IOException, InterruptedException {
    try (Served asked = new Served(ServerSettings.onLoopback(0, 1), new Choosy())) {
      String request = "{\"scene\": %s, \"item\": \"fork\", \"predictor\": \"other\"}";
      HttpResponse<String> refused =
          asked.rank(
              request.formatted(
                  "{\"id\": \"home\", \"containers\": [{\"id\": 0, \"name\": \"oven\"}]}"));
      check("/v1/rank", "post", refused);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body())
          .contains(
              "predictor other cannot answer in scene home: container 0 (oven) has no region");
      HttpResponse<String> warned =
          asked.rank(request.formatted(Json.line(SceneJson.write(TestKitchens.row("bare", 1)))));
      check("/v1/rank", "post", warned);
      assertThat(warned.body()).contains("\"warning\":\"one bare drawer\"");
    }
  }

  private static final class Choosy implements Predictor, Needing {

    @Override
    public Prediction predict(Query query, PredictionContext context) {
      return Prediction.of(query, Ranking.of(Answer.container(0)));
    }

    @Override
    public Optional<String> lacks(Scene scene) {
      return Needing.regions(scene);
    }

    @Override
    public Optional<String> doubts(Scene scene) {
      return Optional.of("one bare drawer");
    }
  }

  @Test
  void everySchemaThatIsNamedIsThereAndEveryOneThatIsThereIsNamed() {
    Set<String> named = new HashSet<>();
    Matcher reference = Pattern.compile("#/components/schemas/(\\w+)").matcher(Json.line(api));
    while (reference.find()) {
      named.add(reference.group(1));
    }
    Set<String> there = new HashSet<>();
    api.at("/components/schemas").fieldNames().forEachRemaining(there::add);
    assertThat(named).isEqualTo(there);
  }

  private static String check(String path, String method, HttpResponse<String> response) {
    JsonNode described =
        api.get("paths").get(path).get(method).get("responses").get("" + response.statusCode());
    assertThat(described).as("%s answers %d", path, response.statusCode()).isNotNull();
    String type = response.headers().firstValue("Content-Type").orElseThrow();
    String media = described.get("content").fieldNames().next();
    assertThat(type).startsWith(media.replace("*", ""));
    if (media.equals("application/json")) {
      String ref = described.at("/content/application~1json/schema/$ref").textValue();
      try {
        JsonNode body = MAPPER.readTree(response.body());
        assertThat(problems(ref.substring(ref.lastIndexOf('/') + 1), body)).isEmpty();
      } catch (IOException e) {
        throw new AssertionError(response.body(), e);
      }
    }
    return path;
  }

  private static Set<?> problems(String schema, JsonNode value) {
    ObjectNode whole = MAPPER.createObjectNode();
    whole.put("$ref", "#/components/schemas/" + schema);
    whole.set("components", api.get("components"));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(whole)
        .validate(value);
  }
}
