package org.stowbench.spark;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.stowbench.datasets.sim.Questions;
import org.stowbench.datasets.sim.SimulatedDataset;
import org.stowbench.datasets.sim.SimulatedSplit;
import org.stowbench.datasets.sim.SimulationKind;
import org.stowbench.io.Sha256;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.LabeledQuery;

/**
 * Simulated households, made where they are asked about: those that {@code datasets simulate}
 * writes for the same seed.
 *
 * @param seed of the simulation
 * @param count how many, 1 or more
 * @param questions what each is asked
 */
record SimulatedHouseholds(long seed, long count, Questions questions) implements Households {

  private SimulatedDataset simulated() {
    return SimulatedDataset.of(SimulationKind.HOME, seed, count, questions);
  }

  /** The checksum is that of the parameters: that of the content would cost making it all. */
  @Override
  public Dataset split() {
    SimulatedDataset simulated = simulated();
    Map.Entry<String, SimulatedSplit> made = simulated.splits().entrySet().iterator().next();
    DatasetInfo info =
        new DatasetInfo(
            simulated.id() + ":" + made.getKey(),
            Sha256.checksum(toString()),
            count * questions.perHousehold(),
            true);
    return Dataset.of(info, made.getValue()::queries);
  }

  @Override
  public Optional<Dataset> training() {
    return Optional.empty();
  }

  @Override
  public Optional<Path> images() {
    return Optional.empty();
  }

  @Override
  public List<LabeledQuery> queries(Part part) {
    SimulatedSplit made = simulated().splits().values().iterator().next();
    return LongStream.range(part.first(), part.first() + part.households())
        .mapToObj(made::household)
        .flatMap(made::queries)
        .toList();
  }
}
