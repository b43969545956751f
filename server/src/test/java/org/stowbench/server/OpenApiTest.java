package org.stowbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
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
  void everyPathAnswersWithEveryStatusAsDescribed() throws Exception {
    Set<String> tried = new TreeSet<>();
    tried.addAll(tryRefusalsAtTheDoor());
    for (String path : List.of("/v1/rank", "/v1/next")) {
      tried.add(check(path, "post", served.post(path, QUESTION)));
      tried.add(check(path, "post", served.post(path, "{}")));
      tried.add(check(path, "post", served.post(path, QUESTION.replace("whisk", "failure"))));
      tried.add(check(path, "post", tooLarge(path)));
      HttpRequest.Builder form = served.request(path, QUESTION).setHeader("Content-Type", "x/y");
      tried.add(check(path, "post", served.send(form)));
      tried.addAll(tryWhatIsLate(path));
    }
    tried.add(check("/v1/predictors", "get", served.get("/v1/predictors")));
    tried.add(check("/v1/scenes", "get", served.get("/v1/scenes")));
    tried.add(check("/v1/scenes/{id}", "get", served.get("/v1/scenes/row")));
    tried.add(check("/v1/scenes/{id}", "get", served.get("/v1/scenes/none")));
    HttpResponse<String> told = served.get("/v1/scenes/a%20kitchen/with%20a%20slash");
    check("/v1/scenes/{id}", "get", told);
    assertThat(told.body()).contains("\"known\":[{\"item\":\"spoon\",\"container\":1}]");
    tried.add(check("/openapi.json", "get", served.get("/openapi.json")));
    tried.add(check("/healthz", "get", served.get("/healthz")));
    tried.add(check("/metrics", "get", served.get("/metrics")));
    String nested = "/v1/photos/a%20kitchen/with%20a%20slash";
    tried.add(check("/v1/photos/{id}", "get", served.get(nested)));
    tried.add(check("/v1/photos/{id}", "get", served.get("/v1/photos/row")));
    // HostileClientsTest asks for too many photos at once.
    tried.add("get /v1/photos/{id} 503");

    Set<String> described = new TreeSet<>();
    operations(
        (path, method) ->
            Described.responses(path, method)
                .fieldNames()
                .forEachRemaining(
                    status -> described.add("%s %s %s".formatted(method, path, status))));
    described.removeIf(line -> line.endsWith(" default"));
    assertThat(tried).isEqualTo(described);
  }

  @Test
  void whatIsNotDescribedIsRefusedInTheSameForm() throws Exception {
    for (HttpResponse<String> response :
        List.of(
            served.get("/nothing"),
            served.get("/v1/rank"),
            served.send(HttpRequest.newBuilder(served.at("/metrics")).DELETE()))) {
      assertThat(response.statusCode()).isIn(404, 405);
      assertThat(Described.problems("Error", MAPPER.readTree(response.body()))).isEmpty();
    }
  }

  private static final String QUESTION = "{\"scene_id\":\"row\",\"item\":\"whisk\"}";

  private static void operations(BiConsumer<String, String> each) {
    api.get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().fieldNames().forEachRemaining(m -> each.accept(path.getKey(), m)));
  }

  /** Every operation, under a foreign name and without the token. */
  private static Set<String> tryRefusalsAtTheDoor() throws Exception {
    Set<String> tried = new TreeSet<>();
    AccessToken token = AccessToken.of("a-token-of-some-length");
    Access access = new Access(Optional.of(token), Set.of(), false);
    ServerSettings settings = ServerSettings.onLoopback(0, 1).withHost("127.0.0.1", access);
    try (Served guarded = new Served(settings)) {
      List<String[]> all = new ArrayList<>();
      operations((path, method) -> all.add(new String[] {path, method}));
      for (String[] one : all) {
        for (String host : List.of("evil.example", "localhost")) {
          Described.Answer answer =
              Described.Answer.of(
                  guarded.raw(
                      "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                          .formatted(
                              one[1].toUpperCase(Locale.ROOT),
                              one[0].replace("{id}", "row"),
                              host)));
          if (answer.status() == 200) {
            assertThat(Described.responses(one[0], one[1]).has("401")).as(one[0]).isFalse();
            assertThat(api.at("/paths").get(one[0]).get(one[1]).get("security")).isEmpty();
            continue;
          }
          tried.add(check(one[0], one[1], answer));
        }
      }
    }
    return tried;
  }

  /** A body that never comes, a question that takes too long, and one too many. */
  private static Set<String> tryWhatIsLate(String path) throws Exception {
    Set<String> tried = new TreeSet<>();
    Predictor sleeper =
        (query, context) -> {
          Thread.sleep(60_000);
          return Prediction.failed(query.id(), "late");
        };
    ServerSettings hasty =
        new ServerSettings("127.0.0.1", 0, 1, 0, Duration.ofMillis(300), Access.LOCAL);
    try (Served late = new Served(hasty, sleeper)) {
      String slow = QUESTION.replace("}", ",\"predictor\":\"other\"}");
      var first =
          late.client()
              .sendAsync(late.request(path, slow).build(), HttpResponse.BodyHandlers.ofString());
      HttpResponse<String> second = late.post(path, slow);
      while (second.statusCode() != 503 && !first.isDone()) {
        second = late.post(path, slow);
      }
      tried.add(check(path, "post", first.join()));
      tried.add(check(path, "post", second));
      String never =
          late.raw(
              out ->
                  out.accept(
                      ("POST "
                              + path
                              + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                              + "Content-Type: application/json\r\nContent-Length: 9\r\n\r\n")
                          .getBytes(StandardCharsets.US_ASCII)),
              false);
      tried.add(check(path, "post", Described.Answer.of(never)));
    }
    return tried;
  }

  /** A server that does not read on closes; a busy client may see that before the answer. */
  private static HttpResponse<String> tooLarge(String path) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        return served.post(path, "x".repeat(ServerSettings.LARGEST_BODY + 1));
      } catch (IOException e) {
        if (attempt == 5) {
          throw e;
        }
      }
    }
  }

  @Test
  void whatTheDescriptionAllowsTheServerTakes() throws IOException, InterruptedException {
    ObjectNode request = Json.object();
    request.set("scene", SceneJson.write(TestKitchens.row("mine", 4)));
    request.put("item", "whisk").put("predictor", "reverse").put("top", 2).put("reasons", true);
    assertThat(Described.problems("RankRequest", request)).isEmpty();
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
           "item": "fork", "predictor": "other", "known": [{"item": "spoon", "container": 1}]}\
          """;
      assertThat(Described.problems("RankRequest", MAPPER.readTree(request))).isEmpty();
      JsonNode answer = MAPPER.readTree(asked.rank(request).body());
      assertThat(answer.at("/answers/0/container").intValue()).isEqualTo(1);
      assertThat(answer.at("/answers/0/where").textValue()).isEqualTo("top drawer, hall");
      String byName = request.replace("\"container\": 1}]", "\"container\": \"Top Drawer\"}]");
      assertThat(Described.problems("RankRequest", MAPPER.readTree(byName))).isEmpty();
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
  void aSearchIsLedStepByStepInTheWordsOfTheDescription() throws Exception {
    String question =
        """
        {"scene_id": "row", "item": "whisk", "predictor": "reverse", "reasons": true, "known": [],
         "opened": [%s], "exclude": [%s], "budget": 2}\
        """;
    String opened = "{\"container\": 2, \"contents\": \"other_items\", \"items\": [\"ladle\"]}";
    JsonNode first = next(question.formatted("", ""));
    assertThat(first.at("/next/open").intValue()).isEqualTo(2);
    assertThat(first.at("/next/reason").textValue()).isEqualTo("the last is the best");
    assertThat(next(question.formatted(opened, "")).at("/next/open").intValue()).isEqualTo(1);
    JsonNode third = next(question.formatted(opened, "1"));
    assertThat(third.at("/next/open").intValue()).isZero();
    assertThat(third.get("answers")).hasSize(2);
    JsonNode none = next(question.formatted(opened, "0, 1"));
    assertThat(none.at("/next/not_here").booleanValue()).isTrue();
    assertThat(none.at("/learned_from/declared").booleanValue()).isFalse();
  }

  private static JsonNode next(String body) throws IOException, InterruptedException {
    assertThat(Described.problems("NextRequest", MAPPER.readTree(body))).isEmpty();
    HttpResponse<String> response = served.post("/v1/next", body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    check("/v1/next", "post", response);
    return MAPPER.readTree(response.body());
  }

  @Test
  void aStepThatCannotBeIsRefusedWithItsField() throws IOException, InterruptedException {
    for (String[] wrong :
        new String[][] {
          {"\"opened\": [{\"container\": 3, \"contents\": \"empty\"}]", "opened[0].container"},
          {"\"opened\": [{\"container\": 0, \"contents\": \"bare\"}]", "opened[0].contents"},
          {
            "\"opened\": [{\"container\": 0, \"contents\": \"empty\", \"items\": [\"a\"]}]",
            "opened[0].items"
          },
          {"\"opened\": [{\"container\": 0, \"contents\": \"found\"}]", "opened"},
          {
            "\"opened\": [{\"container\": 0, \"contents\": \"other_items\", \"items\":"
                + " [\"whisks\"]}]",
            "opened"
          },
          {"\"exclude\": [3]", "exclude[0]"},
          {"\"reachable\": [\"attic\"]", "reachable[0]"},
          {"\"budget\": 0", "budget"},
        }) {
      HttpResponse<String> refused =
          served.post("/v1/next", "{\"scene_id\":\"row\",\"item\":\"whisk\"," + wrong[0] + "}");
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(MAPPER.readTree(refused.body()).at("/error/field").textValue())
          .as(refused.body())
          .isEqualTo(wrong[1]);
    }
    String many = "\"ladle\",".repeat(300) + "\"ladle\"";
    assertThat(
            served
                .post(
                    "/v1/next",
                    "{\"scene_id\":\"row\",\"item\":\"whisk\",\"opened\":[{\"container\":0,\"contents\":\"other_items\",\"items\":["
                        + many
                        + "]}]}")
                .body())
        .contains("expected at most 300 items, found 301");
  }

  @Test
  void whatTheLibraryTellsIsKnownWhereNothingIsSaid() throws IOException, InterruptedException {
    Predictor remembers =
        (query, context) ->
            Prediction.of(query, Ranking.of(Answer.NOT_HERE))
                .withRationale(query.known().size() + " known");
    try (Served asked = new Served(ServerSettings.onLoopback(0, 1), remembers)) {
      String question =
          "{\"scene_id\":\"a kitchen/with a slash\",\"item\":\"%s\",\"predictor\":\"other\"%s}";
      assertThat(asked.rank(question.formatted("whisk", "")).body()).contains("1 known");
      assertThat(asked.rank(question.formatted("spoons", "")).body()).contains("0 known");
      assertThat(asked.rank(question.formatted("whisk", ",\"known\":[]")).body())
          .contains("0 known");
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
  void whatIsServedIsTheDescriptionThatAnswersAreHeldTo() {
    assertThat(api).isEqualTo(Described.API);
  }

  @Test
  void everyPartThatIsNamedIsThereAndEveryOneThatIsThereIsNamed() {
    Set<String> named = new HashSet<>();
    Matcher reference = Pattern.compile("#/components/(\\w+/\\w+)").matcher(Json.line(api));
    while (reference.find()) {
      named.add(reference.group(1));
    }
    Set<String> there = new HashSet<>();
    for (String kind : List.of("schemas", "responses")) {
      api.at("/components/" + kind).fieldNames().forEachRemaining(n -> there.add(kind + "/" + n));
    }
    assertThat(named).isEqualTo(there);
  }

  /** Holds that a status is described by itself, and returns what was tried. */
  private static String check(String path, String method, HttpResponse<String> response) {
    Described.check(response.request(), response);
    return tried(path, method, response.statusCode());
  }

  private static String check(String path, String method, Described.Answer answer) {
    Described.check(path, method, answer);
    return tried(path, method, answer.status());
  }

  private static String tried(String path, String method, int status) {
    assertThat(Described.responses(path, method).has("" + status))
        .as("%s %s answers %d", method, path, status)
        .isTrue();
    return "%s %s %d".formatted(method, path, status);
  }
}
