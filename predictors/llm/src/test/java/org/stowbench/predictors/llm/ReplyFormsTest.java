package org.stowbench.predictors.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stowbench.predictors.llm.AskedModel.words;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictor.Notifying;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictors.llm.FakeProvider.Behaviour;
import org.stowbench.predictors.llm.model.Provider;

/**
 * Replies in the forms of providers and of what copies them: thoughts apart from the text, why a
 * reply ended, and bodies as they come.
 *
 * <p>J is an answer that says 4, J2 one that says 2.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplyFormsTest {

  private static final String J = FakeProvider.ANSWER;
  private static final String J2 = J.replace("4", "2");

  private AskedModel model;

  @BeforeAll
  void start(@TempDir Path home) {
    model = new AskedModel(home);
  }

  @AfterAll
  void stop() {
    model.close();
  }

  @ParameterizedTest
  @EnumSource
  void thoughtsThatTheProviderTellsApartAreKeptAndAreNoAnswer(Provider provider) throws Exception {
    Prediction read = model.ask(provider, new Behaviour.Think(J2, J, false));

    assertThat(words(read)).isEqualTo("4=0.6");
    assertThat(read.rationale()).contains("a\n\nThoughts: " + J2);
    assertThat(read.details().orElseThrow().json().at("/calls/0/thoughts").asText()).isEqualTo(J2);
    assertThat(words(model.ask(provider, new Behaviour.Think(J2, "", false))))
        .contains("it holds thoughts and no answer after them");
    assertThat(read.rationale().orElseThrow()).contains(J2);
  }

  @Test
  void thoughtsInTheTextAreKeptToo() throws Exception {
    assertThat(model.ask(Provider.OLLAMA, FakeProvider.say("<think>J2?</think>" + J)).rationale())
        .contains("a\n\nThoughts: J2?");
    String thoughts = "So. ".repeat(5000);
    Prediction read =
        model.ask(Provider.OLLAMA, FakeProvider.say("<think>" + thoughts + "</think>4"));
    assertThat(read.rationale().orElseThrow())
        .startsWith("Thoughts: So. So.")
        .hasSizeLessThan(4100);
    assertThat(read.details().orElseThrow().json().toString()).contains(thoughts);
  }

  @ParameterizedTest
  @EnumSource
  void whatWasCutOffIsNoAnswerWhateverItHolds(Provider provider) throws Exception {
    for (String text : List.of("Best container: 1", J, "", "<think>J2")) {
      Prediction read =
          model.ask("noam", provider, "max-output-tokens=64,", new Behaviour.Think("", text, true));

      assertThat(words(read))
          .startsWith("failed: the answer cannot be used: it was cut off")
          .contains("limit of output tokens, after 20 (finish reason length)")
          .endsWith("; raise max-output-tokens=, or the server's own limit");
      assertThat(read.details().orElseThrow().json().at("/calls/0/finish_reason").asText())
          .isEqualTo("length");
      assertThat(model.received()).hasSize(2);
      assertThat(model.received().get(1).body().toString())
          .contains("it was cut off")
          .doesNotContain("max-output-tokens=", "J2");
      assertThat(model.cache().stats().replies()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLimitIsRaisedOnceWhereNobodySetItAndThatIsSaid(Provider provider) throws Exception {
    Prediction read =
        model.ask(
            "noam",
            provider,
            "timeout=119,",
            new Behaviour.Think("Hm", "", true),
            FakeProvider.say(J));

    assertThat(words(read)).isEqualTo("4=0.6");
    assertThat(limits()).containsExactly(1024, 16_384);
    assertThat(read.usage().orElseThrow().outputTokens()).isEqualTo(40);
    try (Predictor predictor = model.take("timeout=119")) {
      model.cache().clear();
      AskedModel.again(predictor);
      assertThat(limits()).containsExactly(1024, 16_384, 16_384);
      assertThat(Notifying.of(predictor).orElseThrow().notices())
          .singleElement()
          .asString()
          .contains("cut off at 1024 output tokens", "16384", "max-output-tokens=");
    }
  }

  private List<Integer> limits() {
    return model.received().stream()
        .map(
            request ->
                request.body().findValue("maxOutputTokens") != null
                    ? request.body().findValue("maxOutputTokens")
                    : request.body().path("max_tokens"))
        .map(JsonNode::asInt)
        .toList();
  }

  @Test
  void aServerThatRefusesTheHigherLimitKeepsTheLower() throws Exception {
    Prediction read =
        model.ask(
            "noam",
            Provider.OPENAI,
            "timeout=118,",
            new Behaviour.Think("", "Best container: 1", true),
            FakeProvider.status(400),
            FakeProvider.say(J));

    assertThat(words(read)).isEqualTo("4=0.6");
    assertThat(limits()).containsExactly(1024, 16_384, 1024);
  }

  /** Bodies as they come, by what is made of them. */
  private static Stream<Arguments> bodies() {
    String mistral =
        """
        {"choices": [{"finish_reason": "stop", "message": {"role": "assistant", "content": [
          {"type": "thinking", "thinking": [{"type": "text", "text": %1$s}], "closed": true},
          {"type": "text", "text": %2$s}]}}]}""";
    return Stream.of(
        Arguments.of("4=0.6", mistral.formatted(quoted(J2), quoted(J))),
        Arguments.of("4=0.6", mistral.formatted(quoted(J2), quoted("<think>J2</think>" + J))),
        Arguments.of(
            "4=0.6",
            "{\"choices\": [{\"finish_reason\": \"stop\", \"message\": {\"content\": [%s]}}]}"
                .formatted(quoted(J))),
        Arguments.of(
            "4=0.6",
            "{\"choices\": [{\"finish_reason\": null, \"message\": {\"content\": %s}}]}"
                .formatted(quoted(J))),
        Arguments.of(
            "4=0.6",
            """
            {"model": "m", "message": {"role": "assistant", "thinking": %s, "content": %s},
             "done": true, "done_reason": "stop", "prompt_eval_count": 5, "eval_count": 6}"""
                .formatted(quoted(J2), quoted(J))),
        Arguments.of(
            "4=0.6",
            """
            {"choices": [{"index": 1, "finish_reason": "stop", "message": {"content": "2"}},
              {"index": 0, "finish_reason": "stop", "message": {"content": %s}}]}"""
                .formatted(quoted(J))),
        Arguments.of(
            "it was cut off",
            "{\"choices\": [{\"finishReason\": \"length\", \"message\": {\"content\": \"4\"}}]}"),
        Arguments.of(
            "it was cut off",
            """
            {"choices": [{"finish_details": {"type": "max_tokens"}, "message": {"content": "4"}}]}"""),
        Arguments.of(
            "it was cut off",
            """
            {"choices": [{"finish_reason": "stop", "native_finish_reason": "MAX_TOKENS",
              "message": {"content": "4"}}]}"""),
        Arguments.of(
            "the provider broke it off",
            "{\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"4\"}]}, \"finishReason\": \"OTHER\"}]}"),
        Arguments.of(
            "the provider broke it off",
            "{\"message\": {\"role\": \"assistant\", \"content\": \"4\"}, \"done\": false}"),
        Arguments.of(
            "not in the provider's form",
            """
            {"message": {"role": "assistant", "content": "4"}}
            {"message": {"role": "assistant", "content": "2"}, "done": true}"""),
        Arguments.of(
            "not in the provider's form",
            "{\"choices\": [{\"message\": {\"content\": \"4\", \"content\": \"2\"}}]}"),
        Arguments.of("too many requests", "{\"msg\": \"too many requests\", \"code\": 429}"),
        Arguments.of(
            "it was cut off in its thoughts",
            "{\"candidates\": [{\"content\": {\"role\": \"model\"}, \"finishReason\": \"MAX_TOKENS\"}]}"),
        Arguments.of(
            "the message is empty",
            "{\"candidates\": [{\"content\": {}, \"finishReason\": \"STOP\"}]}"),
        Arguments.of(
            "content filter stopped it",
            "{\"candidates\": [{\"finishReason\": \"SAFETY\", \"index\": 0}]}"),
        Arguments.of(
            "the prompt was blocked: PROHIBITED_CONTENT",
            "{\"promptFeedback\": {\"blockReason\": \"PROHIBITED_CONTENT\"}}"),
        Arguments.of(
            "the model refused to answer: I'm sorry",
            """
            {"choices": [{"finish_reason": "stop",
              "message": {"content": null, "refusal": "I'm sorry."}}]}"""),
        Arguments.of(
            "the model refused to answer: Well. I'm sorry",
            """
            {"choices": [{"finish_reason": "stop",
              "message": {"content": "Well.", "refusal": "I'm sorry."}}]}"""),
        Arguments.of(
            "the model refused to answer",
            "{\"content\": [], \"stop_reason\": \"refusal\", \"model\": \"m\"}"),
        Arguments.of(
            "broke it off (finish reason failed)",
            "{\"choices\": [{\"finish_reason\": \"abort\", \"message\": {\"content\": %s}}]}"
                .formatted(quoted(J))),
        Arguments.of(
            "the message is empty (finish reason tool_calls)",
            """
            {"choices": [{"finish_reason": "tool_calls", "message": {"content": null,
              "tool_calls": [{"id": "1", "type": "function",
                "function": {"name": "f", "arguments": "{}"}}]}}]}"""),
        Arguments.of(
            "it holds thoughts and no answer after them",
            """
            {"choices": [{"finish_reason": "stop",
              "message": {"content": null, "reasoning_content": %s}}]}"""
                .formatted(quoted(J2))));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\\\"") + "\"";
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void aBodyIsReadInWhicheverFormItIs(String expected, String body) throws Exception {
    Behaviour sent = FakeProvider.status(200, body);

    assertThat(words(model.ask("noam", Provider.GEMINI, "max-output-tokens=64,", sent)))
        .contains(expected);
    assertThat(words(model.ask("noam", Provider.MISTRAL, "max-output-tokens=64,", sent)))
        .contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "length",
        "LENGTH",
        "max_tokens",
        "MAX_TOKENS",
        "model_length",
        "max_output_tokens",
        "model_context_window_exceeded",
        "MaxTokens",
        "incomplete",
        "token_budget",
        "stop_max_tokens",
        "context_window",
        "max-tokens"
      })
  void everyWordForTheLimitIsUnderstood(String word) throws Exception {
    Behaviour cut =
        FakeProvider.status(
            200,
            "{\"choices\": [{\"finish_reason\": \"%s\", \"message\": {\"content\": \"4\"}}]}"
                .formatted(word));

    assertThat(words(model.ask("noam", Provider.OPENAI, "max-output-tokens=64,", cut)))
        .contains("it was cut off");
  }
}
