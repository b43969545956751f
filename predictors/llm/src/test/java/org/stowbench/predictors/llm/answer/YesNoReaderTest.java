package org.stowbench.predictors.llm.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;

class YesNoReaderTest {

  private static Reading read(String text) {
    return new YesNoReader(Answer.container(3)).read(text);
  }

  private static Answer answer(String text) {
    Ranking ranking = ((Reading.Understood) read(text)).ranking();
    return ranking.first();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Yes",
        "yes.",
        "**Yes**",
        "Answer: Yes",
        "Yes, it is near the stove.",
        "ＹＥＳ",
        "{\"answer\": \"yes\"}",
        "It is near the stove.\nYes",
        "It fits.\nFinal answer: yes!"
      })
  void aYesIsTheContainer(String text) {
    assertThat(answer(text)).isEqualTo(Answer.container(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No",
        "no!",
        "Answer: No.",
        "No, it is too small.",
        "No it is not",
        "{\"answer\": \"No\"}"
      })
  void aNoIsNotHere(String text) {
    assertThat(answer(text)).isEqualTo(Answer.NOT_HERE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Yes or no",
        "Maybe",
        "No, yes",
        "Yesterday",
        "Nothing",
        "Noam says so",
        "No idea",
        "No doubt about it, it is in there.",
        "No problem! The whisk is in there.",
        "Yes, it is not in there",
        "4",
        "Yes?",
        "I would say yes to that",
        "{\"answer\": \"perhaps\"}",
        "Yes.\nNo."
      })
  void anythingElseIsNeither(String text) {
    assertThat(read(text)).isInstanceOf(Reading.Unreadable.class);
  }
}
