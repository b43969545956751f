package org.stowbench.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeSet;
import org.stowbench.io.JsonInput;
import org.stowbench.predictor.LearnedFrom;

/**
 * What was learned from, as JSON:
 *
 * <pre>{@code
 * "learned_from": {"declared": true, "sources": [
 *   {"dataset": "shic:dev", "checksum": "sha256:...", "folds": 5, "households": ["00a1...", ...]}]}
 * }</pre>
 */
final class LearnedFromJson {

  private static final String FIELD = "learned_from";
  private static final String FOLDS = "folds";
  private static final String HOUSEHOLDS = "households";

  private LearnedFromJson() {}

  static void write(LearnedFrom learned, ObjectNode to) {
    ObjectNode json = to.putObject(FIELD);
    json.put("declared", learned.declared());
    ArrayNode sources = json.putArray("sources");
    learned.sources().forEach(source -> write(source, sources.addObject()));
  }

  private static void write(LearnedFrom.Source source, ObjectNode json) {
    json.put("dataset", source.dataset());
    json.put("checksum", source.checksum());
    source.folds().ifPresent(folds -> json.put(FOLDS, folds));
    source.households().ifPresent(all -> all.forEach(json.putArray(HOUSEHOLDS)::add));
  }

  /** Not declared, where nothing is said. */
  static LearnedFrom read(JsonInput from) {
    return from.optional(FIELD)
        .map(
            json ->
                new LearnedFrom(
                    json.field("sources").elements().stream()
                        .map(source -> source.build(LearnedFromJson::readSource))
                        .toList(),
                    json.field("declared").bool()))
        .orElse(LearnedFrom.NOT_DECLARED);
  }

  private static LearnedFrom.Source readSource(JsonInput json) {
    return new LearnedFrom.Source(
        json.field("dataset").text(),
        json.field("checksum").text(),
        json.optional(HOUSEHOLDS)
            .map(
                all -> {
                  TreeSet<String> digests = new TreeSet<>();
                  all.elements().forEach(digest -> digests.add(digest.text()));
                  return digests;
                }),
        json.optionalInteger(FOLDS));
  }
}
