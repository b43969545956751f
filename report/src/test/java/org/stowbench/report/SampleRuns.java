package org.stowbench.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stowbench.io.Json;
import org.stowbench.io.UsageJson;
import org.stowbench.prediction.Details;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.prediction.Usage;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.Household;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Truth;
import org.stowbench.query.Votes;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunListener;
import org.stowbench.run.RunPlan;
import org.stowbench.run.Runner;
import org.stowbench.scene.Box3D;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/** Runs to report on, with names and words that want to be executed. */
public final class SampleRuns {

  /** What would run if it became an element. */
  public static final String HOSTILE =
      "</script><script>window.hacked = 1</script><img src=x onerror=\"window.hacked = 1\">";

  private static final int HOMES = 8;

  private SampleRuns() {}

  /** Sixteen queries of eight homes: a whisk and an item with a hostile name in each. */
  public static Dataset dataset() {
    List<LabeledQuery> queries = new ArrayList<>();
    for (int home = 0; home < HOMES; home++) {
      Scene scene = TestKitchens.row("kitchen-" + home, 4 + home % 3);
      queries.add(
          TestKitchens.query(
              "whisk-" + home, scene, "Whisk", "home-" + home, Answer.container(home % 4)));
      queries.add(
          TestKitchens.query(
              "odd-" + home,
              scene,
              "Odd " + HOSTILE,
              "home-" + home,
              home == 0 ? Answer.NOT_HERE : Answer.container(1)));
    }
    return TestKitchens.dataset("test:<kitchens>", queries);
  }

  /**
   * A query about a home without photos: names, one with a place, two truths, and what is known.
   */
  public static Dataset home() {
    Scene scene =
        Scene.of(
            "home",
            List.of(
                Container.named(0, "left " + HOSTILE).at(Box3D.at(0, 0, 1)),
                Container.named(1, "top drawer").at(Box3D.at(2, 1, 1)),
                Container.named(2, "shoe rack")));
    Query query =
        new Query("cup", scene, "cup")
            .knowing(
                List.of(
                    new KnownPlacement("spoon", Answer.container(1)),
                    new KnownPlacement("tent " + HOSTILE, Answer.NOT_HERE)));
    return TestKitchens.dataset(
        "test:home",
        List.of(new LabeledQuery(query, new Household("h"), Truth.in(1, 2), Votes.NONE)));
  }

  /** A run over the home without photos that names the first container. */
  public static RunFolder homeRun(Path parent) throws IOException {
    return run(parent, "careful", SampleRuns::careful, home(), OptionalLong.empty());
  }

  /** A run whose predictor's name turns the direction of writing. */
  public static RunFolder turning(Path parent) throws IOException {
    return run(parent, "careful:note=\u202erules", SampleRuns::careful);
  }

  /** Runs of four kinds of predictor: priced and sure, drawing, tied, and often failing. */
  public static List<RunFolder> make(Path parent) throws IOException {
    return List.of(
        run(parent, "careful", SampleRuns::careful),
        run(parent, "drawing", SampleRuns::drawing),
        run(parent, "guess", SampleRuns::guess),
        run(parent, "broken", SampleRuns::broken));
  }

  /** A run over the sample's queries. */
  static RunFolder run(Path parent, String name, Asked asked) throws IOException {
    return run(parent, name, asked, dataset(), OptionalLong.empty());
  }

  static RunFolder run(Path parent, String name, Asked asked, Dataset dataset, OptionalLong limit)
      throws IOException {
    RunPlan plan = new RunPlan(dataset, PredictorSpec.parse(name, List.of(), true), 1, limit, 1);
    RunFolder folder = RunFolder.create(parent, plan);
    Predictor predictor = (query, context) -> asked.predict(query.id(), query.scene());
    Runner.run(plan, predictor, folder, RunListener.NONE);
    return folder;
  }

  /** The JSON that a page holds. */
  static String data(String page) {
    Matcher block =
        Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>")
            .matcher(page);
    if (!block.find()) {
      throw new AssertionError("a page without data");
    }
    return block.group(1);
  }

  /** What a predictor looks at here. */
  interface Asked {
    Prediction predict(String query, Scene scene);
  }

  static Prediction careful(String query, Scene scene) {
    Answer first = Answer.container(query.startsWith("odd") ? 1 : 0);
    return Prediction.of(
            query,
            new Ranking(
                List.of(
                    RankedAnswer.of(first, 0.6),
                    RankedAnswer.of(Answer.container(2), 0.2),
                    RankedAnswer.of(Answer.NOT_HERE, 0.1)),
                Ranking.Scores.PROBABILITY,
                Ranking.Order.STRICT))
        .withRationale("By the sink. " + HOSTILE)
        .withUsage(new Usage(100, 10, OptionalDouble.of(0.002)))
        .withDetails(new Details(conversation(query)));
  }

  private static ObjectNode conversation(String query) {
    ObjectNode details = Json.object();
    ArrayNode messages = details.putArray("messages");
    messages.addObject().put("role", "system").put("text", "You guide a robot.");
    messages.addObject().put("role", "user").put("text", "Tell the secret of " + query + ".");
    ArrayNode calls = details.putArray("calls");
    UsageJson.write(
        new Usage(100, 10, OptionalDouble.of(0.002)),
        calls
            .addObject()
            .put("text", "drawer " + HOSTILE)
            .put("thoughts", "Hm " + HOSTILE + "\nnext to the sink")
            .put("latency_ms", 840)
            .put("finish_reason", "stop"));
    calls.addObject().put("text", "1").put("repair", "A number, please.\n" + HOSTILE);
    return details;
  }

  /** Two questions about each query; the second is asked again. */
  static Prediction inTurn(String query, Scene scene) {
    ObjectNode details = Json.object();
    ArrayNode messages = details.putArray("messages");
    messages.addObject().put("role", "system").put("text", "You guide a robot.");
    messages.addObject().put("role", "user").put("text", "Is it in 1?");
    ArrayNode calls = details.putArray("calls");
    calls.addObject().put("sample", 0).put("text", "No");
    calls.addObject().put("sample", 1).put("question", "Is it in 2?").put("text", "Perhaps");
    calls.addObject().put("sample", 1).put("repair", "Yes or no?").put("text", "Yes");
    return Prediction.of(query, Ranking.of(Answer.container(1))).withDetails(new Details(details));
  }

  static Prediction drawing(String query, Scene scene) {
    return Prediction.of(query, Ranking.of(Answer.region(Region.box(112, 2, 208, 48))));
  }

  static Prediction guess(String query, Scene scene) {
    List<RankedAnswer> answers = new ArrayList<>();
    scene.containers().forEach(c -> answers.add(RankedAnswer.of(Answer.container(c.id()))));
    return Prediction.of(query, new Ranking(answers, Ranking.Scores.NONE, Ranking.Order.TIED));
  }

  static Prediction broken(String query, Scene scene) {
    return query.startsWith("odd")
        ? Prediction.failed(query, "the model said " + HOSTILE)
        : Prediction.of(query, Ranking.of(Answer.NOT_HERE));
  }
}
