package org.stowbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.scene.Scene;
import org.stowbench.search.Contents;
import org.stowbench.search.Move;
import org.stowbench.search.Opened;
import org.stowbench.search.Search;
import org.stowbench.search.Searcher;
import org.stowbench.testing.TestKitchens;

/** Searches step by step, from the plan to the files. */
class SearchRunTest {

  /** Containers 0 and 1 are one drawer drawn twice; 2, 3 and 4 stand apart. */
  private static final Scene SCENE = TestKitchens.twins("kitchen", 3);

  /** One home that keeps the whisk in 3, ladle and spoon in 0 (drawn as 1), and no corkscrew. */
  private static final Dataset HOME =
      TestKitchens.dataset(
          "test:split",
          List.of(
              query("whisk", SCENE, "home", Answer.container(3)),
              query("spoon", SCENE, "home", Answer.container(1)),
              query("ladle", SCENE, "home", Answer.container(0)),
              query("corkscrew", SCENE, "home", Answer.NOT_HERE),
              query("mug", SCENE, "neighbours", Answer.container(4))));

  @TempDir Path temp;

  private static LabeledQuery query(String item, Scene scene, String household, Answer truth) {
    return TestKitchens.query(item, scene, item, household, truth);
  }

  /** Chooses by what it was told; hears how it ended. */
  private interface Choice extends Predictor, Searcher, Search {
    @Override
    default Prediction predict(Query query, PredictionContext context) {
      throw new AssertionError("asked to rank");
    }

    @Override
    default Search begin(Query query, PredictionContext context) {
      return this;
    }
  }

  /** Opens these, then gives up. */
  private static Choice opening(int... containers) {
    return (opened, budget) ->
        opened.size() < containers.length ? Move.open(containers[opened.size()]) : Move.GIVE_UP;
  }

  private static RunPlan plan(Dataset dataset, OptionalInt budget, int jobs) {
    return new RunPlan(
        dataset,
        TestRuns.spec("choice"),
        7,
        OptionalLong.empty(),
        jobs,
        new RunMode.Search(budget));
  }

  private RunFolder run(Predictor predictor, OptionalInt budget) throws IOException {
    RunPlan plan = plan(HOME, budget, 1);
    RunFolder folder = RunFolder.create(temp, plan);
    Runner.run(plan, predictor, folder, RunListener.NONE);
    return folder;
  }

  private static Prediction of(RunFolder folder, String query) throws IOException {
    try (var predictions = folder.predictions()) {
      return predictions.filter(p -> p.query().equals(query)).findFirst().orElseThrow();
    }
  }

  private static String details(RunFolder folder, String query) {
    return TestRuns.lines(folder.journalFile()).stream()
        .filter(line -> line.contains("\"query\":\"" + query + "\""))
        .map(line -> line.substring(line.indexOf("\"details\":")))
        .findFirst()
        .orElseThrow();
  }

  private static List<Answer> answers(RunFolder folder, String query) throws IOException {
    return of(folder, query).ranking().orElseThrow().answers().stream()
        .map(RankedAnswer::answer)
        .toList();
  }

  @Test
  void aSearchIsRecordedAsTheRankingOfWhatWasOpened() throws Exception {
    RunFolder folder = run(opening(2, 0, 3), OptionalInt.empty());

    assertThat(folder.path()).hasFileName("choice-test-split-search-001");
    assertThat(answers(folder, "whisk"))
        .containsExactly(Answer.container(2), Answer.container(0), Answer.container(3));
    assertThat(answers(folder, "spoon")).containsExactly(Answer.container(2), Answer.container(0));
    assertThat(answers(folder, "corkscrew"))
        .containsExactly(
            Answer.container(2), Answer.container(0), Answer.container(3), Answer.NOT_HERE);
  }

