package org.stowbench.predictors.llm.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictors.llm.chat.ModelReply;
import org.stowbench.predictors.llm.scene.Numbering;
import org.stowbench.query.Answer;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;
import org.stowbench.testing.JavaWords;
import org.stowbench.testing.TestKitchens;

class ReplyReadersTest {

  private final ReplyReader ranking = new RankingReader(Numbering.ours(TestKitchens.row("s", 8)));
  private final ReplyReader box = new BoxReader(new ImageSize(2000, 500));

  private static void unreadable(Reading reading) {
    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Unreadable.class,
            why -> assertThat(JavaWords.in(why.problem())).as(why.problem()).isEmpty());
  }

  private Ranking understood(String text) {
    Reading reading = ranking.read(text);
    assertThat(reading).as(text).isInstanceOf(Reading.Understood.class);
    return ((Reading.Understood) reading).ranking();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Item: Pot  \nBest container: 4  \nReasoning: Pots are large.",
        "**Best container:** 4",
        "- Best Container: **4**",
        "Best container: Container 4 (drawer, 60%)",
        "Best container: #4.",
        "Best container: 4, below the 2nd sink",
        "Best container: 4\n\nAnd again:\nBest container: 4",
        "Reasoning: near 3\nBest container: 4\nRanking: 4 = 50%, 7 = 20%, None = 10%",
        "4",
        " Container 4. ",
        "{\"ranking\": [{\"container\": 4, \"probability\": 0.9}]}",
        "Sure!\n```json\n{\"reasoning\": \"x {y}\", \"ranking\": [{\"container\": \"4\"}],}\n```",
        "{\"ranking\": [4, 5]} // comment",
        "{\"ranking\": [{\"container\": 4, \"probability\": \"60%\"}, {\"container\": 5,"
            + " \"probability\": \"10%\"}]}",
      })
  void containerFourIsUnderstoodHoweverItIsSaid(String text) {
    assertThat(understood(text).first()).isEqualTo(Answer.container(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Best container: None\nReasoning: not in a kitchen",
        "best container: n/a",
        "None.",
        "{\"ranking\": [{\"container\": \"none\", \"probability\": 1}]}",
        "{\"ranking\": [{\"container\": null}]}",
      })
  void noneIsUnderstoodAsNotHere(String text) {
    assertThat(understood(text).first()).isEqualTo(Answer.NOT_HERE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  \n ",
        "Best container: 9",
        "Best container: 99999999999",
        "Best container: 4 or 5",
        "Best container: 4 and 7",
        "Best container: 4\nBest container: 5",
        "Best container: 4.5",
        "Best container: the drawer",
        "Best container: 4\nRanking: 5 = 60%, 4 = 20%",
        "I cannot help with that.",
        "4 drawers could hold it",
        "There are 8 containers.",
        "{\"reasoning\": \"x\", \"ranking\": [{\"container\": 4, \"proba",
        "{\"ranking\": []}",
        "{\"ranking\": [{\"container\": 4.5}]}",
        "{\"ranking\": [{\"container\": -1}]}",
        "{\"ranking\": [{\"container\": 4, \"probability\": -1}]}",
        "{\"ranking\": [{\"container\": 4}]} {\"ranking\": [{\"container\": 5}]}",
        "{\"ranking\": {\"container\": 4}}",
        "{{{{{{{{{{",
      })
  void whatIsNoAnswerIsNotGuessedAt(String text) {
    Reading reading = ranking.read(text);

    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    assertThat(((Reading.Unreadable) reading).problem()).isNotBlank().doesNotContain("\n");
  }

  @Test
  void probabilitiesAddUpToAtMostOne() {
    Ranking read =
        understood(
            "{\"ranking\": [{\"container\": 1, \"probability\": 90},"
                + " {\"container\": 2, \"probability\": 60}]}");

    assertThat(read.scores()).isEqualTo(Ranking.Scores.PROBABILITY);
    assertThat(read.first()).isEqualTo(Answer.container(0));
    assertThat(read.answers().get(0).score()).hasValue(0.6);
    assertThat(read.answers().get(1).score()).hasValue(0.4);
  }

  @Test
  void reasonsAreKept() {
    Reading reading = ranking.read("Best container: 4\nReasoning: near the stove");

    assertThat(((Reading.Understood) reading).reasons()).contains("near the stove");
  }

  @Test
  void aBoxIsMappedBackToPixelsOfThePhoto() {
    Ranking expected = Ranking.of(Answer.region(Region.box(200, 100, 1000, 500)));

    for (String text :
        new String[] {
          "{\"reasoning\": \"\", \"box\": [100, 200, 500, 1000]}", "Box: [100, 200, 500, 1000]"
        }) {
      assertThat(box.read(text))
          .isInstanceOfSatisfying(
              Reading.Understood.class, u -> assertThat(u.ranking()).isEqualTo(expected));
    }
    assertThat(box.read("Box: None"))
        .isInstanceOfSatisfying(
            Reading.Understood.class,
            u -> assertThat(u.ranking().first()).isEqualTo(Answer.NOT_HERE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Box: [1, 2, 3]",
        "Box: [500, 0, 100, 100]",
        "{\"box\": [0, 0, 2000, 10]}",
        "{\"box\": [0, 0, 10",
        "no idea",
        "Box: [0, 0, 10, 10]\nBox: [0, 0, 20, 20]"
      })
  void aBoxThatIsNoneIsNotGuessedAt(String text) {
    unreadable(box.read(text));
  }

  @Test
  void aReplyMadeToBeHardToReadIsNoAnswer() {
    int many = 100_000;
    for (String text :
        new String[] {
          "[".repeat(many),
          "<think".repeat(many),
          "<" + " ".repeat(many),
          "<|channel|>".repeat(many),
          " ".repeat(many) + "x",
          "_ ".repeat(many),
          "answer ".repeat(many),
          "Reasoning:" + " ".repeat(many) + "x",
          "Best container: 4 " + "or ".repeat(many),
          "Best container: " + "container ".repeat(many),
          "Ranking: " + "4 = 0,6,7 = 0,2,".repeat(many),
          "4 = 60,".repeat(many)
        }) {
      FinalText said = FinalText.of(ModelReply.of(text));
      if (said.problem().isEmpty()) {
        unreadable(ranking.read(said.text()));
        unreadable(box.read(said.text()));
      }
    }
  }
}
