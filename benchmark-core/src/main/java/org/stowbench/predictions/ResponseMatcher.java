package org.stowbench.predictions;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.stowbench.io.IdTable;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.UnusableRegionException;

/**
 * Matches the records of a file with the queries that they answer: hands on what fits a query for
 * the first time, and keeps count of the rest.
 */
public final class ResponseMatcher {

  private static final int EXAMPLES = 3;

  /** Equal scores that were computed in two ways differ by no more than this share. */
  private static final double ROUNDING = 1e-9;

  private final QueryIndex index;
  private final ResponseFile.Sink sink;
  private final Map<String, BitSet> answered = new HashMap<>();
  private final LeftOutCount unmatched = new LeftOutCount();
  private final LeftOutCount repeated = new LeftOutCount();
  private final LeftOutCount blank = new LeftOutCount();
  private final LeftOutCount contradicting = new LeftOutCount();
  private final IdTable places = new IdTable();
  private final int[] placeOf; // by ordinal: the number in places of who answers, plus 1
  private final ContainerNumbers numbers = new ContainerNumbers();
  private final Mistakes mistakes = new Mistakes();
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
    this.placeOf = new int[index.size()];
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
    return index.query(ordinal).query();
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
    if (prediction.ranking().filter(ResponseMatcher::contradictsItsScores).isPresent()) {
      contradicting.add(asked);
    }
    BitSet seen = answered.computeIfAbsent(person, p -> new BitSet());
    if (seen.get(ordinal.getAsInt())) {
      repeated.add(person.isEmpty() ? asked : asked + " by " + person);
      return;
    }
    seen.set(ordinal.getAsInt());
    sink.accept(person, usable(prediction, query(ordinal.getAsInt())));
  }

  /** The prediction, or that it has failed: with regions that nobody can compare with the scene. */
  private static Prediction usable(Prediction prediction, Query query) {
    try {
      prediction.ranking().ifPresent(ranking -> query.requireComparable(ranking.places()));
      return prediction;
    } catch (UnusableRegionException e) {
      return Prediction.failed(prediction.query(), e.getMessage());
    }
  }

  /** As {@link #take} of a nameless person, where a second answer to a query is an error. */
  void takeOnce(InputLocation place, OptionalInt ordinal, String asked, Prediction prediction) {
    if (ordinal.isPresent()) {
      int before = placeOf[ordinal.getAsInt()];
      if (before > 0) {
        throw new InvalidInputException(
            place,
            "query %s is answered in %s too: its answers must stand together, once"
                .formatted(InvalidInputException.excerpt(asked), places.get(before - 1)));
      }
      placeOf[ordinal.getAsInt()] = places.add(place.position()) + 1;
    }
    take("", ordinal, asked, prediction);
  }

  /**
   * Reads a part of a file. What is wrong with it is kept for the report, which throws it.
   *
   * @return whether it could be read
   */
  boolean attempt(Runnable reading) {
    try {
      reading.run();
      return true;
    } catch (InvalidInputException e) {
      mistakes.add(e);
      return false;
    }
  }

  /** Notes what is wrong with a part of the file, for the report to throw. */
  void noteMistake(InvalidInputException mistake) {
    mistakes.add(mistake);
  }

  /** Notes that a record leaves an answer blank. */
  public void noteBlank(String asked) {
    blank.add(asked);
  }

  private static boolean contradictsItsScores(Ranking ranking) {
    if (ranking.scores() == Ranking.Scores.NONE || ranking.order() != Ranking.Order.STRICT) {
      return false;
    }
    List<RankedAnswer> answers = ranking.answers();
    for (int i = 1; i < answers.size(); i++) {
      double before = answers.get(i - 1).score().orElseThrow();
      double score = answers.get(i).score().orElseThrow();
      if (score - before > ROUNDING * Math.max(Math.abs(score), Math.abs(before))) {
        return true;
      }
    }
    return false;
  }

  /** Takes a record that fits no query. */
  public void takeUnmatched(String asked) {
    records++;
    unmatched.add(asked);
  }

  /** Refuses an answer that names a container which the query's scene does not have. */
  void check(Prediction prediction, Query query, InputLocation location) {
    if (prediction.ranking().isPresent()) {
      List<RankedAnswer> answers = prediction.ranking().get().answers();
      for (int i = 0; i < answers.size(); i++) {
        int place = i;
        check(answers.get(i).answer(), query, () -> location.child("ranking").element(place));
      }
    }
  }

  /** Refuses a container that the query's scene does not have. */
  void check(Answer answer, Query query, Supplier<InputLocation> location) {
    int containers = query.scene().containers().size();
    if (!(answer instanceof Answer.InContainer in)) {
      return;
    }
    numbers.add(in.id(), containers);
    if (in.id() >= containers) {
      throw InvalidInputException.expected(
          location.get(),
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
    mistakes.throwIfAny(numbers.hint());
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
    return new ReadReport(
        sets,
        records,
        unmatched.report(),
        repeated.report(),
        blank.report(),
        contradicting.report(),
        numbers.lookOneBased());
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
