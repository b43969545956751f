package org.stowbench.io;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.stowbench.query.Answer;
import org.stowbench.query.Household;
import org.stowbench.query.ItemName;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Truth;
import org.stowbench.query.Vote;
import org.stowbench.query.Votes;
import org.stowbench.scene.Scene;

/** Labelled queries and answers as JSON. A query names its scene by id. */
public final class QueryJson {

  private static final Set<String> ANSWERS = Set.of("container", "region", "not_here");

  private QueryJson() {}

  /** Writes a query of a split. */
  public static ObjectNode write(LabeledQuery labeled, String split) {
    ObjectNode json = Json.object();
    json.put("id", labeled.query().id());
    json.put("split", split);
    json.put("scene", labeled.query().scene().id());
    json.put("item", labeled.query().item());
    json.put("household", labeled.household().id());
    json.set("truth", write(labeled.truth()));
    if (!labeled.query().known().isEmpty()) {
      json.set("known", write(labeled.query().known()));
    }
    if (!labeled.votes().votes().isEmpty()) {
      ArrayNode votes = json.putArray("votes");
      for (Vote vote : labeled.votes().votes()) {
        ObjectNode object = votes.addObject();
        object.put("annotator", vote.annotator());
        object.setAll(write(vote.answer()));
      }
    }
    return json;
  }

  /** Writes a truth: as an answer, or {@code {"containers": [3, 5]}} where it is several places. */
  public static ObjectNode write(Truth truth) {
    if (truth.containers().size() < 2) {
      return write(truth.first());
    }
    ObjectNode json = Json.object();
    truth.containers().forEach(json.putArray("containers")::add);
    return json;
  }

  /**
   * Writes known placements: {@code [{"item": "spoon", "container": 3}, {"item": "pot", "not_here":
   * true}]}.
   */
  public static ArrayNode write(List<KnownPlacement> known) {
    ArrayNode json = Json.list();
    for (KnownPlacement placement : known) {
      json.addObject().put("item", placement.item()).setAll(write(placement.where()));
    }
    return json;
  }

  /**
   * Writes an answer: {@code {"container": 3}}, {@code {"region": ...}}, {@code {"not_here":
   * true}}.
   */
  public static ObjectNode write(Answer answer) {
    ObjectNode json = Json.object();
    if (answer instanceof Answer.InContainer in) {
      json.put("container", in.id());
    } else if (answer instanceof Answer.InRegion in) {
      json.set("region", SceneJson.writeRegion(in.region()));
    } else {
      json.put("not_here", true);
    }
    return json;
  }

  /** Reads a query; {@code scenes} gives the scene for the id that it names. */
  public static LabeledQuery read(JsonInput json, Function<JsonInput, Scene> scenes) {
    Scene scene = scenes.apply(json.field("scene"));
    List<Vote> votes = new ArrayList<>();
    Optional<JsonInput> listed = json.optional("votes");
    if (listed.isPresent()) {
      for (JsonInput element : listed.get().elements()) {
        votes.add(element.build(o -> new Vote(o.field("annotator").name(), readAnswer(o))));
      }
    }
    return json.build(
        o ->
            new LabeledQuery(
                new Query(o.field("id").name(), scene, o.field("item").name(), readKnown(o)),
                new Household(o.field("household").name()),
                readTruth(o.field("truth")),
                new Votes(votes)));
  }

  /** Whether an answer is left blank: it is itself, or the field that would say it. */
  static boolean isBlank(JsonInput json) {
    if (!json.isObject()) {
      return json.isBlank();
    }
    boolean blank = false;
    for (String name : ANSWERS) {
      if (json.has(name)) {
        blank = json.optional(name).map(JsonInput::isBlank).orElse(true);
        if (!blank) {
          return false;
        }
      }
    }
    return blank;
  }

  /** Reads a truth: one container, several, or not here. */
  public static Truth readTruth(JsonInput json) {
    Optional<JsonInput> several = json.isObject() ? json.optional("containers") : Optional.empty();
    if (several.isEmpty()) {
      return json.build(
          o -> Truth.of(readAnswer(o, "container, containers, not_here", JsonInput::integer)));
    }
    if (ANSWERS.stream().anyMatch(name -> json.optional(name).isPresent())) {
      throw json.invalid("expected exactly one of container, containers, not_here");
    }
    List<Integer> containers = several.get().elements().stream().map(JsonInput::integer).toList();
    if (containers.isEmpty() || Set.copyOf(containers).size() < containers.size()) {
      throw several.get().unexpected("one or more containers, each once");
    }
    return several.get().build(o -> new Truth(containers));
  }

  /**
   * Reads the known placements of a query, if it has any; none may be of the item that it asks for,
   * nor contradict another.
   */
  public static List<KnownPlacement> readKnown(JsonInput query) {
    return readKnown(query, JsonInput::integer);
  }

  /**
   * As {@link #readKnown(JsonInput)}, where containers may be called in another way.
   *
   * @param containers reads a container's id
   */
  public static List<KnownPlacement> readKnown(
      JsonInput query, ToIntFunction<JsonInput> containers) {
    List<KnownPlacement> known = new ArrayList<>();
    Optional<JsonInput> listed = query.optional("known");
    if (listed.isPresent()) {
      String asked = query.field("item").name();
      for (JsonInput element : listed.get().elements()) {
        JsonInput item = element.field("item");
        if (ItemName.same(item.name(), asked)) {
          throw item.unexpected("an item that is not the one asked for, " + asked);
        }
        KnownPlacement placement =
            element.build(
                o ->
                    new KnownPlacement(
                        item.text(), readAnswer(o, "container, not_here", containers)));
        for (int i = 0; i < known.size(); i++) {
          if (placement.contradicts(known.get(i))) {
            throw element.invalid(
                "%s is %s, and in known[%d], %s is %s: must not be both"
                    .formatted(
                        InvalidInputException.excerpt(placement.item()),
                        placement.where(),
                        i,
                        InvalidInputException.excerpt(known.get(i).item()),
                        known.get(i).where()));
          }
        }
        known.add(placement);
      }
    }
    return known;
  }

  /** Reads an answer from an object that has exactly one of the three fields. */
  public static Answer readAnswer(JsonInput json) {
    return readAnswer(json, "container, region, not_here", JsonInput::integer);
  }

  private static Answer readAnswer(
      JsonInput json, String allowed, ToIntFunction<JsonInput> containers) {
    Optional<JsonInput> container = json.optional("container");
    Optional<JsonInput> region = json.optional("region");
    Optional<JsonInput> notHere = json.optional("not_here");
    int given =
        (container.isPresent() ? 1 : 0)
            + (region.isPresent() ? 1 : 0)
            + (notHere.isPresent() ? 1 : 0);
    if (given != 1) {
      throw json.invalid("expected exactly one of %s; found %d".formatted(allowed, given));
    }
    if (container.isPresent()) {
      return container.get().build(o -> Answer.container(containers.applyAsInt(o)));
    }
    if (region.isPresent()) {
      return Answer.region(SceneJson.readRegion(region.get()));
    }
    if (!notHere.get().bool()) {
      throw notHere.get().unexpected("true");
    }
    return Answer.NOT_HERE;
  }
}
