package org.stowbench.predictor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.stowbench.io.Sha256;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.LabeledQuery;

/**
 * What answers were learned from: splits of datasets, by training or as worked examples. A
 * predictor says it ({@link Learned}), a run keeps it, whoever shows its figures shows it.
 *
 * @param sources each once; none where nothing is known to have been learned from
 * @param declared whether that is all; false where somebody does not say, as the makers of a
 *     language model do not
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LearnedFrom(List<Source> sources, boolean declared) {

  /** Of a predictor that learns from no homes. */
  public static final LearnedFrom NOTHING = new LearnedFrom(List.of(), true);

  /** Of one that does not say. */
  public static final LearnedFrom NOT_DECLARED = new LearnedFrom(List.of(), false);

  public LearnedFrom {
    sources = List.copyOf(new LinkedHashSet<>(sources));
  }

  /** Of a predictor that learned from one split alone. */
  public static LearnedFrom of(Source source) {
    return new LearnedFrom(List.of(source), true);
  }

  /** Both together. */
  public LearnedFrom and(LearnedFrom other) {
    List<Source> all = new ArrayList<>(sources);
    all.addAll(other.sources);
    return new LearnedFrom(all, declared && other.declared);
  }

  /** In words: {@code nothing}, {@code not declared}, or {@code sim:dev (30 households)}. */
  public String words() {
    String named = sources.stream().map(Source::words).collect(Collectors.joining(", "));
    if (sources.isEmpty()) {
      return declared ? "nothing" : "not declared";
    }
    return declared ? named : named + ", what else is not declared";
  }

  /**
   * A split that was learned from.
   *
   * <p>Households stand as digests, the first 16 hexadecimal digits of their id's SHA-256: short,
   * and no names of homes, for run folders are passed on.
   *
   * @param dataset dataset and split, such as {@code shic:dev}
   * @param checksum of the whole dataset's content
   * @param households digests of those that were learned from; empty where that was not recorded,
   *     as by old models
   * @param folds where it was learned from in folds, so that each household was asked of a model
   *     that had not seen it: how many, 2 or more
   */
  @API(status = API.Status.EXPERIMENTAL, since = "0.1")
  public record Source(
      String dataset, String checksum, Optional<SortedSet<String>> households, OptionalInt folds) {

    private static final int DIGITS = 16;

    public Source {
      if (dataset.isBlank()) {
        throw new IllegalArgumentException("dataset id must not be blank");
      }
      Objects.requireNonNull(checksum, "checksum");
      households = households.map(all -> Collections.unmodifiableSortedSet(new TreeSet<>(all)));
      if (folds.orElse(2) < 2) {
        throw new IllegalArgumentException(
            "folds " + folds.getAsInt() + " of " + dataset + ": must be 2 or more");
      }
    }

    /** All households of a split. */
    public static Source of(Dataset dataset) {
      try (Stream<LabeledQuery> queries = dataset.queries()) {
        return of(
            dataset.info(),
            queries.map(q -> q.household().id()).collect(Collectors.toCollection(TreeSet::new)));
      }
    }

    /** Some households of a split, by their ids. */
    public static Source of(DatasetInfo dataset, Collection<String> households) {
      return new Source(
          dataset.id(),
          dataset.checksum(),
          Optional.of(
              households.stream()
                  .map(Source::digest)
                  .collect(Collectors.toCollection(TreeSet::new))),
          OptionalInt.empty());
    }

    /** The same, learned from in folds. */
    public Source inFolds(int count) {
      return new Source(dataset, checksum, households, OptionalInt.of(count));
    }

    private static String digest(String household) {
      return Sha256.digits(household.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
    }

    /**
     * Which of some households are among these, folds or not. They are the same homes where their
     * ids are and the data are: by the dataset's name, or by its content whatever its name.
     *
     * @param asked the split that they are of
     * @param ids theirs
     */
    public Set<String> among(DatasetInfo asked, Collection<String> ids) {
      boolean sameContent = checksum.equals(asked.checksum());
      if (households.isEmpty()) {
        // Of all that is not recorded, this much is sure: the split itself was learned from.
        return dataset.equals(asked.id())
                || (sameContent && split(dataset).equals(split(asked.id())))
            ? Set.copyOf(ids)
            : Set.of();
      }
      return sameContent || family(dataset).equals(family(asked.id()))
          ? ids.stream()
              .filter(id -> households.get().contains(digest(id)))
              .collect(Collectors.toUnmodifiableSet())
          : Set.of();
    }

    private static String family(String id) {
      return id.substring(0, Math.max(0, id.lastIndexOf(':')));
    }

    private static String split(String id) {
      return id.substring(id.lastIndexOf(':') + 1);
    }

    String words() {
      String homes =
          households.isPresent()
              ? String.format(
                  Locale.ROOT,
                  households.get().size() == 1 ? "%,d household" : "%,d households",
                  households.get().size())
              : "households not recorded";
      return "%s (%s%s)"
          .formatted(dataset, homes, folds.isPresent() ? ", " + folds.getAsInt() + " folds" : "");
    }
  }
}
