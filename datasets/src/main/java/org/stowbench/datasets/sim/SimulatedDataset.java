package org.stowbench.datasets.sim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
 * @param seed of the simulation, for the record
 * @param splits what it holds, by name; the first is the default
 */
public record SimulatedDataset(String id, long seed, Map<String, SimulatedSplit> splits) {

  /** The id of the standard dataset. */
  public static final String STANDARD = "sim";

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
        SimulatedSplit.STANDARD_SEED,
        ordered(SimulatedSplit.eval(), SimulatedSplit.dev()));
  }

  /** The datasets that ship as their simulator, by id. */
  public static Map<String, Supplier<SimulatedDataset>> shipped() {
    return Map.of(STANDARD, SimulatedDataset::standard, HOMES, SimulatedDataset::homes);
  }

  /** {@code sim-homes}: a dozen queries a household, for what is known of it. */
  public static SimulatedDataset homes() {
    return new SimulatedDataset(
        HOMES,
        SimulatedSplit.STANDARD_SEED,
        ordered(SimulatedSplit.homesEval(), SimulatedSplit.homesDev()));
  }

  /**
   * A dataset of one's own.
   *
   * @param seed of the simulation
   * @param households how many, 1 or more
   * @param questions what each is asked; names the split: {@code dev} for development, else {@code
   *     eval}
   */
  public static SimulatedDataset of(long seed, long households, Questions questions) {
    if (households < 1) {
      throw new IllegalArgumentException(households + " households: must be 1 or more");
    }
    String split = questions == Questions.DEVELOPMENT ? DEV : EVAL;
    String id = "sim-" + seed;
    return new SimulatedDataset(
        id,
        seed,
        Map.of(split, SimulatedSplit.of(id + ":" + split, seed, 0, households, questions)));
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
    source.put("simulator", "Stowbench households");
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
        "Simulated households",
        "Simulated kitchens, the containers that a simulated detector finds in them, and where"
            + " simulated families keep things, with the votes of simulated annotators.",
        "Apache-2.0",
        "Stowbench, simulated households, seed " + seed + ".",
        source,
        true,
        splits.keySet().iterator().next());
  }
}