  @Test
  void theSearcherIsToldWhatElseTheHouseholdKeepsThereAndTheJournalKeepsIt() throws Exception {
    Map<Integer, List<Opened>> told = new ConcurrentHashMap<>();
    Choice choice =
        (opened, budget) -> {
          told.put(opened.size(), opened);
          return opening(0, 2, 3).next(opened, budget);
        };

    RunFolder folder = run(choice, OptionalInt.empty());

    assertThat(details(folder, "whisk"))
        .startsWith(
            """
            "details":{"opened":[\
            {"container":0,"contents":"other_items","items":["ladle","spoon"]},\
            {"container":2,"contents":"empty"},\
            {"container":3,"contents":"found"}],"end":"found"}""");
    assertThat(details(folder, "ladle"))
        .startsWith("\"details\":{\"opened\":[{\"container\":0,\"contents\":\"found\"}]");
    assertThat(details(folder, "mug")) // of another household
        .contains("{\"container\":0,\"contents\":\"empty\"},")
        .contains("\"end\":\"gave_up\"");
    assertThat(told.get(1).get(0).contents()).isEqualTo(Contents.EMPTY); // the mug's, the last
  }

  @Test
  void theBudgetEndsASearchAndIsToldAtEachStep() throws Exception {
    List<Integer> left = new ArrayList<>();
    List<Search.End> ends = new ArrayList<>();
    Choice choice =
        new Choice() {
          @Override
          public Move next(List<Opened> opened, int budget) throws InterruptedException {
            left.add(budget);
            return opening(2, 4, 3).next(opened, budget);
          }

          @Override
          public void ended(List<Opened> opened, End end) {
            ends.add(end);
          }
        };

    RunFolder folder = run(choice, OptionalInt.of(2));

    assertThat(answers(folder, "whisk")).containsExactly(Answer.container(2), Answer.container(4));
    assertThat(left).startsWith(2, 1, 2, 1);
    assertThat(ends.get(0)).isEqualTo(Search.End.OUT_OF_BUDGET);
    assertThat(ends.get(4)).isEqualTo(Search.End.FOUND); // the mug
  }

  @Test
  void withoutABudgetAllPhysicalContainersMayBeOpened() throws Exception {
    RunFolder folder = run(opening(2, 4, 3, 1), OptionalInt.empty());

    assertThat(answers(folder, "corkscrew")).hasSize(4).doesNotContain(Answer.NOT_HERE);
    assertThat(details(folder, "corkscrew")).contains("\"end\":\"out_of_budget\"");
  }

  @Test
  void whereThereIsNothingToOpenTheSearchIsGivenUp() throws Exception {
    Dataset bare =
        TestKitchens.dataset(
            "test:bare",
            List.of(query("whisk", TestKitchens.row("bare", 0), "home", Answer.NOT_HERE)));
    RunPlan plan = plan(bare, OptionalInt.empty(), 1);
    RunFolder folder = RunFolder.create(temp, plan);

    Runner.run(plan, opening(0), folder, RunListener.NONE);

    assertThat(answers(folder, "whisk")).containsExactly(Answer.NOT_HERE);
  }

  @Test
  void faultsFailTheirQueryByNameAndKeepWhatWasFound() throws Exception {
    assertThat(error(opening(2, 2))).isEqualTo("opens container 2 again");
    assertThat(error(opening(0, 1))).isEqualTo("opens container 1: the same as 0, which is open");
    assertThat(error(opening(5))).isEqualTo("opens container 5: the scene has 5, numbered from 0");
    assertThat(error((opened, budget) -> null)).isEqualTo("the searcher made no move");
    assertThat(
            error(
                (opened, budget) -> {
                  throw new IllegalStateException("lost\nmy way");
                }))
        .isEqualTo("the predictor threw an error: lost my way");
    assertThat(details(run(opening(2, 2), OptionalInt.empty()), "whisk"))
        .startsWith("\"details\":{\"opened\":[{\"container\":2,\"contents\":\"empty\"}]}");
  }

  private String error(Choice choice) throws IOException {
    return of(run(choice, OptionalInt.empty()), "whisk").error().orElseThrow();
  }

  @Test
  void aRankingPredictorIsHeldToItsPromisesAndItsReasonsAreKept() throws Exception {
    RunFolder folder =
        run(
            (query, context) ->
                switch (query.id()) {
                  case "whisk" -> null;
                  case "spoon" -> Prediction.of(query, Ranking.of(Answer.container(9)));
                  case "ladle" -> Prediction.failed(query.id(), "no model").withRationale("raw");
                  default ->
                      Prediction.of(query, Ranking.of(Answer.NOT_HERE)).withRationale("away");
                },
            OptionalInt.empty());

    assertThat(of(folder, "whisk").error()).contains("the predictor returned nothing");
    assertThat(of(folder, "spoon").error())
        .contains("the ranking names container 9: the scene has 5, numbered from 0");
    assertThat(of(folder, "ladle").error()).contains("no model");
    assertThat(of(folder, "ladle").rationale()).contains("raw");
    assertThat(of(folder, "mug").rationale()).contains("away");
  }

