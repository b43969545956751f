package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stowbench.testing.JavaWords;
import org.stowbench.testing.PluginJar;

/** Every command that asks a predictor, with one that breaks its contract on each query anew. */
class MisbehavingPluginTest {

  /** Throws, returns null, answers another query, names a container that is none; cannot close. */
  private static final String PROVIDER =
      """
      package plug;
      import java.nio.file.*;
      import java.util.*;
      import org.stowbench.prediction.*;
      import org.stowbench.predictor.*;
      import org.stowbench.query.*;
      public class Provider implements TrainableProvider {
        public String name() { return "plug"; }
        public String summary() { return "breaks all promises"; }
        public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
          return new Liar();
        }
        public TrainedModel train(PredictorSpec spec, Training training) {
          return new TrainedModel() {
            public Predictor predictor() { return new Liar(); }
            public List<FeatureImportance> importance() { return List.of(); }
            public void save(Path file, Map<String, Double> figures) throws java.io.IOException {
              Files.writeString(file, "model");
            }
          };
        }
      }
      class Liar implements Predictor {
        public Prediction predict(Query query, PredictionContext context) {
          switch (query.id()) {
            case "q1": throw new IllegalStateException("no\\nluck");
            case "q2": return null;
            case "q3": return Prediction.of("q1", Ranking.of(Answer.NOT_HERE));
            case "q4": return Prediction.of(query, Ranking.of(Answer.container(99)));
            case "q5": throw new NoClassDefFoundError("org/example/Model");
            case "q6": return Prediction.of(query, Ranking.of(Answer.NOT_HERE));
            default: throw new StackOverflowError();
          }
        }
        public void close() { throw new IllegalStateException("stuck"); }
      }
      """;

  private StowbenchSession stowbench;
  private Path folder;

  @BeforeEach
  void prepare() throws Exception {
    stowbench = StowbenchSession.begin();
    folder = stowbench.folder();
    SmallDataset.write(folder.resolve("small"));
    new PluginJar()
        .listing("plug.Provider")
        .with(folder, PROVIDER)
        .write(folder.resolve("plug.jar"));
  }

