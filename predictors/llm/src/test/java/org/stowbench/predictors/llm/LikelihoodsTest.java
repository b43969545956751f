package org.stowbench.predictors.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.io.InvalidInputException;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Notifying;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.testing.TestKitchens;

/** {@code answer=logprobs}, against servers that tell how likely each token was. */
class LikelihoodsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path home;

  private List<String> notices = List.of();

  /** A token that was drawn, and the probabilities of the candidates. */
  private record Token(String drawn, Map<String, Double> candidates) {}

  private static Token token(String drawn, Object... candidates) {
    Map<String, Double> map = new LinkedHashMap<>();
    for (int i = 0; i < candidates.length; i += 2) {
      map.put((String) candidates[i], (Double) candidates[i + 1]);
    }
    return new Token(drawn, map);
  }

  private static ArrayNode list(List<Token> tokens) {
    ArrayNode list = JSON.createArrayNode();
    for (Token token : tokens) {
      ObjectNode object = list.addObject().put("token", token.drawn());
      object.put("logprob", Math.log(token.candidates().getOrDefault(token.drawn(), 0.5)));
      ArrayNode top = object.putArray("top_logprobs");
      token
          .candidates()
          .forEach((word, p) -> top.addObject().put("token", word).put("logprob", Math.log(p)));
    }
    return list;
  }

  private static FakeProvider openAi(Token... tokens) {
    ObjectNode body = JSON.createObjectNode().put("model", "m");
    ObjectNode choice = body.putArray("choices").addObject().put("finish_reason", "length");
    choice.putObject("message").put("role", "assistant").put("content", "4");
    choice.putObject("logprobs").set("content", list(List.of(tokens)));
    body.putObject("usage").put("prompt_tokens", 100).put("completion_tokens", 3);
    return answering(body);
  }

  private static FakeProvider ollama(Token... tokens) {
    ObjectNode body = JSON.createObjectNode().put("model", "m").put("done_reason", "length");
    body.putObject("message").put("role", "assistant").put("content", "4");
    body.set("logprobs", list(List.of(tokens)));
    return answering(body);
  }

  private static FakeProvider completions(Token... tokens) {
    ObjectNode body = JSON.createObjectNode().put("model", "m");
    ObjectNode choice = body.putArray("choices").addObject().put("text", "4");
    ObjectNode logprobs = choice.putObject("logprobs");
    ArrayNode words = logprobs.putArray("tokens");
    ArrayNode top = logprobs.putArray("top_logprobs");
    for (Token token : tokens) {
      words.add(token.drawn());
      ObjectNode candidates = top.addObject();
      token.candidates().forEach((word, p) -> candidates.put(word, Math.log(p)));
    }
    return answering(body);
  }

  private static FakeProvider answering(ObjectNode body) {
    return new FakeProvider(request -> FakeProvider.status(200, body.toString()));
  }

  private Prediction ask(FakeProvider server, int containers) throws Exception {
    return ask("noam:model=openai/m,answer=logprobs,base-url=" + server.url(), containers);
  }

  private Prediction ask(String spec, int containers) throws Exception {
    LabeledQuery query =
        TestKitchens.query(
            "q1", TestKitchens.row("a", containers), "Whisk", "h1", Answer.container(0));
    Dataset dataset = TestKitchens.dataset("test:eval", List.of(query));
    try (Predictor predictor =
        Predictors.installed()
            .create(spec, new HostEnvironment(home, 7, Optional.of(dataset), Optional.empty()))) {
      Prediction prediction = predictor.predict(query.query(), PredictionContext.of(7, "q1"));
      notices = Notifying.of(predictor).orElseThrow().notices();
      return prediction;
    }
  }

  private static Map<Answer, Double> shares(Prediction prediction) {
    Ranking ranking = prediction.ranking().orElseThrow();
    assertThat(ranking.scores()).isEqualTo(Ranking.Scores.PROBABILITY);
    Map<Answer, Double> shares = new HashMap<>();
    ranking.answers().forEach(a -> shares.put(a.answer(), a.score().orElseThrow()));
    return shares;
  }

  private static final Token FOURTH =
      token("4", "4", 0.4, " 2", 0.1, "2", 0.1, "None", 0.1, "The", 0.2, "1", 0.05, "3", 0.05);

  @Test
  void allContainersAreRankedByTheProbabilityOfTheirNumber() throws Exception {
    try (FakeProvider server = openAi(FOURTH)) {
      Prediction prediction = ask(server, 4);

      assertThat(prediction.ranking().orElseThrow().first()).isEqualTo(Answer.container(3));
      Map<Answer, Double> shares = shares(prediction);
      assertThat(shares).hasSize(5);
      assertThat(shares.get(Answer.container(3))).isEqualTo(0.5, within(1e-9));
      assertThat(shares.get(Answer.container(1))).isEqualTo(0.25, within(1e-9));
      assertThat(shares.get(Answer.NOT_HERE)).isEqualTo(0.125, within(1e-9));
      assertThat(prediction.rationale().orElseThrow())
          .contains("80.0 % of the first token's probability", "20.0 % on neither");
      assertThat(notices).singleElement().asString().contains("20.0 % of the probability");
      JsonNode request = server.received().get(0).body();
      assertThat(request.get("logprobs").asBoolean()).isTrue();
      assertThat(request.get("top_logprobs").asInt()).isEqualTo(20);
      assertThat(request.get("max_tokens").asInt()).isLessThan(5);
      assertThat(request.has("response_format")).isFalse();
      assertThat(request.at("/messages/1/content").asText())
          .contains("Container 4: ", "number of the likeliest container and nothing else");
    }
  }

  @Test
  void aSecondRunIsAnsweredFromTheCacheWithAllThatIsKnown() throws Exception {
    try (FakeProvider server = openAi(FOURTH)) {
      Prediction first = ask(server, 4);

      assertThat(ask(server, 4).forScoring()).isEqualTo(first.forScoring());
      assertThat(server.received()).hasSize(1);
      assertThat(notices).singleElement().asString().contains("20.0 %");
    }
  }

  @Test
  void ollamasOwnFormAndTheOlderOneOfCompletionsAreReadAlike() throws Exception {
    try (FakeProvider server = openAi(FOURTH);
        FakeProvider own = ollama(FOURTH);
        FakeProvider older = completions(FOURTH)) {
      Map<Answer, Double> expected = shares(ask(server, 4));

      assertThat(shares(ask(own, 4))).isEqualTo(expected);
      assertThat(shares(ask(older, 4))).isEqualTo(expected);
    }
  }

  @Test
  void whereNumbersAreTwoTokensTheSecondTellsThoseThatBeginAlikeApart() throws Exception {
    Token one = token("1", "1", 0.6, "2", 0.3, "7", 0.1);
    Token after = token("2", "2", 0.5, "0", 0.2, "\n", 0.2, "9", 0.1);
    try (FakeProvider server = openAi(one, after)) {
      Prediction prediction = ask(server, 12);

      // 19 is no container; a line's end after the 1 is container 1. The rest of the 1 is said to
      // end there, too.
      Map<Answer, Double> shares = shares(prediction);
      assertThat(shares.get(Answer.container(11))).isEqualTo(0.30 / 0.94, within(1e-9));
      assertThat(shares.get(Answer.container(9))).isEqualTo(0.12 / 0.94, within(1e-9));
      assertThat(shares.get(Answer.container(0))).isEqualTo(0.12 / 0.94, within(1e-9));
      assertThat(prediction.ranking().orElseThrow().first())
          .isIn(Answer.container(11), Answer.container(1));
      assertThat(prediction.rationale().orElseThrow())
          .contains("6.0 % on neither")
          .doesNotContain("evenly");
    }
  }

  @Test
  void aBeginningThatWasNotDrawnIsDividedEvenlyAndThatIsSaid() throws Exception {
    try (FakeProvider server = openAi(token("7", "7", 0.6, "1", 0.4), token("\n", "\n", 1.0))) {
      Prediction prediction = ask(server, 11);

      Map<Answer, Double> shares = shares(prediction);
      for (int container : new int[] {0, 9, 10}) {
        assertThat(shares.get(Answer.container(container))).isEqualTo(0.4 / 3, within(1e-9));
      }
      assertThat(prediction.rationale().orElseThrow())
          .contains("40.0 % was divided evenly between numbers of two tokens that begin alike");
    }
  }

  @Test
  void aModelWithATokenForEachNumberMeansTheOneThatItSays() throws Exception {
    try (FakeProvider server = openAi(token("7", "7", 0.5, "1", 0.3, "12", 0.2))) {
      Map<Answer, Double> shares = shares(ask(server, 12));

      assertThat(shares.get(Answer.container(0))).isEqualTo(0.3, within(1e-9));
      assertThat(shares.get(Answer.container(11))).isEqualTo(0.2, within(1e-9));
      assertThat(shares).doesNotContainKey(Answer.container(9));
    }
  }

  @Test
  void aBlankTokenBeforeTheNumberIsPassedOver() throws Exception {
    try (FakeProvider server =
        openAi(token("\u2581", "\u2581", 0.8, "3", 0.2), token("4", "4", 0.75, "3", 0.25))) {
      Map<Answer, Double> shares = shares(ask(server, 4));

      assertThat(shares.get(Answer.container(3))).isEqualTo(0.6, within(1e-9));
      assertThat(shares.get(Answer.container(2))).isEqualTo(0.4, within(1e-9));
    }
  }

  @Test
  void containersBeyondTheCandidatesAreLeftWithAsMuchAsTheyMayHave() throws Exception {
    try (FakeProvider server = openAi(token("4", "4", 0.7, "3", 0.1))) {
      Prediction prediction = ask(server, 4);

      // Of the 0.2 that nothing is known of, containers 1 and 2 may have 0.1 each at most.
      assertThat(shares(prediction).get(Answer.container(3))).isEqualTo(0.7, within(1e-9));
      assertThat(prediction.rationale().orElseThrow()).contains("2 containers were not among");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<think>", "Sure", "0", "**", "I"})
  void aReplyThatDoesNotBeginWithANumberIsNoAnswer(String word) throws Exception {
    try (FakeProvider server = openAi(token(word, word, 0.9, "The", 0.1))) {
      Prediction prediction = ask(server, 4);

      assertThat(prediction.error().orElseThrow())
          .contains("none of its likeliest first tokens", "does not think first");
      ask(server, 4);
      assertThat(server.received()).hasSize(2);
    }
  }

  @Test
  void aServerThatGivesMoreCandidatesCanBeAskedForThem() throws Exception {
    try (FakeProvider server = openAi(FOURTH)) {
      ask("noam:model=openai/m,answer=logprobs,body.top_logprobs=100,base-url=" + server.url(), 4);

      assertThat(server.received().get(0).body().get("top_logprobs").asInt()).isEqualTo(100);
    }
  }

  @Test
  void aServerWithoutLogProbabilitiesIsNamedAsThat() throws Exception {
    try (FakeProvider server = new FakeProvider(body -> FakeProvider.say("4"))) {
      assertThat(ask(server, 4).error().orElseThrow())
          .contains("without log probabilities", "needs a server that gives them");
      assertThat(server.received()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic/m", "gemini/m", "mistral/m", "openai/m,samples=3"})
  void whatCannotBeAskedForIsRefused(String model) {
    assertThatThrownBy(() -> ask("noam:answer=logprobs,key-variable=PATH,model=" + model, 4))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("answer=logprobs");
  }
}
