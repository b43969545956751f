package org.stowbench.cli;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictors.learned.items.ItemLexicon;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scorer.slices.Slicing;

/** What a split can be told apart by, as it is written on the command line. */
enum SlicingOption {
  ITEM,
  CATEGORY,
  SEEN,
  CANDIDATES,
  CROWDING,
  NOT_HERE,
  HOUSEHOLD,
  ROOM;

  /**
   * The way to part a split.
   *
   * @param reference how the split was named, for the development split that belongs to it
   * @throws InvalidInputException if it cannot be parted so
   */
  Slicing of(String reference) {
    return switch (this) {
      case ITEM -> Slicing.item();
      case CATEGORY -> Slicing.category(ItemLexicon.bundled()::category);
      case SEEN -> Slicing.seen(trained(reference));
      case CANDIDATES -> Slicing.candidates();
      case CROWDING -> Slicing.crowding();
      case NOT_HERE -> Slicing.notHere();
      case HOUSEHOLD -> Slicing.household();
      case ROOM -> Slicing.room();
    };
  }

  private static Set<String> trained(String reference) {
    Dataset training =
        StowbenchHome.catalogue()
            .training(reference)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "--by seen: %s has no dev split beside it, whose items would be seen"
                            .formatted(InvalidInputException.excerpt(reference))));
    try (Stream<LabeledQuery> queries = training.queries()) {
      return queries.map(labeled -> labeled.query().item()).collect(Collectors.toSet());
    }
  }
}
