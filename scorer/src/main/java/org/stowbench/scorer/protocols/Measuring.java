package org.stowbench.scorer.protocols;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;

/** Finds out what there is to be measured in a split, query by query and in any order. */
public final class Measuring {

  private final Predicate<LabeledQuery> hasSeveralPlaces;
  private final Set<Ways> ways = EnumSet.noneOf(Ways.class);
  private boolean drawn = true;
  private boolean severalPlaces;

  Measuring(Predicate<LabeledQuery> hasSeveralPlaces) {
    this.hasSeveralPlaces = hasSeveralPlaces;
  }

  /** Looks at a query. */
  public void add(LabeledQuery labeled) {
    Scene scene = labeled.query().scene();
    drawn &= scene.isDrawn();
    severalPlaces |= labeled.truth().containers().size() > 1 && hasSeveralPlaces.test(labeled);
    if (!scene.containers().isEmpty()) {
      ways.add(Ways.of(scene));
    }
  }

  /** What there is, of the queries so far. */
  public Measurable measurable() {
    return new Measurable(drawn, severalPlaces, ways);
  }
}
