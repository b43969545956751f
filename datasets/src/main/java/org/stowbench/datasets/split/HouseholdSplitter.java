package org.stowbench.datasets.split;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.DatasetMetadata;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.Seeds;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;

/**
 * Cuts a dataset into parts by household: all queries of a home go into one part, since a predictor
 * that has seen a kitchen has seen its answers. Each part gets its share of the queries, and of the
 * queries for each item, as nearly as whole households allow.
 *
 * <p>Households are dealt out one at a time, those with most queries first, those with equally many
 * in an order drawn from the seed. Each goes to the part that lacks most of what the household
 * brings: the sum over its items of what is missing to the part's share of that item, relative to
 * that share; the first such part on a tie. This is the greedy stratification of Sechidis,
 * Tsoumakas and Vlahavas, "On the Stratification of Multi-label Data" (ECML PKDD 2011), with
 * households for examples and items for labels.
 *
 * <p>The same dataset, parts and seed give the same bytes. Memory grows with the number of
 * households and items.
 */
public final class HouseholdSplitter {

  private final Parts parts;
  private final long seed;

  /** A splitter. */
  public HouseholdSplitter(Parts parts, long seed) {
    this.parts = parts;
    this.seed = seed;
  }

  /**
   * Writes the parts of a dataset as the splits of a new one; all scenes are in it.
   *
   * @param id the new dataset's id
   * @throws InvalidInputException if a part would get no household, the id is none, or something
   *     else than a dataset is at the target
   */
  public DatasetMetadata split(DatasetFolder dataset, Path target, String id) throws IOException {
    Map<String, String> partOf = assign(households(dataset));
    try (DatasetWriter writer = DatasetWriter.create(target)) {
      try (Stream<Scene> scenes = dataset.scenes()) {
        for (Scene scene : (Iterable<Scene>) scenes::iterator) {
          writer.scene(scene);
        }
      }
      for (String part : parts.names()) {
        for (String split : dataset.splits()) {
          try (Stream<LabeledQuery> queries = dataset.split(split).queries()) {
            for (LabeledQuery labeled : (Iterable<LabeledQuery>) queries::iterator) {
              if (partOf.get(labeled.household().id()).equals(part)) {
                writer.query(labeled, part);
              }
            }
          }
        }
      }
      return writer.commit(description(dataset.metadata(), id));
    }
  }

  /** How often each household asks for each item. */
  private static Map<String, Map<String, Integer>> households(DatasetFolder dataset) {
    Map<String, Map<String, Integer>> households = new TreeMap<>();
    for (String split : dataset.splits()) {
      try (Stream<LabeledQuery> queries = dataset.split(split).queries()) {
        queries.forEach(
            labeled ->
                households
                    .computeIfAbsent(labeled.household().id(), h -> new TreeMap<>())
                    .merge(labeled.query().item(), 1, Integer::sum));
      }
    }
    return households;
  }

  /** The part of each household. */
  Map<String, String> assign(Map<String, Map<String, Integer>> households) {
    Map<String, Integer> items = new TreeMap<>();
    households
        .values()
        .forEach(counts -> counts.forEach((item, n) -> items.merge(item, n, Integer::sum)));
    Map<String, Map<String, Double>> missing = new LinkedHashMap<>();
    for (String part : parts.names()) {
      Map<String, Double> share = new TreeMap<>();
      items.forEach((item, n) -> share.put(item, n * parts.share(part)));
      missing.put(part, share);
    }
    Map<String, String> partOf = new LinkedHashMap<>();
    for (String household : order(households)) {
      Map<String, Integer> counts = households.get(household);
      String best = mostLacking(counts, items, missing);
      partOf.put(household, best);
      counts.forEach((item, n) -> missing.get(best).merge(item, (double) -n, Double::sum));
    }
    for (String part : parts.names()) {
      if (!partOf.containsValue(part)) {
        throw new InvalidInputException(
            "part %s gets none of the %d households: there must be enough for every part, since a household is not cut"
                .formatted(part, households.size()));
      }
    }
    return partOf;
  }

  private List<String> order(Map<String, Map<String, Integer>> households) {
    record Dealt(String household, long queries, long drawn) {}
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, "split"));
    List<Dealt> dealt = new ArrayList<>();
    households.forEach(
        (household, counts) ->
            dealt.add(
                new Dealt(
                    household,
                    counts.values().stream().mapToLong(Integer::longValue).sum(),
                    random.nextLong())));
    dealt.sort(
        Comparator.comparingLong(Dealt::queries)
            .reversed()
            .thenComparingLong(Dealt::drawn)
            .thenComparing(Dealt::household));
    return dealt.stream().map(Dealt::household).toList();
  }

  private String mostLacking(
      Map<String, Integer> counts,
      Map<String, Integer> items,
      Map<String, Map<String, Double>> missing) {
    String best = parts.names().get(0);
    double most = Double.NEGATIVE_INFINITY;
    for (String part : parts.names()) {
      double lack = 0;
      for (Map.Entry<String, Integer> count : counts.entrySet()) {
        String item = count.getKey();
        double share = items.get(item) * parts.share(part);
        lack += count.getValue() * missing.get(part).get(item) / share;
      }
      if (lack > most) {
        most = lack;
        best = part;
      }
    }
    return best;
  }

  private DatasetDescription description(DatasetMetadata metadata, String id) {
    DatasetDescription original = metadata.description();
    ObjectNode source = original.source();
    ObjectNode split = source.putObject("split");
    split.put("of", original.id()).put("checksum", metadata.checksums().content());
    split.put("seed", seed);
    ObjectNode shares = split.putObject("parts");
    parts.names().forEach(part -> shares.put(part, parts.share(part)));
    try {
      return new DatasetDescription(
          id,
          original.name(),
          original.description(),
          original.licence(),
          original.citation(),
          source,
          original.simulated(),
          parts.names().get(0));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(e.getMessage(), e);
    }
  }
}
