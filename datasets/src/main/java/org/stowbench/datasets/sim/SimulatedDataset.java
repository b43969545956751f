package org.stowbench.datasets.sim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetMetadata;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.io.Json;
import org.stowbench.query.LabeledQuery;

/**
 * Simulated splits written as a dataset's folder, so that everything that works on datasets works
 * on them. The same parameters give the same bytes, on every JVM and however many processors make
 * the households. Memory grows by the ids only.
 *
 * @param id of the dataset, such as {@code sim}
 * @param kind of places
 * @param seed of the simulation, for the record
 * @param splits what it holds, by name; the first is the default
 */
public record SimulatedDataset(
    String id, SimulationKind kind, long seed, Map<String, SimulatedSplit> splits) {

  /** The id of the standard dataset. */
  public static final String STANDARD = SimulationKind.HOME.id();

  /** The id of the dataset that asks each household a dozen questions. */
  public static final String HOMES = "sim-homes";

  private static final String EVAL = "eval";
  private static final String DEV = "dev";

  /** Households made at once: enough to keep every processor busy, few enough to hold. */
  private static final int BATCH = 256;

  public SimulatedDataset {
    splits = Collections.unmodifiableMap(new LinkedHashMap<>(splits));
    if (splits.isEmpty()) {
      throw new IllegalArgumentException("simulated dataset " + id + ": must have a split");
    }
  }

  /** {@code sim}: the splits that ship. */
  public static SimulatedDataset standard() {
    return new SimulatedDataset(
        STANDARD,
        SimulationKind.HOME,
        SimulatedSplit.STANDARD_SEED,
        ordered(SimulatedSplit.eval(), SimulatedSplit.dev()));
  }

  /** The datasets that ship as their simulator, by id. */
  public static Map<String, Supplier<SimulatedDataset>> shipped() {
    return Map.of(
        STANDARD,
        SimulatedDataset::standard,
        HOMES,
        SimulatedDataset::homes,
        SimulationKind.KITCHEN.id(),
        () -> workplaces(SimulationKind.KITCHEN),
        SimulationKind.STOCK.id(),
        () -> workplaces(SimulationKind.STOCK));
  }

  /** {@code sim-homes}: a dozen queries a household, for what is known of it. */
  public static SimulatedDataset homes() {
    return new SimulatedDataset(
        HOMES,
        SimulationKind.HOME,
        SimulatedSplit.STANDARD_SEED,
        ordered(SimulatedSplit.homesEval(), SimulatedSplit.homesDev()));
  }

  /** {@code sim-kitchen} or {@code sim-stock}: a dozen queries a workplace. */
  static SimulatedDataset workplaces(SimulationKind kind) {
    return new SimulatedDataset(
        kind.id(),
        kind,
        SimulatedSplit.STANDARD_SEED,
        ordered(SimulatedSplit.workplacesEval(kind), SimulatedSplit.workplacesDev(kind)));
  }

  /**
   * A dataset of one's own.
   *
   * @param kind of places
   * @param seed of the simulation
   * @param households how many, 1 or more
   * @param questions what each is asked; names the split: {@code dev} for development, else {@code
   *     eval}
   */
  public static SimulatedDataset of(
      SimulationKind kind, long seed, long households, Questions questions) {
    if (households < 1) {
      throw new IllegalArgumentException(households + " households: must be 1 or more");
    }
    String split = questions == Questions.DEVELOPMENT ? DEV : EVAL;
    String id = kind.id() + "-" + seed;
    Simulation simulation = new Simulation(kind, seed);
    return new SimulatedDataset(
        id,
        kind,
        seed,
        Map.of(split, SimulatedSplit.of(id + ":" + split, simulation, 0, households, questions)));
  }

  private static Map<String, SimulatedSplit> ordered(SimulatedSplit eval, SimulatedSplit dev) {
    Map<String, SimulatedSplit> splits = new LinkedHashMap<>();
    splits.put(EVAL, eval);
    splits.put(DEV, dev);
    return splits;
  }

  /** How many households it has. */
  public long households() {
    return splits.values().stream().mapToLong(SimulatedSplit::size).sum();
  }

  /**
   * Writes the dataset.
   *
   * @param folder where; an older dataset there is replaced
   * @param progress is told how many households are written
   * @throws org.stowbench.io.InvalidInputException if something else is at the folder
   */
  public DatasetMetadata writeTo(Path folder, LongConsumer progress) throws IOException {
    try (DatasetWriter writer = DatasetWriter.create(folder)) {
      long written = 0;
      for (Map.Entry<String, SimulatedSplit> split : splits.entrySet()) {
        SimulatedSplit made = split.getValue();
        for (long first = 0; first < made.size(); first += BATCH) {
          List<List<LabeledQuery>> batch = batch(made, first);
          for (List<LabeledQuery> household : batch) {
            writer.scene(household.get(0).query().scene());
            for (LabeledQuery query : household) {
              writer.query(query, split.getKey());
            }
          }
          written += batch.size();
          progress.accept(written);
        }
      }
      return writer.commit(description());
    }
  }

  private static List<List<LabeledQuery>> batch(SimulatedSplit split, long first) {
    return LongStream.range(first, Math.min(first + BATCH, split.size()))
        .parallel()
        .mapToObj(place -> split.queries(split.household(place)).toList())
        .toList();
  }

  private DatasetDescription description() {
    ObjectNode source = Json.object();
    source.put("simulator", kind.simulator());
    source.put("seed", seed);
    ObjectNode parts = source.putObject("splits");
    splits.forEach(
        (name, split) ->
            parts
                .putObject(name)
                .put("first_household", split.firstHousehold())
                .put("households", split.size())
                .put("questions", Json.name(split.questions())));
    return new DatasetDescription(
        id,
        kind.title(),
        kind.description(),
        "Apache-2.0",
        "Stowbench, %s, seed %d.".formatted(kind.title().toLowerCase(Locale.ROOT), seed),
        source,
        true,
        splits.keySet().iterator().next());
  }
}
