package org.stowbench.predictor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apiguardian.api.API;
import org.stowbench.io.JsonInput;

/**
 * What was learned from, as JSON:
 *
 * <pre>{@code
 * "learned_from": {"declared": true, "sources": [
 *   {"dataset": "shic:dev", "checksum": "sha256:...", "folds": 5, "households": ["00a1...", ...]}]}
 * }</pre>
 *
 * <p>In its short form, {@code households} is how many they are.
 */
@API(status = API.Status.INTERNAL, since = "0.2")
public final class LearnedFromJson {

  private static final String FIELD = "learned_from";
  private static final String DECLARED = "declared";
  private static final String SOURCES = "sources";
  private static final String FOLDS = "folds";
  private static final String HOUSEHOLDS = "households";

  private LearnedFromJson() {}

  /** Writes it with the digest of each household, as a field of that name. */
  public static void write(LearnedFrom learned, ObjectNode to) {
    write(
        learned,
        to,
        (all, source) -> {
          ArrayNode digests = source.putArray(HOUSEHOLDS);
          all.forEach(digests::add);
        });
  }

  /** Writes its short form, as a field of that name. */
  public static void writeShort(LearnedFrom learned, ObjectNode to) {
    write(learned, to, (all, source) -> source.put(HOUSEHOLDS, all.size()));
  }

  private static void write(
      LearnedFrom learned, ObjectNode to, BiConsumer<Set<String>, ObjectNode> households) {
    ObjectNode json = to.putObject(FIELD);
    json.put(DECLARED, learned.declared());
    ArrayNode sources = json.putArray(SOURCES);
    for (LearnedFrom.Source source : learned.sources()) {
      ObjectNode one = sources.addObject();
      one.put("dataset", source.dataset());
      one.put("checksum", source.checksum());
      source.folds().ifPresent(folds -> one.put(FOLDS, folds));
      source.households().ifPresent(all -> households.accept(all, one));
    }
  }

  /** Reads what {@link #write} wrote; not declared, where nothing is said. */
  public static LearnedFrom read(JsonInput from) {
    return from.optional(FIELD)
        .map(
            json ->
                new LearnedFrom(
                    json.field(SOURCES).elements().stream()
                        .map(source -> source.build(LearnedFromJson::readSource))
                        .toList(),
                    json.field(DECLARED).bool()))
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
