package org.stowbench.predictors.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stowbench.predictors.llm.AskedModel.words;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictors.llm.model.Provider;
import org.stowbench.query.Answer;
import org.stowbench.testing.JavaWords;

/**
 * Replies as models really give them, each in the form of every provider, from a server to the
 * prediction: what is an answer and what is none.
 *
 * <p>J is an answer in JSON that says 4, J2 one that says 2; the scene has eight containers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwkwardRepliesTest {

  private static final String J = FakeProvider.ANSWER;
  private static final String J2 = J.replace("4", "2");

  /**
   * Replies that are answers, and which: containers by their numbers, with probabilities if any.
   */
  private static final Map<String, List<String>> ANSWERS =
      Map.of(
          "4=0.6",
          List.of(
              J,
              "<think>J2, no...</think>J",
              "<think>\nBest container: 2\nbut...</think>\n\nJ",
              "<thinking>J2</thinking>J",
              "<THINK>J2</THINK>\nJ",
              "<think>a <think>J2</think> b</think>J",
              "<thought>J2</thought>J",
              "<reasoning>J2</reasoning>J",
              "<reflection>J2</reflection>J",
              "[THINK]J2[/THINK]J",
              "<|begin_of_thought|>J2<|end_of_thought|><|begin_of_solution|>J<|end_of_solution|>",
              "<|START_THINKING|>J2<|END_THINKING|><|START_RESPONSE|>J<|END_RESPONSE|>",
              "◁think▷J2◁/think▷J",
              "<unused94>thought\nJ2<unused95>J",
              "<|channel>thought\nJ2<channel|>J",
              "<seed:think>J2</seed:think>J",
              "maybe J2</think>J",
              "J2<think>no</think>J",
              "J<think>Am I sure? J2? No.</think>",
              "<think>J2</think><reasoning>J2</reasoning>J",
              "<|channel|>analysis<|message|>J2, no<|end|><|start|>assistant<|channel|>final<|message|>J",
              "<|channel|>analysis<|message|>J2<|end|><|start|>assistant<|channel|>final"
                  + " <|constrain|>json<|message|>J<|return|>",
              "<|start|>assistant<|channel|>analysis<|message|>J2<|end|><|start|>assistant<|channel|>"
                  + "commentary<|message|>J2<|end|><|start|>assistant<|channel|>final<|message|>J",
              "analysis<|message|>J2<|end|><|start|>assistant<|channel|>final<|message|>J",
              "analysisWe need one: J2.assistantfinalJ",
              "{\"reasoning\":\"a <think> tag\",\"ranking\":[{\"container\":4,\"probability\":0.6}]}",
              "Sure!\n```json\nJ\n```",
              "Use {item} here: J",
              "J\n\nAnd again: J",
              "J\nBest container: 4",
              "{\"answer\":J}",
              "{\"response\":\"{\\\"ranking\\\":[{\\\"container\\\":4,\\\"probability\\\":0.6}]}\"}",
              "{\"id\":1,\"result\":{\"answer\":J}}",
              "{\"thoughts\":\"maybe 2\",\"answer\":J}",
              "[J]",
              "[{\"container\":4,\"probability\":0.6}]",
              "```json\n[{\"container\":\"4\",\"probability\":\"60%\"}]\n```",
              "{\"ranking\":{\"4\":0.6}}",
              "{\"container\":4,\"probability\":0.6}",
              "{'ranking':[{'container':4,'probability':0.6}]}",
              "{\"Ranking\":[{\"Container\":\"Container 4\",\"Probability\":0.6,},]}",
              "{\"ranking\":\"4 = 60%\"}",
              "{\"ranking\":[{\"container\":4.0,\"probability\":\"0,6\"}]}",
              "{\"ranking\":[{\"container\":\"４\",\"probability\":\"６０％\"}]}",
              "<answer>J</answer>",
              "J2 was my first thought.\n**Final answer:**\nJ",
              "J<|im_end|>",
              "J<|endoftext|>Human: J2",
              "{\"response\":\"<think>2?</think>{'ranking':[{'container':4,'probability':0.6}]}\"}",
              "{\"ruled_out\":[{\"container\":2}],\"answer\":J}",
              "J2 is wrong. Final answer: J",
              "{\"ranking\":[\"4 = 60%\"]}",
              "J</s>",
              "Best container: 4\nRanking: 4 (3 cm from the sink, 2 drawers wide) = 60%",
              "Best container: 4\nRanking: 4 (low, 60%)",
              "Best container: 4\nRanking: 4: about 60 %",
              "Ranking: ４ = ６０％",
              "<ponder>J2</ponder>J",
              "<my_thoughts>J2</my_thoughts>J",
              "<antThinking>J2</antThinking>J",
              "<think>J2</thinking>J",
              "<think>a <thinking>J2</thinking> b</think>J",
              "<|thinking_start|>J2<|thinking_end|>J",
              "<details type=\"reasoning\"><summary>Thought for 3 s</summary>J2</details>J",
              "&lt;think&gt;J2&lt;/think&gt;J",
              "＜think＞J2＜/think＞J",
              "```\n```json\nJ\n```\n```",
              "\"{\\\"ranking\\\":[{\\\"container\\\":4,\\\"probability\\\":0.6}]}\"",
              "{\"ranking\":\"[{\\\"container\\\":4,\\\"probability\\\":0.6}]\"}",
              "{\"chain_of_thought\":J2,\"answer\":J}",
              "{\"wrong_answer\":J2,\"answer\":J}",
              "{\"ranking\":[{\"container\":4,\"probability\":0.6}],\"message\":\"as you wished\"}",
              "J\nActually, container 4 is the closest to the stove.",
              "4 = 60%",
              "Example: J2\n\nMy answer: J",
              "Thinking: J2\n\nJ",
              "[{\"container_id\":4,\"probability\":0.6}]"),
          "4",
          List.of(
              "Best container:\u00a04",
              "Best container: ４",
              "Best container：４",
              "**Best container:** 4",
              "| Best container | 4 |",
              "Best container: \\boxed{4}",
              "Best container: 4️⃣",
              "Best container: ④",
              "Best container: ٤",
              "Best container:\n4",
              "The best container is 4.",
              "Best container: 4 (60%)",
              "Best container: 4 (3 cm from the sink, 2 drawers wide)",
              "Best container: 4, below the 2nd sink",
              "Best container: 4, next to container 3",
              "Best container: 4\u200b",
              "<think>Best container: 2</think>Best container: 4\nReasoning: near the stove",
              "<answer>Best container: 4</answer>",
              "Best container: 2?\nFinal answer: 4",
              "1. **Best container:** 4",
              "Best container: 4 (container 4 is the closest to 7)",
              "The answer is 4.",
              "{\"answer\": 4}",
              "{\"answer\": \"Best container: 4\"}",
              "{\"item\":\"whisk\",\"best_container\":4,\"reasoning\":\"near\"}",
              "{\"ranking\":[4]}",
              "{\"ranking\":[{\"container\":4},{\"container\":4}]}",
              "{\"ranking\":4}",
              "{\"answer\":4.0}",
              "{\"best_container\":[4]}",
              "<best_container>4</best_container>",
              "best_container: 4",
              "Best container: 4 is not far from the sink",
              "Best container: 4\nReasoning: It is actually near the stove, 2 m away.",
              "４",
              "{\"best\":4}",
              "Best container - 4",
              "Best container: 4\n\nHowever, container 7 would work as well.",
              "Best container: 4\nReasoning: the second best container is 7.",
              "4"),
          "4=0.605 7=0.2",
          List.of(
              "Best container: 4\nRanking: 4 = 60,5%, 7 = 20%",
              "Best container: 4\nRanking: 4 = 60.5%, 7 = 20%",
              "Best container: 4\nRanking: 4 = 60,5, 7 = 20",
              "Ranking: 4 = 60,5%; 7 = 20,0%",
              "Ranking: 4 = ６０，５％, 7 = ２０％",
              "{\"ranking\":[{\"container\":4,\"probability\":60.5},{\"container\":7,\"probability\":20}]}",
              "{\"4\":0.605,\"7\":0.2}",
              "[{4:0.605},{7:0.2}]"),
          "4=0.6 7=0.2 2=0.1",
          List.of(
              "Ranking: 4 = 60%, 7 = 20%, and 2 = 10%",
              "Ranking: 4 = 60%, 7 = 20% and 2 = 10%",
              "Ranking: 4=60,7=20,2=10",
              "Best container: 4\nRanking: 4 = 60%\n7 = 20%\n2 = 10%",
              "Ranking: 4 = 0,6, 7 = 0,2, 2 = 0,1",
              "Ranking: 4 (60%), 7 (20%), 2 (10%)",
              "Ranking: 4 = 60% > 7 = 20% > 2 = 10%",
              "Best container: 4\nRanking:\n1. Container 4 (60%)\n2. Container 7 (20%)\n3. Container 2: 10%",
              "Best container: 4\nRanking:\n- 4 = 60%\n- 7 = 20%\n- 2 = 10%"),
          "4=1 7=0",
          List.of(
              "[{4:1.0000001},{7:0}]",
              "{\"ranking\":[{\"container\":4,\"probability\":1.0000001},{\"container\":7,\"probability\":0}]}",
              "{\"ranking\":[{\"container\":4,\"probability\":100},{\"container\":7,\"probability\":0}]}",
              "Ranking: 4 = 100%, 7 = 0"),
          "4=0.33 7=0.33 2=0.33",
          List.of(
              "{\"ranking\":[{\"container\":4,\"probability\":0.33},{\"container\":7,\"probability\":0.33},"
                  + "{\"container\":2,\"probability\":0.334}]}"),
          "none",
          List.of(
              "Best container: None",
              "None of these.",
              "Best container: None, the item is too large",
              "{\"ranking\":[{\"container\":\"none\"}]}",
              "{\"ranking\":[{\"container\":null}]}",
              "Best container: [None]",
              "Best container: Ｎｏｎｅ"));

  /** Replies that are none, by words of the reason. */
  private static final Map<String, List<String>> NO_ANSWERS =
      Map.ofEntries(
          Map.entry(
              "middle of a thought",
              List.of(
                  "<think>maybe J2 but",
                  "<think>\nBest container: 2\nbut...",
                  "<thinking>J2",
                  "[THINK]J2",
                  "<reasoning>J2",
                  "J2<think>no, J",
                  "<think><reasoning>J2</reasoning> J2",
                  "<think>a<think>b</think> J2",
                  "<|channel|>analysis<|message|>J2",
                  "<|start|>assistant<|channel|>analysis<|message|>J2",
                  "<ponder>J2",
                  "<my_thoughts>J2",
                  "<|thinking_start|>J2",
                  "<details type=\"reasoning\">J2",
                  "<think J2",
                  "<think\nJ2",
                  "&lt;think&gt;J2",
                  "analysisWe take J2")),
          Map.entry(
              "takes its answer back",
              List.of(
                  "Best container: 2\nWait, no. It should be 5.",
                  "Best container: 2\n\nHmm, actually 5.",
                  "Best container: 4\nOn second thought, none of them.",
                  "Best container: 4\n\nEdit: 7",
                  "Best container: 4\n\nOn reflection, container 7 is the better choice.",
                  "Best container: 4\n\nAlternatively: Best container: 7",
                  "Best container: 4\n\nLet me reconsider",
                  "**Thinking:**\nBest container: 2\nbut...")),
          Map.entry(
              "says what it is not",
              List.of("Best container: 4 is wrong", "Best container: 4 is not it")),
          Map.entry(
              "no answer after",
              List.of(
                  "<think>J2</think>",
                  "<think>J2</think>\n \n",
                  "<|channel|>analysis<|message|>J2<|end|>",
                  "maybe J2</think>")),
          Map.entry(
              "breaks off",
              List.of(
                  "<think>J2</think>{\"reasoning\":\"a\",\"ranking\":[{\"container\":4,\"proba",
                  "J2\n{\"reasoning\":\"a\",\"ranking\":[{\"container\":4,\"proba",
                  "Best container: 2\n{\"reasoning\":\"a\",\"rank",
                  "{\"ranking\":[{\"container\":4,\"probability\":0.6},{\"conta",
                  "{\"answer\":J",
                  "{\"answer\":\"{\\\"ranking\\\":[{\\\"container\\\":4\"}")),
          Map.entry(
              "JSON is damaged",
              List.of(
                  "{\"ranking\":[{\"container\":4 \"probability\":0.6}]}",
                  "Best container: 2\n{\"ranking\":[{\"container\":4,,}]}")),
          Map.entry("a field twice", List.of("{\"ranking\":[4],\"ranking\":[2]}")),
          Map.entry(
              "does not have the field",
              List.of(
                  "{\"foo\":1}",
                  "{\"ruled_out\":[{\"container\":2}]}",
                  "{\"not\":J2}",
                  "{\"wrong_answer\":J2}",
                  "{\"answer\":4.7}",
                  "{\"reasoning\":\"Best container: 4\"}",
                  "{}")),
          Map.entry(
              "no container 0",
              List.of(
                  "{\"ranking\":[{\"container\":0,\"probability\":1}]}",
                  "{\"ranking\":[{\"container\":-0e+111,\"probability\":1}]}",
                  "{\"ranking\":[{\"container\":-0e+111111111111111111111111,\"probability\":1}]}",
                  "{\"ranking\":[{\"container\":0.0,\"probability\":1}]}",
                  "{\"ranking\":[{\"container\":-0,\"probability\":1}]}",
                  "{\"ranking\":[{\"container\":\"0\",\"probability\":1}]}",
                  "{\"ranking\":[0]}",
                  "Best container: 0",
                  "Best container: 00")),
          Map.entry(
              "more than one container",
              List.of(
                  "Best container: None, but maybe 3",
                  "Best container: None or 3",
                  "Best container: 4 or 5",
                  "Best container: 4, but maybe 5",
                  "Best container: 4 (or 5)",
                  "Best container: 4/5",
                  "Best container: 4, 5",
                  "Best container: 4 & 5",
                  "Best container: 4..7",
                  "Best container: 4, otherwise none",
                  "{\"ranking\":[{\"container\":\"none, but maybe 3\"}]}",
                  "{\"ranking\":[{\"container\":\"4 or 5\"}]}")),
          Map.entry(
              "neither all between 0 and 1",
              List.of(
                  "{\"ranking\":[{\"container\":4,\"probability\":1.05}]}",
                  "[{4:1.05}]",
                  "{4:0.9},{7:5}",
                  "[{4:0.9},{7:5}]",
                  "{\"ranking\":[{\"container\":4,\"probability\":0.9},{\"container\":7,\"probability\":5}]}",
                  "{\"ranking\":[{\"container\":4,\"probability\":85},{\"container\":7,\"probability\":0.1}]}")),
          Map.entry(
              "percentages and others are not",
              List.of(
                  "Ranking: 4 = 60%, 7 = 0.2",
                  "Ranking: 4 = 0.6, 7 = 20%", "Ranking: 4 = 60 %, 7 = 0,2")),
          Map.entry(
              "contradict each other",
              List.of(
                  "{\"ranking\":[{\"container\":4,\"probability\":0.2},{\"container\":7,\"probability\":0.6}]}",
                  "Ranking: 4 = 20%, 7 = 60%",
                  "{\"ranking\":[{\"container\":7,\"rank\":2},{\"container\":4,\"rank\":1}]}",
                  "{\"ranking\":[{\"container\":4,\"confidence\":0.6},{\"container\":7,\"confidence\":0.8}]}",
                  "{\"4\":0.2,\"7\":0.6}")),
          Map.entry(
              "two probabilities",
              List.of(
                  "{\"ranking\":[{\"container\":4,\"probability\":0.6},{\"container\":4,\"probability\":0.3}]}")),
          Map.entry(
              "every probability is 0",
              List.of("{\"ranking\":[{\"container\":4,\"probability\":0}]}", "Ranking: 4 = 0%")),
          Map.entry(
              "must be a number from 0 to 1",
              List.of("{\"ranking\":[{\"container\":4,\"probability\":\"high\"}]}")),
          Map.entry(
              "between 0 and 1",
              List.of(
                  "{\"ranking\":[{\"container\":4,\"probability\":-0.1}]}",
                  "{\"ranking\":[{\"container\":4,\"probability\":1e999}]}")),
          Map.entry(
              "two different answers",
              List.of(
                  "J2 J",
                  "{\"draft\":J2,\"answer\":J}",
                  "Answer: 4\nAnswer: 5",
                  "**Final answer:** J2\n**Final answer:** J",
                  "{\"ranking\":[4],\"final\":J2}",
                  "{\"ranking\":[4],\"answer\":\"2\"}")),
          Map.entry(
              "different answers",
              List.of(
                  "J\nBest container: 2",
                  "J\nActually 2.",
                  "J\n\nWait",
                  "J\nWait, that is wrong. It should be container 5.")),
          Map.entry(
              "two best containers",
              List.of(
                  "Best container: 4\nBest container: 5",
                  "{\"best_container\":4,\"best_container_number\":5}")),
          Map.entry(
              "not the first of \"Ranking\"",
              List.of(
                  "Best container: 4\nRanking: 7 = 60%, 4 = 20%", "{\"best\":4,\"ranking\":[7]}")),
          Map.entry(
              "must list numbers", List.of("Best container: 4\nRanking: 4 to 6 are all likely")),
          Map.entry("asks a question", List.of("Best container: 4?")),
          Map.entry("counts things", List.of("Best container: 4 drawers from the left")),
          Map.entry(
              "does not begin with a container's number",
              List.of(
                  "Best container: the low drawer",
                  "Thought: J2",
                  "Best container: 4.5",
                  "Best container: 4,5",
                  "Best container: 4th",
                  "Best container: 4½",
                  "Best container: 60%",
                  "Best container: -4",
                  "Best container: 4x4")),
          Map.entry("no container 9", List.of("Best container: 9", "{\"ranking\":[9]}")),
          Map.entry("no line \"Best container\"", List.of("I think\nit is in 4", "4 it is")),
          Map.entry("the message is empty", List.of("", " \n")));

  private AskedModel model;

  @BeforeAll
  void start(@TempDir Path home) {
    model = new AskedModel(home);
  }

  @AfterAll
  void stop() {
    model.close();
  }

  /** J and J2 stand for themselves. */
  private static String text(String row) {
    return row.replaceAll("\\bJ2\\b", "\u0001")
        .replaceAll("(?<=final)J$|\\bJ\\b", J.replace("\\", "\\\\"))
        .replace("\u0001", J2);
  }

  /** A kind's first reply comes in every provider's form, the others in turn. */
  private static Stream<DynamicTest> eachRow(Map<String, List<String>> kinds, RowTest test) {
    List<DynamicTest> tests = new ArrayList<>();
    Provider[] providers = Provider.values();
    kinds.forEach(
        (kind, rows) -> {
          for (int i = 0; i < rows.size(); i++) {
            String row = rows.get(i);
            List<Provider> asked =
                i == 0 ? List.of(providers) : List.of(providers[i % providers.length]);
            for (Provider provider : asked) {
              tests.add(
                  DynamicTest.dynamicTest(
                      "%s '%s'".formatted(provider, row), () -> test.run(kind, row, provider)));
            }
          }
        });
    return tests.stream();
  }

  private interface RowTest {
    void run(String kind, String row, Provider provider) throws Exception;
  }

  @TestFactory
  Stream<DynamicTest> whatIsClearIsTakenAndAskedForOnce() {
    return eachRow(
        ANSWERS,
        (answer, row, provider) -> {
          assertThat(words(model.ask(provider, FakeProvider.say(text(row))))).isEqualTo(answer);
          assertThat(model.received()).hasSize(1);
        });
  }

  @TestFactory
  Stream<DynamicTest> whatIsNotClearIsAskedForOnceMoreThenFailsWithTheReasonAndIsNotKept() {
    return eachRow(
        NO_ANSWERS,
        (reason, row, provider) -> {
          String words = words(model.ask(provider, FakeProvider.say(text(row))));

          assertThat(words).startsWith("failed: the answer cannot be used").contains(reason);
          assertThat(JavaWords.in(words)).isEmpty();
          assertThat(model.received()).hasSize(2);
          assertThat(model.received().get(1).body().toString())
              .contains(reason.replace("\"", "\\\""));
          assertThat(model.cache().stats().replies()).isZero();
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"box\": [0.1, 0.2, 0.5, 1]}",
        "{\"box\": [0, 0, 1, 1]}",
        "Box: [0.1, 0.2, 0.5, 0.9]",
        "Box: None, but maybe [1, 2, 300, 400]",
        "Box: [100,5, 200, 300, 400]",
        "<think>{\"box\": [1, 2, 300, 400]}",
        "{\"box\": [1, 2, 300, 400]} {\"box\": [1, 2, 300, 401]}",
        "{\"box\": {\"top\": 100, \"left\": 200, \"bottom\": 300, \"right\": 400}}",
        "{\"box\": 0}"
      })
  void aBoxThatIsNotClearIsNone(String text) throws Exception {
    assertThat(words(model.ask("vision", Provider.OPENAI, "answer=box,", FakeProvider.say(text))))
        .startsWith("failed: the answer cannot be used");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"box\": [100, 200, 300, 400]}",
        "{\"answer\": {\"box\": [100, 200, 300, 400]}}",
        "<think>{\"box\": [1, 2, 3, 4]}</think>[100, 200, 300, 400]",
        "Box: [１００, 200, 300, 400]",
        "Box:\n(100, 200, 300, 400)"
      })
  void aBoxThatIsClearIsTaken(String text) throws Exception {
    Prediction read = model.ask("vision", Provider.OPENAI, "answer=box,", FakeProvider.say(text));

    assertThat(read.ranking().orElseThrow().first()).isInstanceOf(Answer.InRegion.class);
    assertThat(model.received()).hasSize(1);
  }
}
