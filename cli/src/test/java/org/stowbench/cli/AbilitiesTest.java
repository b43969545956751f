package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stowbench.testing.PluginJar;

/** What a predictor can do besides ranking is there in an ensemble, and behind a plug-in, too. */
class AbilitiesTest {

  private static final String REPLY =
      """
      {"id": "c", "object": "chat.completion", "created": 1, "model": "m-1",
       "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant",
         "content": "{\\"ranking\\": [{\\"container\\": 1, \\"probability\\": 1}]}"}}],
       "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}}
      """;

  /** Can do everything, and ranks only to fail. */
  private static final String ABLE =
      """
      package plug;
      import java.util.*;
      import org.stowbench.prediction.*;
      import org.stowbench.predictor.*;
      import org.stowbench.query.*;
      import org.stowbench.search.*;
      public class Able
          implements Predictor, Rehearsing, Explaining, Spending, Notifying, Searcher {
        private boolean closed;
        public void close() { closed = true; }
        public Prediction predict(Query query, PredictionContext context) {
          return Prediction.of(query, Ranking.of(Answer.container(2)))
              .withUsage(new Usage(7, 3, OptionalDouble.of(0.5)));
        }
        public Rehearsal rehearse(Query query) {
          return new Rehearsal("Where is " + query.item() + "?", 2, new Usage(7, 3, OptionalDouble.of(1)));
        }
        public List<Optional<String>> reasons(Query query, List<Answer> answers) {
          return answers.stream().map(answer -> Optional.of("so they say")).toList();
        }
        public Optional<Spent> spent() {
          return Optional.of(new Spent(2, 1, new Usage(7, 3, OptionalDouble.of(0.5))));
        }
        public List<String> notices() { return List.of(closed ? "too late" : "it was loud"); }
        public Search begin(Query query, PredictionContext context) {
          return (opened, budget) ->
              opened.isEmpty() ? Move.open(query.scene().containers().size() - 1) : Move.GIVE_UP;
        }
      }
      """;

  /** Made of another predictor, whose ability it need not know. */
  private static final String WRAPPER =
      """
      package plug;
      import java.util.*;
      import org.stowbench.prediction.*;
      import org.stowbench.predictor.*;
      import org.stowbench.query.*;
      public class Wrapper implements Predictor {
        private final Predictor part;
        Wrapper(Predictor part) { this.part = part; }
        public Prediction predict(Query query, PredictionContext context) throws InterruptedException {
          return part.predict(query, context);
        }
        public List<Predictor> parts() { return List.of(part); }
        public void close() { part.close(); }
      }
      """;

  private static final String ARGUMENT =
      "public Optional<String> argument() { return Optional.of(\"SPEC\"); }";

