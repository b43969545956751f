package org.stowbench.modelservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowbench.testing.OfficialData;

/**
 * A hundred queries each, through the command line, at servers that others wrote. What came of it
 * is written as a table to {@code target/servers.md}; {@code results/servers} puts it in its place.
 */
class ModelServersTest {

  private static final int QUERIES = 100;
  private static final String KEY = "sk-0123456789abcdef";
  private static final String[] FAULTS = {
    "--chaos-drop", "0.1", "--chaos-malformed", "0.1",
    "--chaos-disconnect", "0.1", "--chaos-ratelimit", "0.1"
  };

  /** How many queries may meet a fault at each repeat. */
  private static final int UNLUCKY = 10;

  @TempDir static Path folder;
  private static final List<AutoCloseable> SERVERS = new ArrayList<>();
  private static final List<String> TABLE = new ArrayList<>();
  private static String dataset;

  @BeforeAll
  static void getReady() throws Exception {
    Optional<Path> official = OfficialData.folder();
    dataset = official.isPresent() ? "shic:eval" : "sim:eval";
    TABLE.add("Asked about %d queries of `%s`:\n".formatted(QUERIES, dataset));
    TABLE.add(Trial.HEAD);
    if (official.isPresent()) {
      Process imported =
          CommandLineRun.process(
              folder, "datasets", "import", "shic", "--from", official.get().toString());
      assertThat(imported.exitValue()).isZero();
    }
    Files.writeString(folder.resolve(".env"), "AZURE_OPENAI_API_KEY=" + KEY);
    NodeServer.install();
    NodeServer.run("node", "random-model.mjs", "random.gguf");
  }

  @AfterAll
  static void finish() throws Exception {
    for (AutoCloseable server : SERVERS) {
      server.close();
    }
  }

  static Stream<Trial> trials() throws Exception {
    String aimock = aimock();
    String faulty = aimock(FAULTS);
    String engine = node("engine.mjs", "random.gguf", "PORT");
    String gateway =
        "base-url="
            + node(
                "node_modules/@portkey-ai/gateway/build/start-server.js",
                "--port=PORT",
                "--headless")
            + "/v1,header.x-portkey-provider=%s,header.x-portkey-custom-host=%s/v1,";
    AzureAtWireMock wireMock = new AzureAtWireMock(KEY);
    SERVERS.add(wireMock);
    String azure =
        "model=openai/gpt-4o,base-url="
            + wireMock.url()
            + "/openai/deployments/kitchen,query.api-version=2024-10-21,"
            + "key-variable=AZURE_OPENAI_API_KEY,header.api-key={key}";
    String atAimock = "base-url=" + aimock + "/v1,model=";
    String atEngine = "base-url=" + engine + "/v1,model=openai/random,";
    return Stream.of(
        new Trial("aimock", "JSON by a schema", atAimock + "openai/plain"),
        new Trial("aimock", "the same, with thoughts apart", atAimock + "openai/thinks")
            .tokensOut(70 * QUERIES),
        new Trial("aimock", "words, `output=text`", atAimock + "openai/words,output=text"),
        new Trial("aimock", "JSON, and gives it when asked again", atAimock + "openai/mends")
            .requests(2 * QUERIES),
        new Trial("aimock", "thoughts in Anthropic's form", atAimock + "anthropic/thinks")
            .tokensOut(70 * QUERIES),
        new Trial(
                "aimock",
                "thoughts in Gemini's form",
                "base-url=" + aimock + "/v1beta,model=gemini/thinks")
            .tokensOut(70 * QUERIES),
        new Trial(
                "aimock",
                "`answer=logprobs`",
                atAimock + "openai/plain,answer=logprobs,stop-after=0")
            .answers(0, 0)
            .requests(1),
        new Trial(
                "aimock",
                "JSON, with a fault in four of ten: 429, 500, hung up, damaged",
                "base-url=" + faulty + "/v1,model=openai/plain")
            .answers(QUERIES - UNLUCKY, QUERIES),
        new Trial(
                "gateway, aimock",
                "JSON, thoughts",
                gateway.formatted("openai", aimock) + "model=openai/thinks")
            .tokensOut(70 * QUERIES),
        new Trial(
                "gateway, aimock",
                "the same, translated to Anthropic's form and back",
                gateway.formatted("anthropic", aimock) + "model=openai/thinks")
            .tokensOut(70 * QUERIES),
        new Trial(
                "gateway, aimock",
                "JSON, with the same faults behind the gateway",
                gateway.formatted("openai", faulty) + "model=openai/plain")
            .answers(QUERIES - UNLUCKY, QUERIES),
        new Trial(
            "gateway, node-llama-cpp",
            "`answer=logprobs`, of all tokens",
            gateway.formatted("openai", engine)
                + "model=openai/random,answer=logprobs,body.top_logprobs=354"),
        new Trial("WireMock", "JSON as from Azure, after a 429 and four broken connections", azure)
            .requests(QUERIES + AzureAtWireMock.TROUBLES)
            .tokensOut(20 * QUERIES),
        new Trial("WireMock", "`answer=logprobs` as from Azure", azure + ",answer=logprobs")
            .tokensOut(20 * QUERIES),
        new Trial("node-llama-cpp", "JSON by a schema, `prompt=noam`", atEngine + "prompt=noam"),
        new Trial("node-llama-cpp", "JSON by a schema, `prompt=ranking`", atEngine + "seed=1")
            .answers(1, QUERIES),
        new Trial("node-llama-cpp", "`answer=logprobs`", atEngine + "answer=logprobs")
            .answers(1, QUERIES),
        new Trial(
            "node-llama-cpp",
            "`answer=logprobs`, of all tokens",
            atEngine + "answer=logprobs,body.top_logprobs=354"));
  }

  private static String aimock(String... faults) throws IOException, InterruptedException {
    return node(
        Stream.concat(
                Stream.of("node_modules/@copilotkit/aimock/dist/cli.js", "--port", "PORT"),
                Stream.concat(
                    Stream.of("--fixtures", "aimock.json", "--log-level", "silent"),
                    Stream.of(faults)))
            .toArray(String[]::new));
  }

  private static String node(String... arguments) throws IOException, InterruptedException {
    NodeServer server = NodeServer.start(arguments);
    SERVERS.add(server);
    return server.url();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("trials")
  void aHundredQueriesAreAnsweredOrFailForAReasonThatIsNamed(Trial trial) throws Exception {
    CommandLineRun run = CommandLineRun.of(folder, dataset, "noam:" + trial.options(), QUERIES);
    TABLE.add(trial.row(run));
    Files.write(Path.of("target", "servers.md"), TABLE);

    assertThat(run.answered()).isBetween(trial.least(), trial.most());
    assertThat(run.exitCode()).isEqualTo(run.answered() == QUERIES ? 0 : 3);
    assertThat(run.failures().keySet())
        .allSatisfy(
            reason -> assertThat(reason).containsAnyOf("cannot be used: ", "gave up after"));
    assertThat(run.requests()).isGreaterThanOrEqualTo(trial.requests());
    if (trial.tokensOut() > 0) {
      assertThat(run.tokensOut()).isEqualTo(trial.tokensOut());
    }
  }
}
