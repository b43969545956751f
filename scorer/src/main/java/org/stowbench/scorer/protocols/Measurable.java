package org.stowbench.scorer.protocols;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What there is to be measured in a split, besides what there is in all.
 *
 * @param drawn whether each container of each scene has a region in a photo
 * @param severalPlaces whether some item is kept in more than one physical container
 * @param told what scenes tell of how far a robot goes; one without containers has no say
 */
public record Measurable(boolean drawn, boolean severalPlaces, Set<Ways> told)
    implements Serializable {

  public Measurable {
    EnumSet<Ways> own = EnumSet.noneOf(Ways.class);
    own.addAll(told);
    told = Collections.unmodifiableSet(own);
  }

  /** What all scenes tell of how far a robot goes. */
  public Ways ways() {
    return Ways.of(told);
  }

  /** What there is in both of two parts of a split. */
  public Measurable and(Measurable other) {
    EnumSet<Ways> both = EnumSet.noneOf(Ways.class);
    both.addAll(told);
    both.addAll(other.told);
    return new Measurable(drawn && other.drawn, severalPlaces || other.severalPlaces, both);
  }
}
