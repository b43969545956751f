package org.stowbench.scorer.slices;

import java.util.Objects;
import org.stowbench.scorer.Figure;

/**
 * A part of a split.
 *
 * @param name what its queries have in common
 * @param queries how many
 * @param households how many homes they are of
 * @param figure of the metric over them
 */
public record Slice(String name, int queries, int households, Figure figure) {

  /** With fewer households than these, an interval is itself a guess. */
  public static final int SMALL = 20;

  public Slice {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(figure, "figure");
  }

  /** Whether it is of fewer than {@value #SMALL} households: too few to conclude from. */
  public boolean isSmall() {
    return households < SMALL;
  }
}
