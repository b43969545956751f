package org.stowbench.run;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.query.DatasetInfo;

/**
 * Which of the households that are asked about were learned from. A figure over such households
 * says how well they are remembered, not how well homes are known.
 *
 * @param learnedFrom what was learned from
 * @param households how many of those asked were, for all that is known; not those that were
 *     learned from in folds, which each model had not seen
 * @param asked how many are asked about, 0 or more
 * @param folds of a cross-validation over some that are asked about; empty where there was none
 */
public record Seen(LearnedFrom learnedFrom, int households, int asked, OptionalInt folds) {

  public Seen {
    Objects.requireNonNull(learnedFrom, "learnedFrom");
    if (households < 0 || households > asked) {
      throw new IllegalArgumentException(
          "%d of %d households seen: must be between none and all".formatted(households, asked));
    }
    Objects.requireNonNull(folds, "folds");
  }

  /**
   * Looks who was learned from.
   *
   * @param asked the split
   * @param ids its households, or those of its queries that were asked; each counts once
   */
  public static Seen of(LearnedFrom learnedFrom, DatasetInfo asked, Collection<String> ids) {
    Set<String> homes = new TreeSet<>(ids);
    Set<String> seen = new HashSet<>();
    OptionalInt folds = OptionalInt.empty();
    for (LearnedFrom.Source source : learnedFrom.sources()) {
      Set<String> among = source.among(asked, homes);
      if (source.folds().isEmpty()) {
        seen.addAll(among);
      } else if (!among.isEmpty()) {
        folds = source.folds();
      }
    }
    return new Seen(learnedFrom, seen.size(), homes.size(), folds);
  }

  /** Whether any household that is asked about is known to have been learned from. */
  public boolean any() {
    return households > 0;
  }

  /** Whether old models are in it that do not say which households they learned from. */
  public boolean notRecorded() {
    return learnedFrom.sources().stream().anyMatch(source -> source.households().isEmpty());
  }

  /** Whether figures over these households are to be doubted: they were, or may have been, seen. */
  public boolean isDoubtful() {
    return any() || notRecorded();
  }

  /** Whether there is nothing more to know: nobody keeps silent about what it has learned from. */
  public boolean known() {
    return learnedFrom.declared() && !notRecorded();
  }

  /**
   * What stands beside the predictor's name wherever its figures are shown; empty where there is
   * nothing to be wary of.
   */
  public Optional<String> mark() {
    if (any()) {
      return Optional.of(
          households == asked
              ? "has seen these households"
              : String.format(
                  Locale.ROOT, "has seen these households, %,d of %,d", households, asked));
    }
    if (notRecorded()) {
      return Optional.of("may have seen these households: its model does not record which");
    }
    return folds.isPresent()
        ? Optional.of("cross-validated, " + folds.getAsInt() + " folds")
        : Optional.empty();
  }

  /** The predictor's name with its mark. */
  public String marked(String name) {
    return mark().map(mark -> name + ": " + mark).orElse(name);
  }
}
