package org.stowbench.predictors.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictors.llm.FakeProvider.Behaviour;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunListener;
import org.stowbench.run.RunPlan;
import org.stowbench.run.Runner;
import org.stowbench.testing.TestKitchens;

/** A whole run against a server that fails one request in twenty, in every way it can. */
class ManyQueriesTest {

  private static final int QUERIES = 620;
  private static final int CONTAINERS = 7;
  private static final Pattern ITEM = Pattern.compile("thing-([0-9]+)");

  private final Map<Integer, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final Map<Integer, AtomicInteger> answered = new ConcurrentHashMap<>();

  private static Dataset dataset() {
    List<LabeledQuery> queries = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      queries.add(
          TestKitchens.query(
              "q" + i,
              TestKitchens.row("scene", CONTAINERS),
              "thing-" + i,
              "h" + i % 100,
              Answer.NOT_HERE));
    }
    return TestKitchens.dataset("test:many", queries);
  }

  private Behaviour behave(JsonNode body) {
    Matcher item = ITEM.matcher(body.toString());
    assertThat(item.find()).isTrue();
    int number = Integer.parseInt(item.group(1));
    boolean firstTime =
        asked.computeIfAbsent(number, n -> new AtomicInteger()).getAndIncrement() == 0;
    if (firstTime && number % 20 == 0) {
      return switch (number % 600 == 0 ? 5 : number / 20 % 5) {
        case 0 -> FakeProvider.status(500);
        case 1 -> new Behaviour.Status(429, "", Map.of("Retry-After", "0.05"));
        case 2 -> new Behaviour.CutOff();
        case 3 -> FakeProvider.status(200, "{\"choices\": [{");
        case 4 -> FakeProvider.status(502);
        default -> new Behaviour.Stall(8000);
      };
    }
    answered.computeIfAbsent(number, n -> new AtomicInteger()).incrementAndGet();
    return FakeProvider.say(
        "{\"reasoning\": \"\", \"ranking\": [{\"container\": %d, \"probability\": 1}]}"
            .formatted(1 + number % CONTAINERS));
  }

  private static RunFolder run(String url, Path home, Path out) throws IOException {
    NoamProvider provider = new NoamProvider();
    PredictorSpec spec =
        PredictorSpec.parse(
            "noam:model=openai/test,timeout=5,base-url=" + url, provider.options(), false);
    Dataset dataset = dataset();
    RunPlan plan = new RunPlan(dataset, spec, 1, OptionalLong.empty(), 64);
    Predictor predictor =
        provider.create(spec, new HostEnvironment(home, 1, Optional.of(dataset), Optional.empty()));
    RunFolder folder = RunFolder.create(out, plan);
    Runner.run(plan, predictor, folder, RunListener.NONE);
    return folder;
  }

  @Test
  void noAnswerIsLostNoneIsPaidForTwiceAndASecondRunAsksNothing(@TempDir Path home)
      throws Exception {
    try (FakeProvider server = new FakeProvider(this::behave, false)) {
      RunFolder first = run(server.url(), home, home.resolve("runs"));

      assertThat(answers(first)).isEqualTo(expected());
      assertThat(answered).hasSize(QUERIES);
      assertThat(answered.values()).allMatch(count -> count.get() == 1);

      int before = requests();
      RunFolder second = run(server.url(), home, home.resolve("runs"));

      assertThat(requests()).isEqualTo(before);
      assertThat(second.predictionsFile()).hasSameBinaryContentAs(first.predictionsFile());
    }
  }

  private int requests() {
    return asked.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  private static Map<String, Answer> expected() {
    Map<String, Answer> expected = new HashMap<>();
    for (int i = 0; i < QUERIES; i++) {
      expected.put("q" + i, Answer.container(i % CONTAINERS));
    }
    return expected;
  }

  private static Map<String, Answer> answers(RunFolder folder) throws IOException {
    Map<String, Answer> answers = new HashMap<>();
    try (var predictions = folder.predictions()) {
      for (Prediction prediction : (Iterable<Prediction>) predictions::iterator) {
        assertThat(prediction.error()).isEmpty();
        answers.put(prediction.query(), prediction.ranking().orElseThrow().first());
      }
    }
    return answers;
  }
}
