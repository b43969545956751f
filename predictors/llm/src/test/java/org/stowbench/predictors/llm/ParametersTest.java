package org.stowbench.predictors.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stowbench.predictors.llm.ServedRun.KEY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stowbench.io.InvalidInputException;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.predictor.Allowance;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictors.llm.model.Provider;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;

/** What requests hold, and what users put into them and leave out of them. */
class ParametersTest {

  @TempDir private Path home;

  /** One question, and a server that answers. */
  private ServedRun ask(String model, String options) throws IOException {
    return ServedRun.of(
        home,
        model,
        options,
        Allowance.UNLIMITED,
        1,
        body -> FakeProvider.say(FakeProvider.ANSWER));
  }

  @ParameterizedTest
  @EnumSource
  void theSchemaListsTheScenesNumbersAndNone(Provider provider) throws Exception {
    ServedRun ran = ask(provider.id() + "/m", "");

    assertThat(ran.body(0).findValue("enum").toString())
        .isEqualTo("[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"none\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openai|seed=7,top-p=0.5,reasoning-effort=low|"
            + "/seed=7 /top_p=0.5 /reasoning_effort=\"low\" /temperature=0.0",
        "ollama|seed=7|/seed=7",
        "mistral|seed=7,temperature=none|/random_seed=7 /temperature=",
        "gemini|seed=7,top-p=1,thinking-budget=0,reasoning-effort=high|/generationConfig/seed=7"
            + " /generationConfig/topP=1 /generationConfig/thinkingConfig/thinkingBudget=0"
            + " /generationConfig/thinkingConfig/thinkingLevel=\"high\"",
        "anthropic|thinking-budget=2000,reasoning-effort=low|/thinking/type=\"enabled\""
            + " /thinking/budget_tokens=2000 /output_config/effort=\"low\" /max_tokens=16384"
            + " /temperature=",
        "openai|omit=temperature,max-output-tokens,response_format|"
            + "/temperature= /max_tokens= /response_format= /model=\"m\"",
        "gemini|omit=temperature,response-format|/generationConfig/temperature="
            + " /generationConfig/responseMimeType= /generationConfig/responseSchema=",
        "openai|body.chat_template_kwargs.enable_thinking=false,body.stop=[\"a\",\"b\"],body.x=y z|"
            + "/chat_template_kwargs/enable_thinking=false /stop=[\"a\",\"b\"] /x=\"y_z\"",
        "openai|body.provider={\"order\":[\"a\"],\"x\":1}|/provider/order=[\"a\"] /provider/x=1"
      })
  void parametersPassThrough(String provider, String options, String expected) throws Exception {
    ServedRun ran = ask(provider + "/m", options);

    for (String pair : expected.split(" ")) {
      String pointer = pair.substring(0, pair.indexOf('='));
      String value = pair.substring(pair.indexOf('=') + 1).replace('_', ' ');
      assertThat(ran.body(0).at(pointer).toString().replace('_', ' ')).as(pointer).isEqualTo(value);
    }
  }

  @Test
  void headersAndParametersOfTheAddressPassThroughAndPlaceTheKey() throws Exception {
    ServedRun ran =
        ask("openai/m", "header.api-key={key},header.X-Title=a, b,query.api-version=2024-10-21");

    FakeProvider.Received asked = ran.asked().get(0);
    assertThat(asked.path()).endsWith("/chat/completions?api-version=2024-10-21");
    assertThat(asked.headers().get("Api-key")).containsExactly(KEY);
    assertThat(asked.headers().get("X-title")).containsExactly("a, b");
    assertThat(asked.headers()).doesNotContainKey("Authorization");
    assertThat(Files.readString(ran.folder().manifestFile())).contains("{key}").doesNotContain(KEY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "header.Authorization=Bearer abc|header.Authorization: keys never go on the command line",
        "header.api-key=abc|keys never go on the command line",
        "header.Host=x|header.Host: no header can be sent like this",
        "header.a b=x|no header can be sent like this",
        "body.a..b=1|names with a point between them",
        "omit=messages|no request goes without",
        "top-p=2|expected 0 to 1",
        "seed=-1|expected 0 to",
        "thinking-budget=5|openai has none; body.PATH=",
        "seeds=5|is not an option",
        "header.=x|is not an option",
        "temperature=warm|expected a number"
      })
  void whatCannotBeSentIsRefusedBeforeAnythingIsAsked(String options, String problem) {
    assertThatThrownBy(() -> ask("openai/m", options))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(problem)
        .hasMessageNotContaining("abc");
  }

  @Test
  void namesOfModelsMayHoldCommas() throws Exception {
    ServedRun ran = ask("openai/a,b/c,d:free", "temperature=0.5");

    assertThat(ran.body(0).path("model").asText()).isEqualTo("a,b/c,d:free");
    assertThat(ran.body(0).path("temperature").asDouble()).isEqualTo(0.5);
  }

  @Test
  void eachSampleHasASeedOfItsOwnAndOtherParametersAreOtherReplies() throws Exception {
    ServedRun three = ask("openai/m", "seed=7,samples=3");
    assertThat(three.asked().stream().map(asked -> asked.body().path("seed").asInt()))
        .containsExactlyInAnyOrder(7, 8, 9);
    try (FakeProvider server = new FakeProvider(body -> FakeProvider.say(FakeProvider.ANSWER))) {
      for (String options : List.of("seed=1,", "seed=1,", "seed=2,", "top-p=1,", "body.x=1,", "")) {
        predict(server, options);
      }
      assertThat(server.received().size()).isEqualTo(5);
    }
  }

  private void predict(FakeProvider server, String options) throws Exception {
    Dataset dataset = ServedRun.dataset();
    try (Predictor predictor =
            Predictors.installed()
                .create(
                    "noam:model=openai/m,%sbase-url=%s".formatted(options, server.url()),
                    new HostEnvironment(home, 1, Optional.of(dataset), Optional.empty()));
        Stream<LabeledQuery> queries = dataset.queries()) {
      predictor.predict(queries.findFirst().orElseThrow().query(), PredictionContext.of(1, "q0"));
    }
  }
}
