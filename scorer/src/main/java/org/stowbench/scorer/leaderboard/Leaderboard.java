package org.stowbench.scorer.leaderboard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.query.DatasetInfo;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.metrics.Direction;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;

/**
 * Entries over one split, ranked, under {@link Protocol#CONSISTENT}.
 *
 * <p>Entries stand in the order of their values. An entry's rank is a range: those that it may have
 * for all that the data tell, by the test that {@link org.stowbench.scorer.comparison.Comparer}
 * makes of every pair, corrected for all of them. So entries that cannot be told apart share ranks,
 * and a better value never has a worse rank.
 *
 * @param title for people
 * @param dataset the split
 * @param metric that ranks
 * @param crossValidated whether it takes entries that were cross-validated on the split itself
 * @param seen whether it takes entries that have learned from the households they are asked about
 * @param entries in order, one or more
 * @param history up to now
 */
public record Leaderboard(
    String title,
    DatasetInfo dataset,
    Metric metric,
    boolean crossValidated,
    boolean seen,
    List<Entry> entries,
    History history) {

  public Leaderboard {
    if (title.isBlank()) {
      throw new IllegalArgumentException("title must not be blank");
    }
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(metric, "metric");
    entries = List.copyOf(entries);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("no entries: must be one or more");
    }
    Objects.requireNonNull(history, "history");
  }

  /**
   * What a leaderboard is made with.
   *
   * @param title for people
   * @param metric that ranks, one of every scorecard's: not {@code log_loss} and its like, which
   *     only some have
   * @param crossValidated whether entries may have been cross-validated on the split itself
   * @param seen whether entries may have learned from the households that they are asked about
   */
  public record Settings(String title, Metric metric, boolean crossValidated, boolean seen) {

    /** For entries over households that they have not seen. */
    public Settings(String title, Metric metric, boolean crossValidated) {
      this(title, metric, crossValidated, false);
    }

    public Settings {
      if (title.isBlank()) {
        throw new InvalidInputException("title: must not be blank");
      }
      Objects.requireNonNull(metric, "metric");
    }
  }

  /**
   * Ranks submissions that were scored.
   *
   * @param index the queries that they were scored over
   * @param past how it was before
   * @throws InvalidInputException if one of them may not stand on a leaderboard, two have one name,
   *     or one has no value to rank by
   */
  public static Leaderboard of(
      QueryIndex index, List<ScoredSubmission> scored, Settings settings, History past) {
    Admission admission = new Admission(index, settings.crossValidated(), settings.seen());
    Map<String, String> names = new HashMap<>();
    for (ScoredSubmission one : scored) {
      List<String> objections = admission.objections(one);
      if (!objections.isEmpty()) {
        throw new InvalidInputException(
            InputLocation.of(one.submission().folder()), String.join("; ", objections));
      }
      requireValue(one, settings.metric());
      String name = one.submission().declaration().name();
      String other = names.putIfAbsent(EntryId.of(name), name);
      if (other != null) {
        throw new InvalidInputException(
            InputLocation.of(one.submission().folder()).child("name"),
            "\"%s\" is too like \"%s\": names must differ in letters or digits"
                .formatted(
                    InvalidInputException.excerpt(name), InvalidInputException.excerpt(other)));
      }
    }
    List<Entry> entries = rank(scored, settings.metric());
    LocalDate newest =
        entries.stream().map(e -> e.declaration().date()).max(LocalDate::compareTo).orElseThrow();
    List<Standing> standings =
        entries.stream()
            .map(
                e ->
                    new Standing(
                        e.id(),
                        e.declaration().name(),
                        e.rank(),
                        OptionalInt.of(e.ranks().worst()),
                        LeaderboardJson.rounded(value(e, settings.metric()))))
            .toList();
    return new Leaderboard(
        settings.title(),
        index.info(),
        settings.metric(),
        settings.crossValidated(),
        settings.seen(),
        entries,
        past.then(new History.State(newest, Protocol.CONSISTENT.version(), standings)));
  }

  private static void requireValue(ScoredSubmission scored, Metric metric) {
    ScoredRun run = scored.run();
    if (!run.perQuery().metrics().contains(metric)
        || run.scorecard().figure(metric).value().isEmpty()) {
      throw new InvalidInputException(
          InputLocation.of(scored.submission().folder()),
          "has no %s to rank by; it has %s"
              .formatted(metric.name(), Metrics.names(run.perQuery().metrics())));
    }
  }

  private static List<Entry> rank(List<ScoredSubmission> scored, Metric metric) {
    // In an order that does not depend on the command line's: the draws are the same, sums are not.
    List<ScoredSubmission> sorted =
        scored.stream().sorted(Comparator.comparing(Leaderboard::id)).toList();
    Standings standings =
        Standings.of(sorted.stream().map(one -> one.run().named(id(one))).toList(), metric);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      List<String> ahead = standings.ahead(i).stream().map(other -> id(sorted.get(other))).toList();
      entries.add(entry(sorted.get(i), standings.ranks(i), ahead));
    }
    Direction direction = metric.direction();
    entries.sort(
        Comparator.comparing(
                (Entry entry) -> LeaderboardJson.rounded(value(entry, metric)),
                (a, b) -> Double.compare(0, direction.advantage(a, b)))
            .thenComparing(Entry::id));
    return entries;
  }

  private static String id(ScoredSubmission scored) {
    return EntryId.of(scored.submission().declaration().name());
  }

  private static Entry entry(ScoredSubmission scored, Ranks ranks, List<String> ahead) {
    Submission submission = scored.submission();
    Declaration declaration = submission.declaration();
    if (declaration.costUsd().isEmpty() && scored.costUsd().isPresent()) {
      declaration = declaration.withCost(scored.costUsd().getAsDouble());
    }
    return new Entry(
        EntryId.of(declaration.name()),
        ranks,
        ahead,
        declaration,
        submission.predictions(),
        submission.person(),
        scored.checksums(),
        submission.run(),
        scored.run().scorecard());
  }

  private static double value(Entry entry, Metric metric) {
    return entry.figure(metric).value().orElseThrow();
  }
}
