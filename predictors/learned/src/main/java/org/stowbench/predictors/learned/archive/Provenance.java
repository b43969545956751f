package org.stowbench.predictors.learned.archive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.query.DatasetInfo;

/**
 * What a model was made from.
 *
 * @param predictor the name of the predictor that trained it
 * @param dataset the training split
 * @param households digests of those it learned from; empty for a model of before they were kept
 * @param seed of the training
 * @param signals what the model needs beside regions
 * @param features what it looks at, in its order
 * @param items the items of the training split
 * @param parameters how it was trained, by name
 * @param libraries versions of what made it, by name
 * @param figures what is known about its quality, by name
 */
public record Provenance(
    String predictor,
    DatasetInfo dataset,
    Optional<SortedSet<String>> households,
    long seed,
    List<String> signals,
    List<String> features,
    List<String> items,
    Map<String, String> parameters,
    Map<String, String> libraries,
    Map<String, Double> figures) {

  private static final String HOUSEHOLDS = "households";

  public Provenance {
    signals = List.copyOf(signals);
    features = List.copyOf(features);
    items = List.copyOf(items);
    parameters = sorted(parameters);
    libraries = sorted(libraries);
    figures = sorted(figures);
  }

  private static <T> Map<String, T> sorted(Map<String, T> map) {
    return Collections.unmodifiableMap(new TreeMap<>(map));
  }

  /** The same with other figures. */
  public Provenance withFigures(Map<String, Double> known) {
    return new Provenance(
        predictor,
        dataset,
        households,
        seed,
        signals,
        features,
        items,
        parameters,
        libraries,
        known);
  }

  /** What the model learned from. */
  public LearnedFrom learnedFrom() {
    return LearnedFrom.of(
        new LearnedFrom.Source(dataset.id(), dataset.checksum(), households, OptionalInt.empty()));
  }

  void write(ObjectNode json) {
    json.put("predictor", predictor);
    json.set("dataset", Json.object(dataset));
    households.ifPresent(all -> all.forEach(json.putArray(HOUSEHOLDS)::add));
    json.put("seed", seed);
    put(json.putArray("signals"), signals);
    put(json.putArray("features"), features);
    put(json.putArray("items"), items);
    ObjectNode settings = json.putObject("parameters");
    parameters.forEach(settings::put);
    ObjectNode versions = json.putObject("libraries");
    libraries.forEach(versions::put);
    ObjectNode known = json.putObject("figures");
    figures.forEach((name, value) -> known.put(name, rounded(value)));
  }

  /** To six decimals, as a decimal: how a double is written differs between JDK 17 and 19. */
  private static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_EVEN);
  }

  private static void put(ArrayNode list, List<String> texts) {
    texts.forEach(list::add);
  }

  static Provenance read(JsonInput json) {
    JsonInput data = json.field("dataset");
    return new Provenance(
        json.field("predictor").name(),
        new DatasetInfo(
            data.field("id").name(),
            data.field("checksum").text(),
            data.field("queries").longInteger(),
            data.field("simulated").bool()),
        json.optional(HOUSEHOLDS).map(all -> new TreeSet<>(texts(all))),
        json.field("seed").longInteger(),
        texts(json.field("signals")),
        texts(json.field("features")),
        texts(json.field("items")),
        map(json.field("parameters"), JsonInput::text),
        map(json.field("libraries"), JsonInput::text),
        map(json.field("figures"), JsonInput::number));
  }

  private static List<String> texts(JsonInput list) {
    return list.elements().stream().map(JsonInput::text).toList();
  }

  private static <T> Map<String, T> map(JsonInput object, Function<JsonInput, T> value) {
    Map<String, T> map = new TreeMap<>();
    object.names().forEach(name -> map.put(name, value.apply(object.field(name))));
    return map;
  }
}
