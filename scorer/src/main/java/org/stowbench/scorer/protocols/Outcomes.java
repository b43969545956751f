package org.stowbench.scorer.protocols;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.IntToDoubleFunction;
import org.stowbench.query.Answer;

/**
 * The outcomes of all queries of a run, kept as columns of numbers: some hundred bytes a query, and
 * no scene. What {@link #get} gives is made when it is asked for.
 */
public final class Outcomes extends AbstractList<Outcome> implements RandomAccess {

  private static final int NOT_HERE = -1;
  private static final int NONE = -2;

  private final int size;
  private final Protocol protocol;
  private final IntToDoubleFunction householdShare;
  private final int[] answers; // a container's number or one of the above, or below those a region
  private final List<Answer> regions = new ArrayList<>();
  private NumberColumn[] columns = new NumberColumn[0];
  private boolean drawn;

  /**
   * Of queries that nobody answered yet: all of them are to be set before they are read.
   *
   * @param size how many
   * @param householdShare 1 over how many queries are asked of a query's household, by its ordinal
   */
  public Outcomes(int size, Protocol protocol, IntToDoubleFunction householdShare) {
    this.size = size;
    this.protocol = protocol;
    this.householdShare = householdShare;
    this.answers = new int[size];
    Arrays.fill(answers, NONE);
  }

  /** Keeps the outcome of a query, by its ordinal. */
  public void put(int ordinal, Outcome outcome) {
    double[] numbers = outcome.numbers();
    if (columns.length == 0) {
      columns = new NumberColumn[numbers.length];
      Arrays.setAll(columns, column -> new NumberColumn(size));
    }
    for (int column = 0; column < numbers.length; column++) {
      columns[column].set(ordinal, numbers[column]);
    }
    outcome.answer().ifPresent(answer -> answers[ordinal] = write(answer));
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

  /** Says that the first answer to some query is a free region; see {@link Rules#threshold}. */
  public void drawn() {
    drawn = true;
  }

  @Override
  public Outcome get(int ordinal) {
    return Outcome.of(protocol, new Row(ordinal), drawn);
  }

  @Override
  public int size() {
    return size;
  }

  private final class Row implements OutcomeRow {

    private final int ordinal;

    Row(int ordinal) {
      this.ordinal = ordinal;
    }

    @Override
    public Optional<Answer> answer() {
      int answer = answers[ordinal];
      if (answer >= 0) {
        return Optional.of(Answer.container(answer));
      }
      return answer == NONE
          ? Optional.empty()
          : Optional.of(answer == NOT_HERE ? Answer.NOT_HERE : regions.get(NONE - 1 - answer));
    }

    @Override
    public double number(int place) {
      return columns[place].get(ordinal);
    }

    @Override
    public double householdShare() {
      return householdShare.applyAsDouble(ordinal);
    }
  }
}
