package org.stowbench.study;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scorer.statistics.NeededTrials;

/**
 * How many answers it takes until an interval is as narrow as one likes. Answers about one
 * household have something in common, and the more people answer the same question, the less each
 * of them adds; so only more questions, of more households, help in the end.
 *
 * @param expected what is assumed, or was seen in a pilot
 * @param rows by how many people answer each question
 */
public record StudyPlan(Expected expected, List<Row> rows) {

  private static final List<Integer> PEOPLE = List.of(1, 2, 3, 5, 10);

  /**
   * What is expected of people's answers.
   *
   * @param answers that this was seen in; 0 where it is assumed
   * @param households that they are about
   * @param share that is right
   * @param correlation of being right, of two answers about one household, from 0 to 1
   */
  public record Expected(int answers, int households, double share, double correlation) {}

  /**
   * One way to get there.
   *
   * @param figure what is to be known: {@code hit@1}, or {@code agreement} of two people
   * @param people how many answer each question
   * @param answers in all
   * @param questions that is, of the kind that the split has
   * @param households that they are about
   * @param enough whether the split has so many of both
   */
  public record Row(
      String figure, int people, long answers, long questions, long households, boolean enough) {}

  public StudyPlan {
    Objects.requireNonNull(expected, "expected");
    rows = List.copyOf(rows);
  }

  /**
   * Plans for a split.
   *
   * @param width of the 95 % interval that is wanted
   * @param agreement the share of pairs of people's answers that is expected to be the same
   * @throws IllegalArgumentException if it cannot be planned
   */
  public static StudyPlan of(Dataset split, double width, Expected expected, double agreement) {
    long households;
    try (Stream<LabeledQuery> queries = split.queries()) {
      households = queries.map(query -> query.household().id()).distinct().count();
    }
    Split there = new Split(split.info().queries(), Math.max(1, households));
    NeededTrials right = NeededTrials.of(width, expected.share());
    NeededTrials same = NeededTrials.of(width, agreement);
    return new StudyPlan(
        expected,
        Stream.concat(
                PEOPLE.stream()
                    .map(
                        people ->
                            there.row(
                                "hit@1",
                                people,
                                right.answers(people * there.size(), expected.correlation()))),
                // A question that two people answer is one pair.
                Stream.of(
                    there.row(
                        "agreement", 2, 2 * same.answers(there.size(), expected.correlation()))))
            .toList());
  }

  private record Split(long queries, long households) {

    /** Questions a household. */
    double size() {
      return queries / (double) households;
    }

    Row row(String figure, int people, long answers) {
      long questions = (answers + people - 1) / people;
      long homes = (long) Math.ceil(questions / size());
      return new Row(
          figure, people, answers, questions, homes, questions <= queries && homes <= households);
    }
  }
}
