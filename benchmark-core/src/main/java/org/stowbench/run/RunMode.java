package org.stowbench.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalInt;
import org.stowbench.io.JsonInput;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Dataset;

/**
 * How the queries of a run are put to its predictor: a kind of run with its settings. Two runs of
 * equal modes are of the same kind, and the one may go on where the other stopped.
 *
 * <p>A kind is one class, a record say: public, with a public constructor without parameters, which
 * makes it with the settings that it has where none are given, and listed in {@code
 * META-INF/services/org.stowbench.run.RunMode}. That is all there is to a new kind; {@link
 * RunModes} finds it.
 */
public interface RunMode {

  /** The mode that asks for one ranking a query. */
  RunMode RANK = new Rank();

  /** The kind's name in {@code run.json} and in folders' names: lower-case letters and digits. */
  String kind();

  /**
   * This kind with the settings that were written.
   *
   * @param json holds what {@link #writeTo} wrote, among other fields
   * @throws org.stowbench.io.InvalidInputException if they do not fit
   */
  default RunMode read(JsonInput json) {
    return this;
  }

  /** Writes the settings, as fields that {@code run.json} has for nothing else. */
  default void writeTo(ObjectNode json) {}

  /** Kind and settings in words: {@code search with a budget of 4}. */
  default String words() {
    return kind();
  }

  /** The scoring protocol that such runs are scored by, as {@code --protocol} spells it. */
  default String protocol() {
    return "consistent";
  }

  /**
   * What the predictor is asked to do.
   *
   * @param predictor who will do it
   * @param dataset the split whose queries it will be done with
   */
  Task task(Predictor predictor, Dataset dataset);

  /** One ranking a query. */
  record Rank() implements RunMode {

    @Override
    public String kind() {
      return "rank";
    }

    @Override
    public Task task(Predictor predictor, Dataset dataset) {
      return (labeled, context) -> predictor.predict(labeled.query(), context);
    }
  }

  /**
   * A search, step by step: the predictor opens containers and is told what is in them. What it
   * opened, in order, and "not here" if it gave up, is its ranking.
   *
   * @param budget how many containers it may open a query, 1 or more; empty for all
   */
  record Search(OptionalInt budget) implements RunMode {

    private static final String BUDGET = "budget";

    public Search {
      if (budget.isPresent() && budget.getAsInt() < 1) {
        throw new IllegalArgumentException("budget " + budget.getAsInt() + ": must be 1 or more");
      }
    }

    /** A search that may open all containers. */
    public Search() {
      this(OptionalInt.empty());
    }

    @Override
    public String kind() {
      return "search";
    }

    @Override
    public RunMode read(JsonInput json) {
      return json.build(o -> new Search(o.optionalInteger(BUDGET)));
    }

    @Override
    public void writeTo(ObjectNode json) {
      budget.ifPresent(most -> json.put(BUDGET, most));
    }

    @Override
    public String words() {
      return budget.isPresent() ? kind() + " with a budget of " + budget.getAsInt() : kind();
    }

    @Override
    public String protocol() {
      return "search";
    }

    @Override
    public Task task(Predictor predictor, Dataset dataset) {
      return Searching.of(predictor, dataset, budget);
    }
  }
}
