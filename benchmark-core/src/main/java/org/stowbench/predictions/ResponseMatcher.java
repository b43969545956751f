package org.stowbench.predictions;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;

/**
 * Matches the records of a file with the queries that they answer: hands on what fits a query for
 * the first time, and keeps count of the rest.
 */
public final class ResponseMatcher {

  private static final int EXAMPLES = 3;

  private final QueryIndex index;
  private final ResponseFile.Sink sink;
  private final Map<String, BitSet> answered = new HashMap<>();
  private final LeftOutCount unmatched = new LeftOutCount();
  private final LeftOutCount repeated = new LeftOutCount();
  private long records;

  private static final class LeftOutCount {
    private final List<String> examples = new ArrayList<>();
    private long count;

    void add(String example) {
      if (count++ < EXAMPLES) {
        examples.add(InvalidInputException.excerpt(example));
      }
    }

    ReadReport.LeftOut report() {
      return new ReadReport.LeftOut(count, examples);
    }
  }

  ResponseMatcher(QueryIndex index, ResponseFile.Sink sink) {
    this.index = index;
    this.sink = sink;
  }

  /** The ordinal of the query with this id; empty if there is none. */
  public OptionalInt find(String id) {
    return index.find(id);
  }

  /** The ordinal of the query that asks this; see {@link QueryIndex#find(String, String)}. */
  public OptionalInt find(String reference, String item) {
    return index.find(reference, item);
  }

  /** The query of an ordinal. */
  public Query query(int ordinal) {
    return index.queries().get(ordinal).query();
  }

  /**
   * Takes a record.
   *
   * @param person who answered, empty where nobody is named
   * @param ordinal the query that it fits
   * @param asked what the record says that it answers, for the report
   */
  public void take(String person, OptionalInt ordinal, String asked, Prediction prediction) {
    records++;
    if (ordinal.isEmpty()) {
      unmatched.add(asked);
      return;
    }
    BitSet seen = answered.computeIfAbsent(person, p -> new BitSet());
    if (seen.get(ordinal.getAsInt())) {
      repeated.add(person.isEmpty() ? asked : asked + " by " + person);
      return;
    }
    seen.set(ordinal.getAsInt());
    sink.accept(person, prediction);
  }

  /** Takes a record that fits no query. */
  public void takeUnmatched(String asked) {
    records++;
    unmatched.add(asked);
  }

  /** Refuses an answer that names a container which the query's scene does not have. */
  static void check(Prediction prediction, Query query, InputLocation location) {
    if (prediction.ranking().isPresent()) {
      List<RankedAnswer> answers = prediction.ranking().get().answers();
      for (int i = 0; i < answers.size(); i++) {
        check(answers.get(i).answer(), query, location.child("ranking").element(i));
      }
    }
  }

  /** Refuses a container that the query's scene does not have. */
  static void check(Answer answer, Query query, InputLocation location) {
    int containers = query.scene().containers().size();
    if (answer instanceof Answer.InContainer in && in.id() >= containers) {
      throw InvalidInputException.expected(
          location,
          containers == 0
              ? "no container, since the scene has none"
              : "a container of scene %s, 0 to %d"
                  .formatted(InvalidInputException.excerpt(query.scene().id()), containers - 1),
          Integer.toString(in.id()));
    }
  }

  /**
   * What came of it.
   *
   * @throws InvalidInputException if nothing fitted
   */
  ReadReport report(InputLocation file, String predictor) {
    if (records == 0) {
      throw new InvalidInputException(file, "no predictions in it");
    }
    if (answered.isEmpty()) {
      throw new InvalidInputException(
          file,
          "none of its %d records fits a query of %s; the first asks for %s"
              .formatted(records, index.info().id(), unmatched.examples.get(0)));
    }
    List<ResponseSet> sets =
        answered.keySet().stream()
            .sorted(PERSONS)
            .map(
                person ->
                    new ResponseSet(
                        person,
                        person.isEmpty() || answered.size() == 1
                            ? predictor
                            : predictor + "/user-" + person,
                        answered.get(person).cardinality()))
            .toList();
    return new ReadReport(sets, records, unmatched.report(), repeated.report());
  }

  /** Numbers by value before texts. */
  private static final Comparator<String> PERSONS =
      Comparator.comparing((String person) -> !isNumber(person))
          .thenComparing(person -> isNumber(person) ? person.length() : 0)
          .thenComparing(Comparator.naturalOrder());

  private static boolean isNumber(String person) {
    return person.matches("0|[1-9][0-9]*");
  }
}