  private StowbenchSession stowbench;
  private Path folder;
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void begin() throws IOException {
    stowbench = StowbenchSession.begin();
    folder = stowbench.folder();
    SmallDataset.write(folder.resolve("small"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          byte[] body = REPLY.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    Files.writeString(folder.resolve(".env"), "MY_KEY=secret\n");
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private String model(String name) {
    return "noam:model=openai/%s,key-variable=MY_KEY,base-url=http://localhost:%d"
        .formatted(name, server.getAddress().getPort());
  }

  private StowbenchProcess.Result run(String predictor, String... more) {
    return stowbench.run(
        Stream.concat(
                Stream.of("run", "--dataset", "small", "--predictor", predictor), Stream.of(more))
            .toArray(String[]::new));
  }

  /** A plug-in with {@code plug}, which can do everything, or is made of another. */
  private String plugin(String type, String arguments, String body) throws IOException {
    return new PluginJar()
        .listing("plug.Provider")
        .with(
            folder,
            type,
            PluginJar.provider(body)
                .replaceFirst(
                    "return \\(query.*",
                    "return new %s(%s);"
                        .formatted(type.contains("Wrapper") ? "Wrapper" : "Able", arguments)))
        .write(folder.resolve("plug.jar"))
        .toString();
  }

  private String able() throws IOException {
    return plugin(ABLE, "", "");
  }

  private String wrapper() throws IOException {
    return plugin(WRAPPER, "environment.part(spec.argument().get())", ARGUMENT);
  }

  private List<JsonNode> predictions() throws IOException {
    try (var runs = Files.list(folder.resolve("runs"))) {
      Path file = runs.findFirst().orElseThrow().resolve("predictions.jsonl");
      return new ObjectMapper()
          .readerFor(JsonNode.class)
          .<JsonNode>readValues(file.toFile())
          .readAll();
    }
  }

  /** What a dry run says, without the predictor's name. */
  private String estimate(String predictor, String... more) {
    StowbenchProcess.Result result =
        run(
            predictor,
            Stream.concat(Stream.of("--dry-run"), Stream.of(more)).toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.out().replace(predictor, "it");
  }

  @Test
  void aDryRunEstimatesAnEnsembleAsItsPart() {
    String part = "noam:model=openai/gpt-4o";
    String alone = estimate(part);

    assertThat(alone).contains("6 queries, 6 requests", "cost about $0.0");
    assertThat(estimate("ensemble:" + part + " + largest")).isEqualTo(alone);
    assertThat(estimate("ensemble:by=mean,weights=1/2,largest + ensemble:" + part))
        .isEqualTo(alone);
    assertThat(estimate("ensemble:largest + random")).contains("asks no language model");
  }

  @Test
  void aDryRunOfTwoModelsIsTheSum() {
    String both = estimate("ensemble:noam:model=openai/gpt-4o + noam:model=openai/gpt-4o-mini");

    assertThat(both).contains("6 queries, 12 requests");
    assertThat(both.split("Item: whisk", -1)).hasSize(3);
  }

  @Test
  void anEnsemblesPredictionCarriesTheSumOfItsPartsUsage() throws IOException {
    StowbenchProcess.Result result =
        run("ensemble:%s + largest + %s".formatted(model("a"), model("b")), "--out", "runs");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(predictions())
        .hasSize(6)
        .allSatisfy(
            prediction -> {
              assertThat(prediction.at("/usage/input_tokens").asInt()).isEqualTo(200);
              assertThat(prediction.at("/usage/output_tokens").asInt()).isEqualTo(40);
            });
    assertThat(result.err())
        .contains(" spent 12 requests (12 answered), 1200 tokens in, 240 out, cost unknown\n");
  }

  @Test
  void allThatOneCommandAsksSharesOneBudget() {
    StowbenchProcess.Result result =
        run(
            "ensemble:%s + %s + %s".formatted(model("a"), model("b"), model("c")),
            "--predictor",
            model("d"),
            "--max-requests",
            "5",
            "--jobs",
            "1",
            "--out",
            "runs");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
    assertThat(requests).hasValue(5);
    assertThat(result.err())
        .contains(
            " spent 5 requests (5 answered), 500 tokens in, 100 out, cost unknown\n",
            " spent 0 requests (0 answered)",
            "--max-requests 5 is reached; spent by the whole command until then: 5 requests (5 answered)");
  }

  @Test
  void aPlugInThatIsMadeOfALanguageModelRehearsesAndSpendsLikeIt() throws IOException {
    String part = "noam:model=openai/gpt-4o";
    String plugin = wrapper();

    assertThat(estimate("plug:" + part, "--plugin", plugin)).isEqualTo(estimate(part));
    assertThat(estimate("ensemble:largest + plug:" + part, "--plugin", plugin))
        .isEqualTo(estimate(part));
    assertThat(run("plug:" + model("a"), "--plugin", plugin).err())
        .contains(" spent 6 requests (6 answered), 600 tokens in, 120 out, cost unknown\n");
  }

  @Test
  void whatAPlugInsPredictorCanDoAnEnsembleOfItCanDo() throws IOException {
    String plugin = able();
    for (String predictor : List.of("plug", "ensemble:plug + largest")) {
      assertThat(estimate(predictor, "--plugin", plugin))
          .contains("Where is whisk?", "it: 6 queries, 12 requests", "cost about $6.00");
      assertThat(run(predictor, "--plugin", plugin).err())
          .contains(
              predictor + " spent 2 requests (1 answered), 7 tokens in, 3 out, cost $0.5000\n",
              predictor + ": it was loud\n");
      assertThat(
              stowbench
                  .run(
                      "ask",
                      "--scene",
                      "small/1",
                      "--item",
                      "whisk",
                      "--plugin",
                      plugin,
                      "--predictor",
                      predictor)
                  .out())
          .contains("so they say");
    }
  }

  @Test
  void anEnsembleSearchesAsItsPartThatSearchesAndFollowsTheOthersRankings() throws IOException {
    String plugin = able();

    run(
        "ensemble:weights=5/1,plug + largest",
        "--plugin",
        plugin,
        "--mode",
        "search",
        "--out",
        "runs");

    assertThat(predictions())
        .allSatisfy(
            prediction -> assertThat(prediction.at("/ranking/0/container").asInt()).isEqualTo(3));
  }
}