  private StowbenchProcess.Result run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--plugin", "plug.jar"));
    StowbenchProcess.Result result = stowbench.run(all.toArray(String[]::new));
    assertThat(result.err()).doesNotContain("bug in Stowbench", "\tat ");
    assertThat(JavaWords.in(result.err())).isEmpty();
    return result;
  }

  @Test
  void aRunRecordsEachFailureAndGoesOn() throws Exception {
    for (String mode : List.of("rank", "search")) {
      StowbenchProcess.Result result =
          run("run", "--dataset", "small", "--predictor", "plug", "--mode", mode, "--out", "runs");

      assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
      assertThat(result.err()).contains("plug: 5 of 6 predictions failed");
    }
    String predictions =
        Files.readString(folder.resolve("runs/plug-small-eval-001/predictions.jsonl"));
    assertThat(JavaWords.in(predictions)).isEmpty();
    assertThat(predictions)
        .contains(
            "\"error\":\"the predictor threw an error: no luck\"",
            "\"error\":\"the predictor returned nothing\"",
            "\"error\":\"the prediction is for query q1\"",
            "\"error\":\"the ranking names container 99: the scene has 4, numbered from 0\"",
            "does not fit: org/example/Model\"");
  }

  @Test
  void repeatsThatFailAlikeSayOnceWhy() {
    StowbenchProcess.Result result =
        run(
            "run",
            "--dataset",
            "small",
            "--predictor",
            "plug",
            "--repeats",
            "2",
            "--out",
            "repeated");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
    assertThat(result.out()).containsOnlyOnce("predictions failed; the first, for query ");
  }

  @Test
  void crossValidationCountsTheFailuresAsWrongAndSavesTheModel() throws Exception {
    StowbenchProcess.Result result =
        run(
            "train",
            "--dataset",
            "small:eval",
            "--predictor",
            "plug",
            "--folds",
            "2",
            "--model",
            "plug.model",
            "--predictions",
            "in-folds");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
    assertThat(result.err())
        .contains("cross-validation: 5 of 6 predictions failed; the first, for query ");
    assertThat(Files.readAllLines(folder.resolve("in-folds/predictions.jsonl"))).hasSize(6);
    assertThat(folder.resolve("plug.model")).hasContent("model");
  }

  @Test
  void aReproductionFindsThatItDiffersAndSaysWhatFailed() throws Exception {
    Files.writeString(
        folder.resolve("mine.yaml"),
        """
        id: mine
        title: Mine
        source: here
        dataset: small:eval
        predictor: plug
        protocol: consistent
        expected:
          queries: 6
          metrics:
            hit@1: "1.000"
        """);
    StowbenchProcess.Result result = run("reproduce", "--results", "mine.yaml");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
    assertThat(result.err())
        .contains(
            "plug: 5 of 6 predictions failed; the first, for query q1: the predictor threw"
                + " an error: no luck",
            "mine differs: hit@1: published 1.000, here 0.0000");
  }

  /** In a process, which has an environment of its own. */
  @Test
  void aKeyThatIsQuotedAnywhereIsInNoFileOfTheRun() throws Exception {
    String key = "sk-never-to-be-seen";
    String quoting =
        """
        package plug;
        import com.fasterxml.jackson.databind.node.*;
        import java.util.*;
        import org.stowbench.prediction.*;
        import org.stowbench.predictor.*;
        import org.stowbench.query.*;
        public class Provider implements PredictorProvider {
          public String name() { return "plug"; }
          public String summary() { return "says what it should not"; }
          public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
            String key = System.getenv("PLUG_API_KEY");
            ObjectNode details = JsonNodeFactory.instance.objectNode().put("sent", "as " + key);
            details.putArray("asked").addObject().put(key, 1);
            return (query, context) ->
                new Prediction(
                    query.id(), Optional.of(Ranking.of(Answer.NOT_HERE)), Optional.empty(),
                    Optional.of("by " + key), Optional.empty(), Optional.empty(),
                    Optional.of(new Details(details)));
          }
        }
        """;
    new PluginJar()
        .listing("plug.Provider")
        .with(folder, quoting)
        .write(folder.resolve("plug.jar"));
    ProcessBuilder process =
        StowbenchProcess.java(
                List.of("-XX:TieredStopAtLevel=1"),
                Main.class,
                List.of(
                    "run --dataset small --predictor plug --plugin plug.jar --out quoted"
                        .split(" ")))
            .directory(folder.toFile())
            .redirectErrorStream(true);
    process.environment().put("STOWBENCH_HOME", folder.resolve("home").toString());
    process.environment().put("PLUG_API_KEY", key);
    Process run = process.start();
    String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(run.waitFor()).as(said).isZero();
    Path made = folder.resolve("quoted/plug-small-eval-001");
    assertThat(Files.readString(made.resolve("journal.jsonl")))
        .contains("\"rationale\":\"by [key]\"", "\"sent\":\"as [key]\"", "{\"[key]\":1}");
    try (Stream<Path> files = Files.list(made)) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file)).doesNotContain(key);
      }
    }
  }

  @Test
  void aQuestionIsAnsweredWithTheReason() {
    StowbenchProcess.Result result =
        run("ask", "--scene", "small/row", "--item", "whisk", "--predictor", "plug");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
    assertThat(result.err())
        .contains("predictor plug failed: the predictor threw an error: it calls itself");
  }

  @Test
  void anEnsembleGoesOnWithItsOtherParts() {
    StowbenchProcess.Result result =
        run("run", "--dataset", "small", "--predictor", "ensemble:largest + plug", "--out", "runs");

    assertThat(result.exitCode()).as(result.err()).isZero();
  }
}
