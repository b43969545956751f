package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.stowbench.testing.OfficialData;

/** The main job on the real data: import, score, reproduce, run. */
@Tag("official")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialDataTest {

  private static final String NOAM =
      "models/chat_gpt/parse_results/chatgpt_test_short_id_pos_lab_anchrs_ratio.json";
  private static final String GPT_4O =
      "models/gpt-4o/chatgpt_baseline_test_kitchen_origin_images_parse.json";
  private static final String PEOPLE = "baselines/human/test_responses_kitchen.json";

  private Path official;
  private StowbenchSession stowbench;

  @BeforeAll
  void importOfficialData() throws IOException {
    official = OfficialData.require();
    stowbench = StowbenchSession.begin();
    StowbenchProcess.Result result =
        stowbench.run("datasets", "import", "shic", "--from", official.toString());
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("shic:eval: 100 queries (10 not here), 100 scenes, 79 households")
        .contains("shic:dev: 6,500 queries (966 not here)");
  }

  private JsonNode score(String... files) throws IOException {
    String[] arguments = new String[files.length + 6];
    String[] fixed = {"score", "--dataset", "shic:eval", "--format", "json", "--predictions"};
    System.arraycopy(fixed, 0, arguments, 0, fixed.length);
    for (int i = 0; i < files.length; i++) {
      arguments[fixed.length + i] = official.resolve(files[i]).toString();
    }
    StowbenchProcess.Result result = stowbench.run(arguments);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return new ObjectMapper().readTree(result.out()).get("scorecards");
  }

  @Test
  void underTheConsistentProtocolThePublishedAnswersScoreAsStated() throws IOException {
    JsonNode cards = score(NOAM, GPT_4O, PEOPLE);

    double[] expected = {0.23, 0.08, 0.38, 0.27, 0.36};
    assertThat(cards).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(cards.get(i).at("/metrics/hit@1/value").asDouble()).isEqualTo(expected[i]);
    }
    assertThat(cards.get(4).get("answered").asInt()).isEqualTo(97);
  }

  @Test
  void thePublishedFiguresAndPairsAreReproduced() {
    StowbenchProcess.Result result =
        stowbench.run(
            "reproduce",
            "noam-gpt-4",
            "gpt-4o",
            "person-1",
            "person-2",
            "person-3",
            "llama-4",
            "stowbench-logit");

    assertThat(result.exitCode()).as(result.err()).isZero();
    for (String id :
        new String[] {
          "noam-gpt-4", "gpt-4o", "person-1", "person-2", "person-3", "stowbench-logit"
        }) {
      assertThat(result.out().lines())
          .anyMatch(line -> line.startsWith(id + " ") && line.endsWith(" holds"));
    }
    assertThat(result.out().lines())
        .anyMatch(line -> line.startsWith("llama-4 ") && line.endsWith("no predictions here"));
  }

  @Test
  void theOfficialFiguresOfTidyBotComeOutToThePrintedDigit() throws IOException {
    String suite = OfficialData.requireSuite("tidybot").toString();
    assertThat(stowbench.run("datasets", "import", "tidybot", "--from", suite).exitCode()).isZero();
    StowbenchProcess.Result result =
        stowbench.run("reproduce", "tidybot-summarization", "tidybot-commonsense");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines())
        .anyMatch(line -> line.matches("tidybot-summarization .*91.2 % +0.9121 .* holds"))
        .anyMatch(line -> line.matches("tidybot-commonsense .*45.6 % +0.4560 .* holds"));
  }

  @Test
  void whatHousekeepsStoredMethodsReachComesOutAndWhatBlindnessDoesToo() {
    String suite = OfficialData.requireSuite("housekeep").toString();
    assertThat(stowbench.run("datasets", "import", "housekeep", "--from", suite).exitCode())
        .isZero();
    StowbenchProcess.Result result =
        stowbench.run(
            "reproduce",
            "housekeep-roberta-cm",
            "housekeep-glove-cm",
            "housekeep-blind",
            "stowbench-housekeep-popular-name",
            "stowbench-housekeep-random");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines())
        .anyMatch(line -> line.matches("housekeep-roberta-cm .*0.808 +0.8080 .* holds"))
        .anyMatch(line -> line.matches("housekeep-glove-cm .*0.758 +0.758. .* holds"))
        .anyMatch(line -> line.matches("housekeep-blind .*0.850 +0.8495 .* holds"))
        .anyMatch(line -> line.matches("stowbench-housekeep-popular-name .*0.846 .* holds"))
        .anyMatch(line -> line.matches("stowbench-housekeep-random .*0.460 .* holds"));
  }

  @Test
  void notHereIsRightForOneQueryInTen() {
    StowbenchProcess.Result result =
        stowbench.run(
            "run", "--dataset", "shic:eval", "--predictor", "not-here", "--format", "csv");

    assertThat(result.out()).contains("not-here,100,100,hit@1,0.1,");
  }
}
