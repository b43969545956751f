package org.stowbench.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.DatasetInfo;

/**
 * What makes two runs the same run: only then may one go on where the other stopped.
 *
 * @param dataset id of the split
 * @param checksum of the dataset
 * @param predictor the whole spec
 * @param files the checksums of what shapes the predictor's answers, by name: files and plug-ins
 * @param seed the run's seed
 * @param limit how many queries; empty for all
 * @param mode how they are put
 * @param known how much is known of the households; empty where it is what the dataset says
 */
record RunIdentity(
    String dataset,
    String checksum,
    String predictor,
    SortedMap<String, String> files,
    long seed,
    OptionalLong limit,
    RunMode mode,
    Optional<Known> known) {

  private static final String FILES = "files";

  static RunIdentity of(RunPlan plan) {
    DatasetInfo info = plan.dataset().info();
    return new RunIdentity(
        info.id(),
        info.checksum(),
        plan.predictor().text(),
        files(plan.predictor()),
        plan.seed(),
        plan.limit(),
        plan.mode(),
        plan.known());
  }

  static RunIdentity of(RunManifest manifest) {
    return new RunIdentity(
        manifest.dataset().id(),
        manifest.dataset().checksum(),
        manifest.predictor().text(),
        files(manifest.predictor()),
        manifest.seed(),
        manifest.limit(),
        manifest.mode(),
        manifest.known());
  }

  private static SortedMap<String, String> files(PredictorSpec predictor) {
    SortedMap<String, String> files = new TreeMap<>(predictor.files());
    predictor
        .plugin()
        .ifPresent(origin -> files.put("plug-in " + origin.file(), origin.checksum()));
    return files;
  }

  void writeTo(ObjectNode json) {
    json.put("dataset", dataset);
    json.put("checksum", checksum);
    json.put("predictor", predictor);
    writeChecksums(files, json);
    json.put("seed", seed);
    limit.ifPresent(n -> json.put("limit", n));
    RunModes.write(mode, json);
    Known.write(known, json);
  }

  static RunIdentity read(JsonInput json) {
    Optional<JsonInput> limit = json.optional("limit");
    return new RunIdentity(
        json.field("dataset").text(),
        json.field("checksum").text(),
        json.field("predictor").text(),
        readChecksums(json),
        json.field("seed").longInteger(),
        limit.isPresent() ? OptionalLong.of(limit.get().longInteger()) : OptionalLong.empty(),
        RunModes.read(json),
        Known.read(json));
  }

  /** Puts checksums by name under {@code files}; nothing where there are none. */
  static void writeChecksums(SortedMap<String, String> files, ObjectNode json) {
    if (!files.isEmpty()) {
      files.forEach(json.putObject(FILES)::put);
    }
  }

  /** What {@link #writeChecksums} wrote. */
  static SortedMap<String, String> readChecksums(JsonInput json) {
    SortedMap<String, String> files = new TreeMap<>();
    json.optional(FILES)
        .ifPresent(
            given -> given.names().forEach(name -> files.put(name, given.field(name).text())));
    return files;
  }

  /** This identity as it was written before journals held checksums. */
  RunIdentity withoutFiles() {
    return new RunIdentity(dataset, checksum, predictor, new TreeMap<>(), seed, limit, mode, known);
  }

  /**
   * Refuses to go on with another run.
   *
   * @param where what this identity was read from
   * @throws InvalidInputException if the planned run is another one; says in what they differ
   */
  void requireSame(RunIdentity planned, InputLocation where) {
    List<String> differences = new ArrayList<>();
    compare("dataset", dataset, planned.dataset, differences);
    compare("dataset checksum", checksum, planned.checksum, differences);
    compare("predictor", predictor, planned.predictor, differences);
    SortedSet<String> named = new TreeSet<>(files.keySet());
    named.addAll(planned.files.keySet());
    for (String file : named) {
      compare(
          "checksum of " + InvalidInputException.excerpt(file),
          files.getOrDefault(file, "not recorded"),
          planned.files.getOrDefault(file, "nothing"),
          differences);
    }
    compare("seed", Long.toString(seed), Long.toString(planned.seed), differences);
    compare("limit", words(limit), words(planned.limit), differences);
    if (!mode.equals(planned.mode)) {
      differences.add("mode was %s, is now %s".formatted(mode.words(), planned.mode.words()));
    }
    compare("known placements", words(known), words(planned.known), differences);
    if (!differences.isEmpty()) {
      throw new InvalidInputException(
          where, "this run cannot be resumed as another: " + String.join("; ", differences));
    }
  }

  private static void compare(String what, String found, String planned, List<String> to) {
    if (!found.equals(planned)) {
      to.add(
          "%s was %s, is now %s"
              .formatted(
                  what,
                  InvalidInputException.excerpt(found),
                  InvalidInputException.excerpt(planned)));
    }
  }

  private static String words(Optional<Known> known) {
    return known
        .map(k -> "%d of at least %d".formatted(k.placements(), k.ofAtLeast()))
        .orElse("those of the dataset");
  }

  private static String words(OptionalLong limit) {
    return limit.isPresent() ? Long.toString(limit.getAsLong()) : "none";
  }
}
