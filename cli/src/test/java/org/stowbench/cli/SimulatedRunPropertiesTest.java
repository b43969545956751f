package org.stowbench.cli;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.stowbench.datasets.sim.Questions;
import org.stowbench.datasets.sim.SimulatedSplit;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scorer.WholeRunProperties;

/** Of simulated kitchens, which the scorer does not know: any two of a million households. */
class SimulatedRunPropertiesTest extends WholeRunProperties {

  private static final int HOUSEHOLDS = 1_000_000;

  @Override
  protected List<LabeledQuery> queries(Random random) {
    return Stream.generate(() -> household(random.nextInt(HOUSEHOLDS)))
        .limit(2)
        .flatMap(household -> household.queries().limit(3))
        .toList();
  }

  private static SimulatedSplit household(int number) {
    return SimulatedSplit.of(
        "sim:any", SimulatedSplit.STANDARD_SEED, number, 1, Questions.DEVELOPMENT);
  }
}
