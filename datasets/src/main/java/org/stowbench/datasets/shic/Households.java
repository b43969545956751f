package org.stowbench.datasets.shic;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.stowbench.query.Household;
import org.stowbench.scene.Region;

/** Which photos are of one kitchen: those with the same set of candidates. */
final class Households {

  private final Findings findings;
  private final Map<Set<Region>, String> splitOf = new HashMap<>();
  private final Set<Set<Region>> shared = new HashSet<>();

  Households(Findings findings) {
    this.findings = findings;
  }

  /** The households of a split. */
  InSplit in(String split, boolean named) {
    return new InSplit(split, named);
  }

  /** The households of one split, numbered or named as they first occur. */
  final class InSplit {

    private final String split;
    private final boolean named;
    private final Map<Set<Region>, Household> households = new HashMap<>();
    private final Map<ChallengePhoto, Household> bare = new HashMap<>();

    private InSplit(String split, boolean named) {
      this.split = split;
      this.named = named;
    }

    Household of(ChallengePhoto photo) {
      if (photo.candidates().isEmpty()) {
        // Two photos in which nothing was found need not be of one kitchen.
        return bare.computeIfAbsent(photo, this::next);
      }
      Set<Region> kitchen = Set.copyOf(photo.candidates());
      String first = splitOf.putIfAbsent(kitchen, split);
      if (first != null && !first.equals(split) && shared.add(kitchen)) {
        findings.add(
            ImportReport.Kind.HOUSEHOLD_IN_SPLITS,
            photo.id() + " in " + split + " has the candidates of a photo in " + first);
      }
      return households.computeIfAbsent(kitchen, k -> next(photo));
    }

    private Household next(ChallengePhoto photo) {
      return new Household(
          named
              ? photo.id()
              : String.format(Locale.ROOT, "%s-%03d", split, households.size() + bare.size() + 1));
    }
  }
}
