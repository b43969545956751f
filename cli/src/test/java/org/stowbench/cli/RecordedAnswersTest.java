package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictions.ResponseFile;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.run.RunFolder;
import org.stowbench.testing.OfficialData;

/** GPT-4's published raw answers, through the code that reads live models. */
@Tag("official")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedAnswersTest {

  private static final String RAW =
      "models/chat_gpt/results/chatgpt_results_test_short_id_pos_lab_anchrs_ratio.csv";
  private static final String RESOLVED =
      "models/chat_gpt/parse_results/chatgpt_test_short_id_pos_lab_anchrs_ratio.json";

  private Path official;
  private Path folder;
  private StowbenchSession stowbench;
  private Path run;

  @BeforeAll
  void playBack() throws IOException {
    official = OfficialData.require();
    stowbench = StowbenchSession.begin();
    folder = stowbench.folder();
    stowbench.run("datasets", "import", "shic", "--from", official.toString());
    run = run("recorded:" + official.resolve(RAW), "first");
  }

  private Path run(String spec, String out) {
    StowbenchProcess.Result result =
        stowbench.run(
            "run", "--dataset", "shic:eval", "--predictor", spec, "--out", out, "--quiet");
    assertThat(result.exitCode()).as(result.err()).isZero();
    return folder.resolve(out).resolve(only(folder.resolve(out)));
  }

  private static Path only(Path parent) {
    String[] names = parent.toFile().list();
    assertThat(names).hasSize(1);
    return Path.of(names[0]);
  }

  private Map<String, Prediction> predictions(Path runFolder) throws IOException {
    Map<String, Prediction> predictions = new HashMap<>();
    try (var stream = RunFolder.open(runFolder).predictions()) {
      stream.forEach(p -> predictions.put(p.query(), p));
    }
    return predictions;
  }

  @Test
  void allHundredResolveToThePublishedPolygons() throws IOException {
    Dataset dataset = new Catalogue(stowbench.home()).open("shic:eval");
    QueryIndex index = QueryIndex.of(dataset);
    Map<String, Answer> published = new HashMap<>();
    ResponseFile.of(official.resolve(RESOLVED))
        .read(index, (person, p) -> published.put(p.query(), p.ranking().get().first()));
    Map<String, Prediction> played = predictions(run);

    assertThat(published).hasSize(100);
    for (LabeledQuery labeled : index.queries()) {
      Query query = labeled.query();
      Answer ours = played.get(query.id()).ranking().get().first();

      assertThat(same(query, ours, published.get(query.id())))
          .as("%s: %s", query.id(), ours)
          .isTrue();
    }
  }

  @Test
  void theJournalNamesNoPromptForThatOfTheSourceIsNotOurs() throws IOException {
    assertThat(Files.readString(run.resolve("journal.jsonl")))
        .contains("\"calls\"")
        .doesNotContain("\"prompt\"");
  }

  /** A candidate may stand in the list twice, under two numbers. */
  private static boolean same(Query query, Answer a, Answer b) {
    return a.equals(b)
        || (a instanceof Answer.InContainer left
            && b instanceof Answer.InContainer right
            && query
                .scene()
                .container(left.id())
                .region()
                .equals(query.scene().container(right.id()).region()));
  }

  @Test
  void theyScoreAsPublished() throws IOException {
    for (String[] expected : new String[][] {{"paper", "accuracy"}, {"consistent", "hit@1"}}) {
      StowbenchProcess.Result result =
          stowbench.run(
              "score",
              "--dataset",
              "shic:eval",
              "--protocol",
              expected[0],
              "--format",
              "json",
              "--predictions",
              run.resolve("predictions.jsonl").toString());

      assertThat(
              new ObjectMapper()
                  .readTree(result.out())
                  .at("/scorecards/0/metrics/" + expected[1] + "/value")
                  .asDouble())
          .as(result.err())
          .isEqualTo(0.23);
    }
  }
}
