package org.stowbench.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.query.DatasetInfo;

/**
 * What makes two runs the same run: only then may one go on where the other stopped.
 *
 * @param dataset id of the split
 * @param checksum of the dataset
 * @param predictor the whole spec
 * @param seed the run's seed
 * @param limit how many queries; empty for all
 * @param mode how they are put
 */
record RunIdentity(
    String dataset,
    String checksum,
    String predictor,
    long seed,
    OptionalLong limit,
    RunMode mode) {

  static RunIdentity of(RunPlan plan) {
    DatasetInfo info = plan.dataset().info();
    return new RunIdentity(
        info.id(),
        info.checksum(),
        plan.predictor().text(),
        plan.seed(),
        plan.limit(),
        plan.mode());
  }

  static RunIdentity of(RunManifest manifest) {
    return new RunIdentity(
        manifest.dataset().id(),
        manifest.dataset().checksum(),
        manifest.predictor().text(),
        manifest.seed(),
        manifest.limit(),
        manifest.mode());
  }

  void writeTo(ObjectNode json) {
    json.put("dataset", dataset);
    json.put("checksum", checksum);
    json.put("predictor", predictor);
    json.put("seed", seed);
    limit.ifPresent(n -> json.put("limit", n));
    RunModes.write(mode, json);
  }

  static RunIdentity read(JsonInput json) {
    Optional<JsonInput> limit = json.optional("limit");
    return new RunIdentity(
        json.field("dataset").text(),
        json.field("checksum").text(),
        json.field("predictor").text(),
        json.field("seed").longInteger(),
        limit.isPresent() ? OptionalLong.of(limit.get().longInteger()) : OptionalLong.empty(),
        RunModes.read(json));
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
    compare("seed", Long.toString(seed), Long.toString(planned.seed), differences);
    compare("limit", words(limit), words(planned.limit), differences);
    if (!mode.equals(planned.mode)) {
      differences.add("mode was %s, is now %s".formatted(mode.words(), planned.mode.words()));
    }
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

  private static String words(OptionalLong limit) {
    return limit.isPresent() ? Long.toString(limit.getAsLong()) : "none";
  }
}