  @Test
  void theSameBytesComeOfOneJobAndOfEightAndOfAStoppedRunThatGoesOn() throws Exception {
    List<LabeledQuery> queries = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Answer truth = i % 5 == 0 ? Answer.NOT_HERE : Answer.container(i % 4);
      queries.add(
          TestKitchens.query(
              "q" + i, TestKitchens.row("s" + i / 4, 4), "item" + i % 4, "h" + i / 4, truth));
    }
    Dataset dataset = TestKitchens.dataset("test:many", queries);
    String expected = searched(dataset, 1);
    RunPlan plan = plan(dataset, OptionalInt.of(3), 2);
    RunFolder folder = RunFolder.create(temp, plan);
    AtomicInteger begun = new AtomicInteger();

    RunOutcome stopped =
        Runner.run(
            plan,
            (Rolling)
                (query, context) -> {
                  if (begun.incrementAndGet() > 80) {
                    throw new RunStoppedException("enough for today");
                  }
                  return ROLLING.begin(query, context);
                },
            folder,
            RunListener.NONE);
    RunOutcome complete = Runner.run(plan, ROLLING, folder, RunListener.NONE);

    assertThat(stopped.manifest().status()).isEqualTo(RunStatus.STOPPED);
    assertThat(stopped.asked()).isEqualTo(80);
    assertThat(complete.asked()).isEqualTo(120);
    assertThat(TestRuns.content(folder.predictionsFile())).isEqualTo(expected);
    assertThat(searched(dataset, 8)).isEqualTo(expected);
  }

  private String searched(Dataset dataset, int jobs) throws IOException {
    RunPlan plan = plan(dataset, OptionalInt.of(3), jobs);
    RunFolder folder = RunFolder.create(temp, plan);
    Runner.run(plan, ROLLING, folder, RunListener.NONE);
    return TestRuns.content(folder.predictionsFile());
  }

  /** Searches only. */
  private interface Rolling extends Predictor, Searcher {
    @Override
    default Prediction predict(Query query, PredictionContext context) {
      throw new AssertionError("asked to rank");
    }
  }

  /** Starts anywhere, steps on by what it found. */
  private static final Rolling ROLLING =
      (query, context) -> {
        int start = context.random().nextInt(4);
        return (opened, budget) -> {
          boolean bored =
              opened.size() == 2 && opened.get(1).contents() instanceof Contents.OtherItems;
          return bored ? Move.GIVE_UP : Move.open((start + opened.size()) % 4);
        };
      };

  @Test
  void aRunRemembersItsModeAndDoesNotGoOnInAnother() throws Exception {
    RunFolder folder = run(opening(2), OptionalInt.of(3));

    assertThat(folder.manifest().mode()).isEqualTo(new RunMode.Search(OptionalInt.of(3)));
    assertThatThrownBy(
            () ->
                Runner.run(
                    plan(HOME, OptionalInt.empty(), 1), opening(2), folder, RunListener.NONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("mode was search with a budget of 3, is now search");
  }

  @Test
  void aRunOfBeforeThereWereModesIsOneThatRanks() throws Exception {
    RunPlan plan = TestRuns.plan(TestRuns.dataset(5), 1);
    RunFolder folder = RunFolder.create(temp, plan);
    Runner.run(plan, TestRuns.DICE, folder, RunListener.NONE);
    for (Path file : List.of(folder.manifestFile(), folder.journalFile())) {
      Files.writeString(
          file, TestRuns.content(file).replaceAll(",\\s*\"mode\"\\s*:\\s*\"rank\"", ""));
    }

    assertThat(folder.manifest().mode()).isEqualTo(RunMode.RANK);
    assertThat(Runner.run(plan, TestRuns.DICE, folder, RunListener.NONE).asked()).isZero();
    assertThat(TestRuns.content(folder.manifestFile())).doesNotContain("mode");
  }
}
