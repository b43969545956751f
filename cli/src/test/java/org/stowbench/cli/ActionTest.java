package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The steps of {@code action.yml}, run one after another until one fails, as GitHub does. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class ActionTest {

  private Path folder;
  private WorkflowSteps steps;

  @BeforeEach
  void begin() throws IOException {
    StowbenchSession stowbench = StowbenchSession.begin();
    folder = stowbench.folder();
    steps = new WorkflowSteps(folder, stowbench.home());
    steps.launcher(folder.resolve("action"));
    SmallDataset.write(folder.resolve("small"));
  }

  @Test
  void runsPredictorsShowsTheTableAndHoldsThemToTheRules() throws Exception {
    int status =
        action(Map.of("dataset", "small", "predictor", "largest\nrandom\n", "require", "hit@1>=0"));

    assertThat(status).as(log()).isZero();
    assertThat(folder.resolve("stowbench-results/table.md")).content().contains("| largest |");
    assertThat(folder.resolve("summary.md")).content().contains("| random |", "### Gate holds");
    assertThat(folder.resolve("stowbench-results/gate-random-small-eval-001.xml")).exists();
    assertThat(steps.comments()).containsExactly("POST repos/you/kitchens/issues/7/comments");
    assertThat(folder.resolve("comment")).content().startsWith("<!-- stowbench: Stowbench -->");
  }

  @Test
  void scoresPredictionsAndFailsWhereTheRuleDoesNotHold() throws Exception {
    action(Map.of("dataset", "small", "predictor", "largest"));
    Files.copy(
        folder.resolve("stowbench-results/runs/largest-small-eval-001/predictions.jsonl"),
        folder.resolve("mine \"quoted\".jsonl"));
    Files.writeString(folder.resolve("comment-id"), "12\n13\n");

    int status =
        action(
            Map.of(
                "dataset", "small",
                "predictions", "mine \"quoted\".jsonl",
                "require", "hit@1>=0\nhit@1>=1.1",
                "out", "second"));

    assertThat(status).as(log()).isEqualTo(ExitCode.DOES_NOT_HOLD);
    assertThat(folder.resolve("summary.md")).content().contains("### Gate does not hold");
    assertThat(steps.comments()).last().isEqualTo("PATCH repos/you/kitchens/issues/comments/12");
  }

  @Test
  void saysWhatIsMissingOrWrong() throws Exception {
    assertThat(action(Map.of("dataset", "small"))).isEqualTo(2);
    assertThat(log()).contains("say either predictor or predictions");
    assertThat(action(Map.of("dataset", "nowhere", "predictor", "largest"))).isEqualTo(2);
    assertThat(log()).contains("nowhere");
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  private int action(Map<String, String> given) throws Exception {
    JsonNode action = WorkflowSteps.read("action.yml");
    Map<String, String> inputs = new HashMap<>();
    for (Map.Entry<String, JsonNode> input : action.path("inputs").properties()) {
      inputs.put(input.getKey(), input.getValue().path("default").asText());
    }
    inputs.putAll(given);
    for (JsonNode step : action.at("/runs/steps")) {
      boolean skipped =
          step.path("if").asText().equals("inputs.require != ''")
              && inputs.get("require").isEmpty();
      if (step.has("run") && !skipped) {
        Map<String, String> environment = new HashMap<>();
        environment.put("GITHUB_ACTION_PATH", folder.resolve("action").toString());
        for (Map.Entry<String, JsonNode> variable : step.path("env").properties()) {
          String value = variable.getValue().asText();
          if (value.startsWith("${{ inputs.")) {
            String name = value.substring(11, value.length() - 3);
            assertThat(inputs).containsKey(name);
            environment.put(variable.getKey(), inputs.get(name));
          }
        }
        int status = steps.bash(step, environment);
        if (status != 0) {
          return status;
        }
      }
    }
    return 0;
  }
}
