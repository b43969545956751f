package org.stowbench.datasets.importing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.LabeledQuery;

/** Finds queries that ask of one household the same in one scene, and have different truths. */
public final class Disagreements {

  private Disagreements() {}

  /**
   * What an import says of them.
   *
   * @param splits the queries of each
   * @return one line with the first; nothing where all agree
   */
  public static List<String> notes(Map<String, List<LabeledQuery>> splits) {
    Map<List<String>, LabeledQuery> asked = new HashMap<>();
    List<String> found = new ArrayList<>();
    for (List<LabeledQuery> queries : splits.values()) {
      for (LabeledQuery labeled : queries) {
        LabeledQuery first = asked.putIfAbsent(key(labeled), labeled);
        if (first != null && !first.truth().equals(labeled.truth())) {
          found.add(
              "%s of household %s in query %s and in query %s"
                  .formatted(
                      InvalidInputException.excerpt(labeled.query().item()),
                      InvalidInputException.excerpt(labeled.household().id()),
                      InvalidInputException.excerpt(first.query().id()),
                      InvalidInputException.excerpt(labeled.query().id())));
        }
      }
    }
    return found.isEmpty()
        ? List.of()
        : List.of(
            "the same item of one household has different truths in %d queries, such as %s; where it is in several places, name them in one"
                .formatted(found.size(), found.get(0)));
  }

  private static List<String> key(LabeledQuery labeled) {
    return List.of(
        labeled.household().id(), labeled.query().scene().id(), labeled.query().item().strip());
  }
}
