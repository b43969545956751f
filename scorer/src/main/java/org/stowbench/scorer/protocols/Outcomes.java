package org.stowbench.scorer.protocols;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.stowbench.query.Answer;

/**
 * The outcomes of the queries of a run, kept as columns of numbers: some hundred bytes a query, and
 * no scene.
 */
public final class Outcomes {

  private static final int NOT_HERE = -1;
  private static final int NONE = -2;

  private final Protocol protocol;
  private final int expected;
  private int[] answers; // a container's number or one of the above, or below those a region
  private final List<Answer> regions = new ArrayList<>();
  private NumberColumn[] columns = new NumberColumn[0];

  /**
   * None yet.
   *
   * @param expected about how many there will be
   */
  public Outcomes(Protocol protocol, int expected) {
    this.protocol = protocol;
    this.expected = expected;
    this.answers = new int[expected];
  }

  /** Keeps the outcome of a query in a row. */
  public void put(int row, Outcome outcome) {
    double[] numbers = outcome.numbers();
    if (columns.length == 0) {
      columns = new NumberColumn[numbers.length];
      Arrays.setAll(columns, column -> new NumberColumn(expected));
    }
    for (int column = 0; column < numbers.length; column++) {
      columns[column].set(row, numbers[column]);
    }
    if (row >= answers.length) {
      answers = Arrays.copyOf(answers, Math.max(16, row * 2));
    }
    answers[row] = outcome.answer().map(this::write).orElse(NONE);
  }

  /**
   * The outcome in a row, made of what is kept.
   *
   * @param householdShare 1 over how many queries are asked of the query's household
   * @param drawn whether the first answer to some query is a free region; see {@link
   *     Rules#threshold}
   */
  public Outcome get(int row, double householdShare, boolean drawn) {
    return Outcome.of(protocol, new Row(row, householdShare), drawn);
  }

  private int write(Answer answer) {
    if (answer instanceof Answer.InContainer in) {
      return in.id();
    }
    if (answer instanceof Answer.InRegion) {
      regions.add(answer);
      return NONE - regions.size();
    }
    return NOT_HERE;
  }

  private final class Row implements OutcomeRow {

    private final int row;
    private final double householdShare;

    Row(int row, double householdShare) {
      this.row = row;
      this.householdShare = householdShare;
    }

    @Override
    public Optional<Answer> answer() {
      int answer = answers[row];
      if (answer >= 0) {
        return Optional.of(Answer.container(answer));
      }
      return answer == NONE
          ? Optional.empty()
          : Optional.of(answer == NOT_HERE ? Answer.NOT_HERE : regions.get(NONE - 1 - answer));
    }

    @Override
    public double number(int place) {
      return columns[place].get(row);
    }

    @Override
    public double householdShare() {
      return householdShare;
    }
  }
}
