package org.stowbench.report.leaderboard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.PredictorKind;
import org.stowbench.scorer.leaderboard.Declaration;
import org.stowbench.scorer.leaderboard.Entry;

/** What an entry is, in words, from what it declares and what its run records. */
final class EntryFacts {

  /** What a page says where nobody said anything. */
  static final String UNKNOWN = "unknown";

  private static final int SHOWN_SOURCES = 3;
  private static final double CENT = 0.01;

  private EntryFacts() {}

  /**
   * What answered, as it or its run says; else "learned" where it learned from something. That it
   * learned from nothing does not tell a baseline from a language model: empty.
   */
  static Optional<String> kind(Entry entry) {
    Declaration declaration = entry.declaration();
    boolean learned =
        !entry.scorecard().seen().learnedFrom().sources().isEmpty()
            || declaration.data().filter(data -> !data.isEmpty()).isPresent();
    return declaration
        .kind()
        .or(() -> learned ? Optional.of(PredictorKind.LEARNED) : Optional.empty())
        .map(PredictorKind::words);
  }

  /**
   * What it declares or, where it does not, what is on record, shortened; empty where nothing is.
   */
  static Optional<String> learned(Entry entry) {
    LearnedFrom recorded = entry.scorecard().seen().learnedFrom();
    Optional<List<String>> declared = entry.declaration().data();
    if (declared.isPresent()) {
      return declared.map(EntryFacts::listed);
    }
    if (recorded.sources().isEmpty()) {
      return recorded.declared() ? Optional.of("nothing") : Optional.empty();
    }
    return Optional.of(
        listed(recorded.sources().stream().map(LearnedFrom.Source::dataset).distinct().toList()));
  }

  private static String listed(List<String> sources) {
    if (sources.isEmpty()) {
      return "nothing";
    }
    String first = sources.stream().limit(SHOWN_SOURCES).collect(Collectors.joining(", "));
    int more = sources.size() - SHOWN_SOURCES;
    return more > 0 ? "%s and %d more".formatted(first, more) : first;
  }

  /** What it declares, and what its run and its model record. */
  static String learnedInFull(Entry entry) {
    LearnedFrom recorded = entry.scorecard().seen().learnedFrom();
    Optional<String> declared =
        entry
            .declaration()
            .data()
            .map(data -> data.isEmpty() ? "nothing" : String.join(", ", data));
    if (declared.isEmpty()) {
      return recorded.words();
    }
    return recorded.sources().isEmpty()
        ? declared.get()
        : declared.get() + "; on record: " + recorded.words();
  }

  /** In US dollars; empty where neither it nor its predictions say. */
  static Optional<String> cost(Declaration declaration) {
    OptionalDouble cost = declaration.costUsd();
    if (cost.isEmpty()) {
      return Optional.empty();
    }
    double usd = cost.getAsDouble();
    return Optional.of(
        usd > 0 && usd < CENT ? "under $0.01" : String.format(Locale.ROOT, "$%,.2f", usd));
  }
}
