package org.stowbench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.scene.Region;

/**
 * What the page shows of one run's predictions, by ordinal: the first answers and the words. An
 * answer is a number: a container's id, {@link #NOT_HERE}, or a region of the run, counted down
 * from {@link #FIRST_REGION}.
 */
final class Answers {

  /** How many answers of a ranking are kept. */
  static final int KEPT = 3;

  static final int NOT_HERE = -1;
  static final int FIRST_REGION = -2;

  /** There is no such answer. */
  static final int NONE = Integer.MIN_VALUE;

  private Texts texts = new Texts();
  private final int[] choices;
  private final double[] firstScores;
  private final int[] words;
  private final int[] errors;
  private final List<Region> regions = new ArrayList<>();
  private Consumption spending = Consumption.NONE;

  /**
   * Nothing yet.
   *
   * @param queries how many there are
   */
  Answers(int queries) {
    this.choices = new int[queries * KEPT];
    this.firstScores = new double[queries];
    this.words = new int[queries];
    this.errors = new int[queries];
    Arrays.fill(choices, NONE);
    Arrays.fill(firstScores, Double.NaN);
    Arrays.fill(words, NONE);
    Arrays.fill(errors, NONE);
  }

  void add(int ordinal, Prediction prediction) {
    prediction.rationale().ifPresent(text -> words[ordinal] = texts.number(text));
    prediction.error().ifPresent(text -> errors[ordinal] = texts.number(text));
    prediction.usage().ifPresent(usage -> spending = spending.plus(usage));
    prediction.ranking().ifPresent(ranking -> keep(ordinal, ranking));
  }

  /** Puts its words among those of all runs. */
  void moveWordsTo(Texts all) {
    int[] numbers = all.addAll(texts);
    renumber(words, numbers);
    renumber(errors, numbers);
    texts = all;
  }

  private static void renumber(int[] said, int[] numbers) {
    Arrays.setAll(said, i -> said[i] == NONE ? NONE : numbers[said[i]]);
  }

  private void keep(int ordinal, Ranking ranking) {
    List<RankedAnswer> answers = ranking.answers();
    for (int i = 0; i < Math.min(KEPT, answers.size()); i++) {
      choices[ordinal * KEPT + i] = number(answers.get(i).answer());
    }
    if (ranking.scores() == Ranking.Scores.PROBABILITY) {
      firstScores[ordinal] = answers.get(0).score().getAsDouble();
    }
  }

  private int number(Answer answer) {
    if (answer instanceof Answer.InRegion drawn) {
      regions.add(drawn.region());
      return FIRST_REGION - (regions.size() - 1);
    }
    return numberOfChoice(answer);
  }

  /** The number of an answer that is no region. */
  static int numberOfChoice(Answer answer) {
    return answer instanceof Answer.InContainer in ? in.id() : NOT_HERE;
  }

  /** The first answers of all queries, {@link #KEPT} each. */
  int[] choices() {
    return choices;
  }

  /** The first answer's probability, NaN where there is none. */
  double[] firstScores() {
    return firstScores;
  }

  /** Numbers of the rationales among the texts. */
  int[] words() {
    return words;
  }

  /** Numbers of the reasons for which predictions failed. */
  int[] errors() {
    return errors;
  }

  List<Region> regions() {
    return regions;
  }

  Consumption spending() {
    return spending;
  }
}
