package org.stowbench.scorer.metrics;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stowbench.scorer.protocols.Outcome;
import org.stowbench.scorer.protocols.Protocol;

/**
 * A metric: a ratio of sums over queries. The absolute sums of some columns are added up, and
 * divided by the added sums of others. That one form covers means (over a column of ones), ratios
 * of totals, precision, recall and F1, and the calibration error (absolute gaps by bin); and all it
 * needs of a household, or of a resample, are the columns' sums. It is 0 or more.
 *
 * <p>Metrics are made by {@link Metrics} alone, and equal only to themselves.
 */
public final class Metric {

  private final Draft draft;
  private final Set<Protocol> protocols;

  private Metric(Draft draft, Set<Protocol> protocols) {
    this.draft = draft;
    this.protocols = Collections.unmodifiableSet(protocols);
  }

  /** As it stands in files and on the command line. */
  public String name() {
    return draft.name;
  }

  /** As it stands above a column of a table. */
  public String heading() {
    return draft.heading;
  }

  /** What it is, in a sentence without a full stop. */
  public String description() {
    return draft.description;
  }

  /** What it is measured in. */
  public Unit unit() {
    return draft.unit;
  }

  /** How many decimals a table shows. */
  public int decimals() {
    return draft.decimals;
  }

  /** Which way it gets better. */
  public Direction direction() {
    return draft.direction;
  }

  /** The highest value that it can have, maybe infinite; the lowest is 0. */
  public double highest() {
    return draft.highest;
  }

  /** Where it stands. */
  public Presence presence() {
    return draft.presence;
  }

  /** The one dataset whose scorecards have it, as its official figure; empty where all may. */
  public Optional<String> officialOf() {
    return draft.officialOf;
  }

  /** Whether it is the official figure of a split, by its id. */
  boolean isOfficialOf(String split) {
    return officialOf().filter(dataset -> split.startsWith(dataset + ":")).isPresent();
  }

  /** Whether it may stand in scorecards of a split, such as {@code shic:eval}. */
  public boolean standsIn(String split) {
    return officialOf().isEmpty() || isOfficialOf(split);
  }

  /**
   * What a predictor with a good figure does, such as {@code finds}, before an amount; empty where
   * all there is to say is that it has more, or less, of this.
   */
  public Optional<String> verb() {
    return draft.verb;
  }

  /** The protocols under which it can be computed. */
  public Set<Protocol> protocols() {
    return protocols;
  }

  /** Whether a query's part of it is a number above the line and one below. */
  public boolean isRatioOfSums() {
    return !draft.absolute;
  }

  /** Whether it is one column's sum over another's. */
  public boolean isOfTwoColumns() {
    return draft.numerators.size() == 1 && draft.denominators.size() == 1;
  }

  /**
   * What each of some queries adds above the line; of absolute sums, with the sign that makes their
   * sums so. A new array.
   */
  public double[] numerators(List<Outcome> outcomes) {
    if (!draft.absolute) {
      return sums(draft.numerators, outcomes);
    }
    double[] numerators = new double[outcomes.size()];
    for (Column column : draft.numerators) {
      double[] values = sums(List.of(column), outcomes);
      double sign = Arrays.stream(values).sum() < 0 ? -1 : 1;
      Arrays.setAll(numerators, query -> numerators[query] + sign * values[query]);
    }
    return numerators;
  }

  /** What each of some queries adds below the line; a new array. */
  public double[] denominators(List<Outcome> outcomes) {
    return sums(draft.denominators, outcomes);
  }

  /** In loops: there are as many calls as items times metrics, mostly over a few queries. */
  private static double[] sums(List<Column> columns, List<Outcome> outcomes) {
    double[] sums = new double[outcomes.size()];
    int query = 0;
    for (Outcome outcome : outcomes) {
      sums[query++] = sum(columns, outcome);
    }
    return sums;
  }

  private static double sum(List<Column> columns, Outcome outcome) {
    double sum = 0;
    for (Column column : columns) {
      sum += column.of(outcome);
    }
    return sum;
  }

  List<Column> numerators() {
    return draft.numerators;
  }

  List<Column> denominators() {
    return draft.denominators;
  }

  @Override
  public String toString() {
    return draft.name;
  }

  /** A metric as it is declared: what is not said is so of most metrics. */
  static final class Draft {

    private final String name;
    private final String description;
    private String heading;
    private Unit unit = Unit.NUMBER;
    private int decimals = 3;
    private Direction direction = Direction.HIGHER_IS_BETTER;
    private double highest = 1;
    private Presence presence = Presence.ALWAYS;
    private Optional<String> officialOf = Optional.empty();
    private Optional<String> verb = Optional.empty();
    private boolean absolute;
    private List<Column> numerators = List.of();
    private List<Column> denominators = List.of();

    private Draft(String name, String description) {
      this.name = name;
      this.description = description;
      this.heading = name;
    }

    /** A number, of which more is better, up to 1. */
    static Draft number(String name, String description) {
      return new Draft(name, description);
    }

    /** A share of all queries. */
    static Draft share(String name, String description) {
      return new Draft(name, description).in(Unit.SHARE);
    }

    /** Another ratio of counts. */
    static Draft rate(String name, String description) {
      return new Draft(name, description).in(Unit.RATE);
    }

    /** A cost: less is better, and there is no most. */
    static Draft cost(String name, String description) {
      return new Draft(name, description).lowerIsBetter(Double.POSITIVE_INFINITY);
    }

    Draft headed(String text) {
      heading = text;
      return this;
    }

    Draft in(Unit measure) {
      unit = measure;
      return this;
    }

    Draft decimals(int shown) {
      decimals = shown;
      return this;
    }

    Draft lowerIsBetter(double most) {
      direction = Direction.LOWER_IS_BETTER;
      highest = most;
      return this;
    }

    Draft said(String words) {
      verb = Optional.of(words);
      return this;
    }

    Draft present(Presence where) {
      presence = where;
      return this;
    }

    Draft officialOf(String dataset) {
      officialOf = Optional.of(dataset);
      return this;
    }

    /** How it is computed: the sum of a column over the sum of another. */
    Draft of(Column numerator, Column denominator) {
      return of(List.of(numerator), List.of(denominator));
    }

    Draft of(List<Column> above, List<Column> below) {
      numerators = List.copyOf(above);
      denominators = List.copyOf(below);
      return this;
    }

    /** The same, but of absolute sums, since these columns have numbers of either sign. */
    Draft ofAbsoluteSums(List<Column> above, Column below) {
      absolute = true;
      return of(above, List.of(below));
    }

    Metric under(Protocol first, Protocol... others) {
      return new Metric(this, EnumSet.of(first, others));
    }
  }
}
