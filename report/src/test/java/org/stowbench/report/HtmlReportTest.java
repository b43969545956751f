package org.stowbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.run.Known;
import org.stowbench.run.RunFolder;
import org.stowbench.testing.TestKitchens;

class HtmlReportTest {

  @TempDir static Path folder;

  private static List<RunFolder> runs;

  @BeforeAll
  static void makeRuns() throws IOException {
    runs = SampleRuns.make(folder);
  }

  private static ReportedRuns read(List<RunFolder> folders) throws IOException {
    return ReportedRuns.read(folders, info -> SampleRuns.dataset(), label -> {});
  }

  private static String html(List<RunFolder> folders) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportedRuns read = read(folders);
    new HtmlReport(read, List.of(), Photos.NONE, Conversations.of(read)).writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static JsonNode data(String html) throws IOException {
    return new ObjectMapper().readTree(SampleRuns.data(html));
  }

  @Test
  void theSameRunsGiveTheSameBytes() throws IOException {
    assertThat(html(runs)).isEqualTo(html(runs));
  }

  @Test
  void runsOfOneNameInTwoFoldersAreToldApartAndOneFolderTwiceIsRefused() throws IOException {
    RunFolder one = SampleRuns.run(folder.resolve("one"), "careful", SampleRuns::careful);
    RunFolder two = SampleRuns.run(folder.resolve("two"), "careful", SampleRuns::careful);

    assertThat(html(List.of(one, two)))
        .contains("careful (" + one.path() + ")", "careful (" + two.path() + ")");
    assertThatThrownBy(() -> read(List.of(one, two, one)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(one.path() + " was named twice: each run must be there once");
  }

  @Test
  void whatWasSaidStandsInThePageOnceALineAndCanBeLeftOut() throws IOException {
    assertThat(html(runs)).containsOnlyOnce("You guide a robot.").contains("secret of whisk-3");

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new HtmlReport(read(runs), List.of(), Photos.NONE, Conversations.NONE).writeTo(out);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .doesNotContain("You guide a robot.", "secret of whisk-3");
  }

  @Test
  void everyMissHasItsKindAndThoseOfEquallyLikedAnswersTheirShares() throws IOException {
    JsonNode data = data(html(runs));

    for (int run = 0; run < runs.size(); run++) {
      JsonNode answers = data.path("answers").path(run);
      String letters = answers.path("misses").asText();
      double missed = 0;
      for (int query = 0; query < letters.length(); query++) {
        double right = answers.path("correct").path(query).asDouble();
        missed += 1 - right;
        double shares = 0;
        JsonNode mixed = answers.path("mixed").path(Integer.toString(query));
        for (int i = 1; i < mixed.size(); i += 2) {
          shares += mixed.path(i).asDouble();
        }
        switch (letters.charAt(query)) {
          case '.' -> assertThat(right).isEqualTo(1);
          case '~' -> assertThat(shares).isCloseTo(1 - right, within(0.01));
          default -> assertThat(right).isZero();
        }
      }
      double counted = 0;
      for (JsonNode kind : data.path("predictors").path(run).path("misses")) {
        counted += kind.path(0).asDouble();
      }
      assertThat(letters).hasSize(16);
      assertThat(counted).isCloseTo(missed, within(0.001)).isPositive();
    }
  }

  @Test
  void eachQuestionAboutAQueryStandsBeforeItsReplies() throws IOException {
    RunFolder run = SampleRuns.run(folder, "in-turn", SampleRuns::inTurn);
    JsonNode said = Conversations.of(read(List.of(run))).json();

    List<String> turns = new ArrayList<>();
    for (JsonNode turn : said.at("/runs/0/0")) {
      turns.add(
          said.path("speakers").path(turn.path(0).asInt()).asText()
              + ": "
              + said.path("lines").path(turn.path(2).asInt()).asText());
    }
    assertThat(turns)
        .containsExactly(
            "task: You guide a robot.",
            "question: Is it in 1?",
            "reply: No",
            "question: Is it in 2?",
            "reply: Perhaps",
            "asked again: Yes or no?",
            "reply: Yes");
  }

  @Test
  void conversationsWithoutRoomAreLeftOutAndCounted() throws IOException {
    ReportedRuns read = read(runs);

    assertThat(Conversations.of(read).kept()).isEqualTo(16);
    Conversations few = Conversations.of(read, 1_000);
    assertThat(few.kept()).isBetween(1L, 8L);
    assertThat(few.kept() + few.leftOut()).isEqualTo(16);
  }

  @Test
  void aJournalThatIsDamagedOrGoneTakesOnlyConversations() throws IOException {
    RunFolder run = SampleRuns.run(folder, "hurt", SampleRuns::careful);
    Files.writeString(run.journalFile(), "{\"details\": 3}\n{\"query\": [\n");
    assertThat(Conversations.of(read(List.of(run))).kept()).isZero();
    Files.delete(run.journalFile());
    assertThat(Conversations.of(read(List.of(run))).kept()).isZero();
  }

  @Test
  void nothingHostileStandsInThePageAsMarkup() throws IOException {
    String html = html(runs);

    assertThat(html).doesNotContain("<img src=x", "<script>window.hacked", "test:<kitchens>");
    assertThat(html).contains("\\u003cimg src=x").contains("default-src 'none'");
    assertThat(html).doesNotContain("unsafe-inline", "unsafe-eval");
  }

  @Test
  void predictionsAreScoredAnewAndTheBestStandsFirst() throws IOException {
    Files.writeString(runs.get(0).scorecardFile(), "{\"a\": \"stored scorecard is not read\"}");

    JsonNode predictors = data(html(runs)).get("predictors");

    // careful: all odd ones but that of home 0, and the whisks of homes 0 and 4.
    assertThat(predictors.get(0).get("label").asText()).isEqualTo("careful");
    assertThat(predictors.get(0).get("metrics").get("hit@1").get(0).asDouble()).isEqualTo(9.0 / 16);
    assertThat(predictors.get(0).get("cost").asDouble()).isEqualTo(2.0);
    assertThat(predictors.get(0).get("calibration")).hasToString("[[0.6,0.5625,16]]");
    JsonNode shareRight = predictors.get(0).get("calibrated").get(0);
    assertThat(shareRight.get(1).asDouble()).isLessThan(0.5625);
    assertThat(shareRight.get(2).asDouble()).isGreaterThan(0.5625);
    assertThat(predictors.get(0).get("answering")).isEmpty();
    assertThat(predictors.get(0).get("hits").get(2).asDouble()).isEqualTo(12.0 / 16);
  }

  @Test
  void theHitsOfARunWithoutAnOrderAreExpectations() throws IOException {
    JsonNode guess = predictor(data(html(runs)), "guess");

    int[] containers = {4, 5, 6, 4, 5, 6, 4, 5};
    for (int k = 1; k <= guess.get("hits").size(); k++) {
      // Two items a home, each anywhere but the one of home 0 that is not here, said last.
      double sum = 0;
      for (int n : containers) {
        sum += 2 * Math.min(1, (double) k / n);
      }
      sum += (k > containers[0] ? 1 : 0) - Math.min(1, (double) k / containers[0]);
      assertThat(guess.get("hits").get(k - 1).asDouble()).isCloseTo(sum / 16, within(1e-5));
    }
    assertThat(guess.get("calibration")).isEmpty();
  }

  @Test
  void theRulesAreNamedWithTheirVersion() throws IOException {
    JsonNode data = data(html(runs));

    assertThat(data.get("protocol").asText()).isEqualTo("consistent");
    assertThat(data.get("protocol_version").asInt()).isEqualTo(2);
  }

  @Test
  void aHomeWithoutPhotosIsOnThePageWithItsNamesTruthsAndWhatIsKnown() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportedRuns read =
        ReportedRuns.read(
            List.of(SampleRuns.homeRun(folder.resolve("home"))),
            info -> SampleRuns.home(),
            label -> {});
    new HtmlReport(read, List.of(), Photos.NONE, Conversations.NONE).writeTo(out);

    JsonNode data = data(out.toString(StandardCharsets.UTF_8));
    assertThat(data.at("/scenes/names/0/1").asText()).isEqualTo("top drawer");
    assertThat(data.at("/scenes/undrawn/0")).hasToString("[0,1,2]");
    assertThat(data.at("/scenes/containers/0/2")).hasSize(8);
    assertThat(data.at("/queries/truths")).hasToString("[[1,2]]");
    assertThat(data.at("/queries/known")).hasToString("[[0,1,0,1,-1,1]]");
    assertThat(data.at("/queries/known_items/0").asText()).isEqualTo("spoon");
  }

  @Test
  void runsThatKnowMoreAndLessSayWhatEachKnewAndWhichQueriesWereLeftOut() throws IOException {
    LabeledQuery told = SampleRuns.home().queries().toList().get(0);
    LabeledQuery bare =
        TestKitchens.query("bare", told.query().scene(), "whisk", "other", Answer.NOT_HERE);
    Dataset split = TestKitchens.dataset("test:two", List.of(told, bare));
    List<RunFolder> both = new ArrayList<>();
    for (int known : List.of(1, 2)) {
      both.add(
          SampleRuns.run(
              folder,
              "careful",
              SampleRuns::careful,
              new Known(known, 2).view(split),
              OptionalLong.empty()));
    }
    ReportedRuns read = ReportedRuns.read(both, info -> split, label -> {});
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new HtmlReport(read, List.of(), Photos.NONE, Conversations.NONE).writeTo(out);

    JsonNode data = data(out.toString(StandardCharsets.UTF_8));
    assertThat(predictor(data, "careful, 1 known").get("known").asInt()).isEqualTo(1);
    assertThat(predictor(data, "careful, 2 known").get("known").asInt()).isEqualTo(2);
    assertThat(data.at("/queries/known/0")).hasSize(6);
    assertThat(data.at("/dataset/queries").asInt()).isEqualTo(1);
    assertThat(data.at("/dataset/would_be_asked").asInt()).isEqualTo(1);
    assertThat(data.at("/dataset/of_queries").asInt()).isEqualTo(2);
    assertThat(data.at("/dataset/known_of_at_least").asInt()).isEqualTo(2);
  }

  private static JsonNode predictor(JsonNode data, String label) {
    for (JsonNode predictor : data.get("predictors")) {
      if (predictor.get("label").asText().equals(label)) {
        return predictor;
      }
    }
    throw new AssertionError("no predictor " + label);
  }

  @Test
  void everyPairIsComparedInWords() throws IOException {
    JsonNode pairs = data(html(runs)).get("comparison");

    assertThat(pairs).hasSize(6);
    assertThat(pairs.get(0).get(7).asText()).contains("careful");
  }

  @Test
  void aSingleRunIsAReportTooWithoutComparison() throws IOException {
    assertThat(data(html(runs.subList(0, 1))).get("comparison")).isEmpty();
  }

  @Test
  void twoRunsOfOnePredictorAreToldApartByTheirFolders() throws IOException {
    RunFolder again = SampleRuns.run(folder, "careful", SampleRuns::careful);

    assertThat(read(List.of(runs.get(0), again)).runs())
        .extracting(ReportedRun::label)
        .containsExactly(
            "careful (careful-test-kitchens-001)", "careful (careful-test-kitchens-002)");
  }

  @Test
  void runsWithDifferentLimitsMeetOnTheQueriesOfAll() throws IOException {
    RunFolder first =
        SampleRuns.run(
            folder, "first", SampleRuns::careful, SampleRuns.dataset(), OptionalLong.of(6));

    ReportedRuns read = read(List.of(runs.get(1), first));

    assertThat(read.index().queries()).hasSize(6);
    assertThat(read.runs())
        .allSatisfy(run -> assertThat(run.scored().scorecard().answered()).isEqualTo(6));
  }

  @Test
  void runsOverAnotherSplitAreRefused() throws IOException {
    Dataset other = TestKitchens.dataset("test:other", SampleRuns.dataset().queries().toList());
    RunFolder stranger =
        SampleRuns.run(folder, "stranger", SampleRuns::careful, other, OptionalLong.empty());

    assertThatThrownBy(() -> read(List.of(runs.get(0), stranger)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("run.json")
        .hasMessageContaining("test:other")
        .hasMessageContaining("one split");
  }
}
