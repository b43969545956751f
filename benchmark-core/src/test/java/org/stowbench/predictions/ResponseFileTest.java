package org.stowbench.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.scene.Region;
import org.stowbench.testing.TestKitchens;

class ResponseFileTest {

  private static final String FIRST_DRAWER = "[[0,0],[100,0],[100,50],[0,50]]";

  private final QueryIndex index =
      QueryIndex.of(
          TestKitchens.dataset(
              "test:three",
              List.of(
                  TestKitchens.query(
                      "q1", TestKitchens.row("Whisk_1_a.jpg", 3), "Whisk", "h1", Answer.NOT_HERE),
                  TestKitchens.query(
                      "q2", TestKitchens.row("Pot_2_a.jpg", 3), "Pot", "h1", Answer.container(0)),
                  TestKitchens.query(
                      "q3",
                      TestKitchens.row("Random_7 - Peeler_a.jpeg", 3),
                      "=Peeler",
                      "h2",
                      Answer.container(1)))));

  @TempDir private Path folder;

  private record Heard(String person, Prediction prediction) {}

  private final List<Heard> heard = new ArrayList<>();

  private ReadReport read(String name, String content) {
    return read(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private ReadReport read(String name, byte[] content) {
    heard.clear();
    try {
      Path file = Files.write(folder.resolve(name), content);
      return ResponseFile.of(file).read(index, (p, x) -> heard.add(new Heard(p, x)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<Answer> firstAnswers() {
    return heard.stream().map(h -> h.prediction().ranking().orElseThrow().first()).toList();
  }

  private static String official(String photo, String item, String rest) {
    return "{\"image_path\": \"%s\", \"chosen_item\": \"%s\"%s}".formatted(photo, item, rest);
  }

  @Test
  void jsonLinesAreReadAsTheyAreWritten() {
    ReadReport report =
        read(
            "mine.jsonl",
            "{\"query\": \"q2\", \"ranking\": [{\"container\": 1}, {\"not_here\": true}]}\n\n"
                + "{\"query\": \"q1\", \"error\": \"timed out\"}\n");

    assertThat(heard)
        .containsExactly(
            new Heard("", Prediction.of("q2", Ranking.of(Answer.container(1), Answer.NOT_HERE))),
            new Heard("", Prediction.failed("q1", "timed out")));
    assertThat(report.sets()).containsExactly(new ResponseSet("", "mine", 2));
  }

  @Test
  void jsonLinesInARunFolderAreCalledWhatTheRunSays() throws IOException {
    Files.writeString(folder.resolve("run.json"), "{\"predictor\": {\"name\": \"ranker\"}}");

    assertThat(
            read("predictions.jsonl", "{\"query\": \"q1\", \"ranking\": [{\"container\": 0}]}")
                .sets()
                .get(0)
                .name())
        .isEqualTo("ranker");
  }

  @Test
  void aTableHasOneAnswerARowAndBestFirst() {
    read(
        "mine.csv",
        "scene,item,rank,answer,probability\r\n"
            + "Whisk_1_a.jpg,Whisk,1,not_here,0.5\r\n"
            + "Whisk_1_a.jpg,Whisk,2,2,0.25\r\n"
            + "Random_7 - Peeler_a.jpeg,'=Peeler,1,\"[[1,2],[3,4.5],[5,1]]\",\r\n"
            + "Pot_2_a.jpg,Pot,1,,\r\n");

    assertThat(heard.stream().map(Heard::prediction))
        .containsExactly(
            Prediction.of(
                "q1",
                new Ranking(
                    List.of(
                        RankedAnswer.of(Answer.NOT_HERE, 0.5),
                        RankedAnswer.of(Answer.container(2), 0.25)),
                    Ranking.Scores.PROBABILITY,
                    Ranking.Order.STRICT)),
            Prediction.of("q3", Ranking.of(Answer.region(Region.of(1, 2, 3, 4.5, 5, 1)))),
            Prediction.failed("q2", "no answer"));
  }

  @Test
  void aTableWhoseRowsOfAQueryAreApartIsRefusedRatherThanCut() {
    assertThatThrownBy(() -> read("a.csv", "query,answer\nq1,0\nq2,0\nq1,1\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("record 3")
        .hasMessageContaining("must stand together");
  }

  @Test
  void aQueryIsAnsweredOnceInEveryOwnFormAndBothPlacesAreNamed() {
    String one = "{\"query\": \"q1\", \"ranking\": [{\"container\": 0}]}";
    refused("a.csv", "query,answer\nq1,0\nq2,0\nq1,1\n", "record 3", "answered in record 1 too");
    refused("a.jsonl", one + "\n\n" + one + "\n", "line 3", "answered in line 1 too");
    refused("a.json", "[" + one + "," + one + "]", "record 2", "answered in record 1 too");
  }

  @Test
  void aWholeNumberMayBeWrittenWithAPoint() {
    read("a.csv", "query,answer\nq1,0.0\nq2,2.0\n");
    assertThat(firstAnswers()).containsExactly(Answer.container(0), Answer.container(2));
    read("a.jsonl", "{\"query\": \"q1\", \"ranking\": [{\"container\": 0.0}]}");
    assertThat(firstAnswers()).containsExactly(Answer.container(0));
    refused("b.csv", "query,answer\nq1,0.5\n", "record 1, field answer", "found 0.5");
    refused(
        "b.jsonl",
        "{\"query\": \"q1\", \"ranking\": [{\"container\": 0.5}]}",
        "line 1, field ranking[0].container",
        "found 0.5");
  }

  @Test
  void aQueryIdThatBecameANumberWithAPointIsStillFound() {
    QueryIndex numbered =
        QueryIndex.of(
            TestKitchens.dataset(
                "test:numbered",
                List.of(
                    TestKitchens.query(
                        "7", TestKitchens.row("a", 1), "Pot", "h", Answer.NOT_HERE))));
    assertThat(numbered.find("7.0")).hasValue(0);
    assertThat(numbered.find("7.5")).isEmpty();
  }

  @Test
  void aListOfOwnRecordsIsReadAsItsLinesAre() {
    ReadReport report =
        read(
            "mine.json",
            "[{\"query\": \"q2\", \"ranking\": [{\"container\": 1}]},"
                + "{\"query\": \"q1\", \"error\": \"timed out\"}]");

    assertThat(heard)
        .containsExactly(
            new Heard("", Prediction.of("q2", Ranking.of(Answer.container(1)))),
            new Heard("", Prediction.failed("q1", "timed out")));
    assertThat(report.sets()).containsExactly(new ResponseSet("", "mine", 2));
  }

  @Test
  void aBlankAnswerNamesNothingInEveryForm() {
    List<String> files =
        List.of(
            "query,answer\nq1,\nq2,\nq2, \nq3,1\nq3,\n",
            "{\"query\": \"q1\", \"ranking\": null}\n"
                + "{\"query\": \"q2\", \"ranking\": [{\"container\": \"\"}, null]}\n"
                + "{\"query\": \"q3\", \"ranking\": [{\"container\": 1}, {\"container\": null}]}\n",
            "[{\"query\": \"q1\", \"ranking\": \"\"}, {\"query\": \"q2\", \"ranking\": []},"
                + "{\"query\": \"q3\", \"ranking\": [{\"container\": 1}, \"\"]}]");
    for (String file : files) {
      ReadReport report = read("blank", file);

      assertThat(heard.stream().map(Heard::prediction))
          .containsExactly(
              Prediction.failed("q1", "no answer"),
              Prediction.failed("q2", "no answer"),
              Prediction.of("q3", Ranking.of(Answer.container(1))));
      assertThat(report.blank()).isEqualTo(new ReadReport.LeftOut(3, List.of("q1", "q2", "q3")));
    }
  }

  @Test
  void theOrderCountsWhateverTheScoresSayAndTheContradictionsAreCounted() {
    String fits = "{\"query\": \"q2\", \"ranking\": [{\"container\": 1, \"score\": 2}]}";
    List<String> files =
        List.of(
            "query,answer,score\nq1,2,0.1\nq1,0,0.9\nq2,1,2\n",
            "query,answer,score,rank\nq1,0,0.9,2\nq1,2,0.1,1\nq2,1,2,1\n",
            "{\"query\": \"q1\", \"ranking\": [{\"container\": 2, \"score\": 0.1},"
                + " {\"container\": 0, \"score\": 0.9}]}\n"
                + fits);
    for (String file : files) {
      ReadReport report = read("order", file);

      assertThat(firstAnswers()).containsExactly(Answer.container(2), Answer.container(1));
      assertThat(report.contradicting()).isEqualTo(new ReadReport.LeftOut(1, List.of("q1")));
    }
  }

  @Test
  void ranksPutTheRowsInOrder() {
    ReadReport report = read("r.csv", "query,answer,rank,score\nq1,0,3,1\nq1,2,1.0,5\nq1,1,2,5\n");

    assertThat(heard.get(0).prediction().ranking().orElseThrow().answers())
        .extracting(RankedAnswer::answer)
        .containsExactly(Answer.container(2), Answer.container(1), Answer.container(0));
    assertThat(report.contradicting().count()).isZero();
    refused("r.csv", "query,answer,rank\nq1,0,1\nq1,1,1\n", "record 2, field rank", "once");
    refused("r.csv", "query,answer,rank\nq1,0,1\nq1,1,\n", "record 2, field rank");
  }

  @Test
  void numbersFromOneAreNoticed() {
    assertThat(read("o.csv", "query,answer\nq1,1\nq2,2\n").oneBased()).isTrue();
    assertThat(read("o.csv", "query,answer\nq1,1\nq2,0\n").oneBased()).isFalse();
    assertThat(read("o.csv", "query,answer\nq1,not_here\n").oneBased()).isFalse();
    refused("o.csv", "query,answer\nq1,1\nq2,3\n", "0 to 2, found 3", "look one-based");
    refused(
        "o.jsonl",
        "{\"query\": \"q1\", \"ranking\": [{\"container\": 3}]}",
        "0 to 2, found 3",
        "look one-based");
    assertThatThrownBy(() -> read("o.csv", "query,answer\nq1,0\nq2,3\n"))
        .hasMessageContaining("0 to 2, found 3")
        .message()
        .doesNotContain("one-based");
  }

  @Test
  void upToTenMistakesAreListedAndTheOthersCounted() {
    String rows = "q1,drawer\n".repeat(12);
    assertThatThrownBy(() -> read("m.csv", "query,answer\n" + rows))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("record 1, field answer", "record 10, field answer", "and 2 more")
        .message()
        .doesNotContain("record 11");
    assertThatThrownBy(() -> read("m.jsonl", "{\"query\": \"q1\"}\n{oops\n{\"query\": 3}\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("line 1", "line 2", "not JSON", "line 3, field query");
    refused("m.csv", "query,answer\nq1\nq2,drawer\n", "record 1", "record 2", "found drawer");
  }

  @Test
  void aPolygonThatIsACandidatesNamesItAndAnyOtherIsARegion() {
    read(
        "text.json",
        "["
            + official("Whisk_1_a.jpg", "Whisk", ", \"chosen_polygon\": \"" + FIRST_DRAWER + "\"")
            + ","
            + official("Pot_2_a.jpg", "Pot", ", \"chosen_polygon\": [[0.0,0],[100,0],[100,51]]")
            + ","
            + official("Random_7 - Peeler_a.jpeg", "=Peeler", ", \"chosen_polygon\": \"[]\"")
            + "]");

    assertThat(firstAnswers())
        .containsExactly(
            Answer.container(0), Answer.region(Region.of(0, 0, 100, 0, 100, 51)), Answer.NOT_HERE);
  }

  @Test
  void aListOfPolygonsIsNotHereOrTheOneOrTheBoxAroundAll() {
    read(
        "dino.json",
        "["
            + official("Whisk_1_a.jpg", "Whisk", ", \"containers_mask_polygon\": \"[]\"")
            + ","
            + official(
                "Pot_2_a.jpg", "Pot", ", \"containers_mask_polygon\": \"[" + FIRST_DRAWER + "]\"")
            + ","
            + official(
                "Random_7 - Peeler_a.jpeg",
                "=Peeler",
                ", \"containers_mask_polygon\": \"[[[1,2],[3,4],[2,9]],[[5.5,6],[7,8]]]\"")
            + "]");

    assertThat(firstAnswers())
        .containsExactly(
            Answer.NOT_HERE, Answer.container(0), Answer.region(Region.box(1, 2, 7, 9)));
  }

  @Test
  void whereAFileCarriesTheTruthTheDrawnPolygonIsTheAnswer() {
    read(
        "drawn.json",
        "["
            + official(
                "Whisk_1_a.jpg",
                "Whisk",
                ", \"chosen_polygon\": \""
                    + FIRST_DRAWER
                    + "\", \"some_bbox_polygon_string\": \"[]\"")
            + ","
            + official(
                "Pot_2_a.jpg",
                "Pot",
                ", \"chosen_polygon\": \"[]\", \"some_bbox_polygon_string\": null")
            + "]");

    assertThat(heard.get(0).prediction().ranking()).contains(Ranking.of(Answer.NOT_HERE));
    assertThat(heard.get(1).prediction().error()).contains("no answer");
  }

  @Test
  void photosAreJoinedWhicheverWayTheyAreWritten() {
    ReadReport report =
        read(
            "spelt.json",
            "["
                + official(
                    "https://somewhere.example/images/26_segmented_Whisk__1_a.jpg",
                    "whisk ",
                    ", \"chosen_polygon\": \"[]\"")
                + ",{\"image_path_html\": \"x/Random_7%20-%20Peeler_a.jpeg\","
                + " \"chosen_item\": \"=Peeler\", \"chosen_polygon\": []}]");

    assertThat(heard.stream().map(h -> h.prediction().query())).containsExactly("q1", "q3");
    assertThat(report.unmatched().count()).isZero();
  }

  @Test
  void severalPeopleInOneFileAreSetsOfTheirOwnInTheOrderOfTheirIds() {
    ReadReport report =
        read(
            "people.json",
            "["
                + official("Pot_2_a.jpg", "Pot", ", \"user_id\": 10, \"chosen_polygon\": \"[]\"")
                + ","
                + official(
                    "Pot_2_a.jpg", "Pot", ", \"user_id\": \"ann\", \"chosen_polygon\": \"[]\"")
                + ","
                + official("Pot_2_a.jpg", "Pot", ", \"user_id\": \"2\", \"chosen_polygon\": \"[]\"")
                + ","
                + official(
                    "Whisk_1_a.jpg", "Whisk", ", \"user_id\": 2.0, \"chosen_polygon\": \"[]\"")
                + "]");

    assertThat(report.sets())
        .containsExactly(
            new ResponseSet("2", "people/user-2", 2),
            new ResponseSet("10", "people/user-10", 1),
            new ResponseSet("ann", "people/user-ann", 1));
  }

  @Test
  void whatFitsNoQueryOrAnswersAgainIsCountedAndLeftOut() {
    String answer = ", \"chosen_polygon\": \"[]\"";
    ReadReport report =
        read(
            "some.json",
            "["
                + official("Pot_2_a.jpg", "Pot", ", \"chosen_polygon\": \"" + FIRST_DRAWER + "\"")
                + ","
                + official("Pot_2_a.jpg", "Pot", answer)
                + ","
                + official("Pot_2_a.jpg", "Lid", answer)
                + "]");

    assertThat(firstAnswers()).containsExactly(Answer.container(0));
    assertThat(report.records()).isEqualTo(3);
    assertThat(report.repeated())
        .isEqualTo(new ReadReport.LeftOut(1, List.of("Pot in Pot_2_a.jpg")));
    assertThat(report.unmatched())
        .isEqualTo(new ReadReport.LeftOut(1, List.of("Lid in Pot_2_a.jpg")));
  }

  @Test
  void aFileOfWhichNothingFitsIsRefused() {
    assertThatThrownBy(() -> read("other.csv", "query,answer\nx,1\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("other.csv")
        .hasMessageContaining("none of its 1 records fits a query of test:three");
  }

  @Test
  void aByteOrderMarkAndBlanksBeforeTheContentDoNotMatter() {
    read("bom.csv", "\uFEFFquery,answer\nq1,0\n");
    assertThat(heard).hasSize(1);
    read(
        "bom.json",
        "\uFEFF \n [" + official("Pot_2_a.jpg", "Pot", ", \"chosen_polygon\": []") + "]");
    assertThat(heard).hasSize(1);
  }

  @Test
  void damageIsReportedWithFileRecordAndField() {
    String whole = "[" + official("Pot_2_a.jpg", "Pot", ", \"chosen_polygon\": \"[[1,2],[3,4]]\"");
    refused("cut.json", whole, "cut.json: record 1", "not JSON");
    refused("cut.json", whole + ", {\"image", "cut.json: record", "not JSON");
    refused("two.json", whole + "] []", "something follows");
    refused(
        "p.json",
        "[" + official("Pot_2_a.jpg", "Pot", ", \"chosen_polygon\": \"[[1,2],[3]]\"") + "]",
        "p.json: record 1, field chosen_polygon[1]",
        "a vertex [x, y]");
    refused(
        "p.json",
        "[" + official("Pot_2_a.jpg", "Pot", ", \"chosen_polygon\": \"[[1,2\"") + "]",
        "record 1, field chosen_polygon",
        "not JSON");
    refused(
        "e.json",
        "[" + official("Pot_2_a.jpg", "Pot", ", \"entities\": []") + "]",
        "no answer in it",
        "found image_path, chosen_item, entities");
    refused("n.json", "[3]", "n.json: record 1: expected an object, found 3");
    refused(
        "c.jsonl",
        "{\"query\": \"q1\", \"ranking\": [{\"container\": 3}]}",
        "c.jsonl: line 1, field ranking[0]",
        "a container of scene Whisk_1_a.jpg, 0 to 2, found 3");
    refused("h.csv", "answer\n1\n", "query (or scene and item)", "found answer");
    refused("r.csv", "query,answer\nq1\n", "record 1", "expected 2 cells");
    refused("s.csv", "query,answer,score\nq1,1,much\n", "record 1, field score", "found much");
    refused("m.csv", "query,answer,score\nq1,1,1\nq1,2,\n", "record 1", "has no score");
    refused("a.csv", "query,answer\nq1,drawer\n", "record 1, field answer", "found drawer");
    refused("empty.csv", " \n", "no predictions in it");
    refused("none.json", "[]", "no predictions in it");
    assertThatThrownBy(
            () ->
                read(
                    "latin.csv", "query,answer\nq1,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("not UTF-8");
    assertThatThrownBy(() -> ResponseFile.of(folder.resolve("absent.json")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("there is no such file");
  }

  private void refused(String name, String content, String... saying) {
    assertThatThrownBy(() -> read(name, content))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(saying);
  }

  @Test
  void aNameThatFitsTwoQueriesJoinsNeither() {
    QueryIndex twice =
        QueryIndex.of(
            TestKitchens.dataset(
                "test:twice",
                List.of(
                    TestKitchens.query(
                        "q1", TestKitchens.row("a/x.jpg", 1), "Pot", "h", Answer.NOT_HERE),
                    TestKitchens.query(
                        "q2", TestKitchens.row("b/x.jpg", 1), "Pot", "h", Answer.NOT_HERE))));

    assertThat(twice.find("c/x.jpg", "Pot")).isEmpty();
    assertThat(twice.find("b/x.jpg", "Pot")).hasValue(1);
  }
}
