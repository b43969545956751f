package org.stowbench.datasets.sim.work;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.stowbench.datasets.sim.family.Site;
import org.stowbench.scene.Scene;

/**
 * A workplace.
 *
 * @param premises as they are built and labelled
 * @param keeper the crew that works there
 */
public record Workplace(Premises premises, Crew keeper) implements Site {

  public Workplace {
    Objects.requireNonNull(premises, "premises");
    Objects.requireNonNull(keeper, "keeper");
  }

  @Override
  public Scene scene(String id) {
    return premises.scene(id);
  }

  @Override
  public List<Integer> candidates() {
    return IntStream.range(0, premises.spots().size()).boxed().toList();
  }
}
