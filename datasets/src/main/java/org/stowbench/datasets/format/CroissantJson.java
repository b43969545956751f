package org.stowbench.datasets.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.stowbench.io.InputLocation;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;

/**
 * A dataset described in <a href="http://mlcommons.org/croissant/1.0">MLCommons Croissant 1.0</a>,
 * for dataset search engines and loaders. It follows from {@code dataset.json} and the sizes of the
 * two files of content: no time, no path, the same bytes for the same dataset.
 *
 * <p>Croissant asks for an address, a creator and a date of publication. They are taken from the
 * fields {@code url}, {@code creator} and {@code published} of the dataset's {@code source}, and
 * left out where its maker does not give them: nobody else can know them.
 *
 * <p>Candidates, anchors, distances, truths, known placements and votes are lists or objects inside
 * the lines; Croissant gets the flat fields, says in words that the others are there, and the JSON
 * Schemas of this package say the rest.
 */
final class CroissantJson {

  private static final String CONFORMS_TO = "http://mlcommons.org/croissant/1.0";

  private CroissantJson() {}

  static ObjectNode write(DatasetMetadata metadata, long sceneBytes, long queryBytes) {
    DatasetDescription description = metadata.description();
    JsonNode source = description.source();
    ObjectNode json = Json.object();
    json.set("@context", context());
    json.put("@type", "sc:Dataset");
    json.put("conformsTo", CONFORMS_TO);
    json.put("name", description.id());
    json.put("alternateName", description.name());
    json.put(
        "description",
        (description.simulated() ? "Simulated households. " : "")
            + (description.description().isBlank()
                ? description.name()
                : description.description()));
    json.set("license", licence(description.licence()));
    json.put("citeAs", description.citation());
    if (source.path("url").isTextual()) {
      json.put("url", source.get("url").textValue());
    }
    if (source.path("creator").isTextual()) {
      json.putObject("creator")
          .put("@type", "sc:Organization")
          .put("name", source.get("creator").textValue());
    }
    if (source.path("published").isTextual()) {
      json.put("datePublished", source.get("published").textValue());
    }
    json.put("isLiveDataset", false);
    ArrayNode files = json.putArray("distribution");
    files.add(file(DatasetFolder.SCENES, sceneBytes, metadata.checksums().scenes()));
    files.add(file(DatasetFolder.QUERIES, queryBytes, metadata.checksums().queries()));
    ArrayNode sets = json.putArray("recordSet");
    sets.add(splits(metadata));
    sets.add(scenes());
    sets.add(queries());
    return json;
  }

  /** The context that the specification recommends, in its appendix. */
  private static ObjectNode context() {
    String resource = "croissant-context.json";
    try (InputStream in = CroissantJson.class.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return JsonInput.parse(text, InputLocation.of(resource)).object();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode licence(String licence) {
    return licence.startsWith("https://") || licence.startsWith("http://")
        ? Json.object().textNode(licence)
        : Json.object().put("@type", "sc:CreativeWork").put("name", licence);
  }

  private static ObjectNode file(String name, long bytes, String checksum) {
    return Json.object()
        .put("@type", "cr:FileObject")
        .put("@id", name)
        .put("name", name)
        .put("contentUrl", name)
        .put("contentSize", bytes + " B")
        .put("encodingFormat", "application/jsonlines")
        .put("sha256", checksum.substring(checksum.indexOf(':') + 1));
  }

  private static ObjectNode splits(DatasetMetadata metadata) {
    ObjectNode set = set("splits", "The splits; results are reported for one of them.");
    set.put("dataType", "cr:Split");
    set.putObject("key").put("@id", "splits/name");
    ObjectNode name = set.putArray("field").addObject();
    name.put("@type", "cr:Field").put("@id", "splits/name").put("name", "name");
    name.put("description", "The split's name.").put("dataType", "sc:Text");
    ArrayNode data = set.putArray("data");
    metadata.splits().keySet().forEach(split -> data.addObject().put("splits/name", split));
    return set;
  }

  private static ObjectNode scenes() {
    ObjectNode set =
        set(
            "scenes",
            "Views of rooms, or homes as lists of places, each with its containers: by region in"
                + " the photo, name, or position in metres. Maybe with walking distances.");
    set.putObject("key").put("@id", "scenes/id");
    ArrayNode fields = set.putArray("field");
    String file = DatasetFolder.SCENES;
    fields.add(field("scenes", "id", "sc:Text", "Unique in the dataset.", file));
    fields.add(field("scenes", "room", "sc:Text", "The kind of room.", file));
    fields.add(field("scenes", "image", "sc:Text", "The photo, by path or address.", file));
    fields.add(field("scenes", "width", "sc:Integer", "Of the photo, in pixels.", file));
    fields.add(field("scenes", "height", "sc:Integer", "Of the photo, in pixels.", file));
    return set;
  }

  private static ObjectNode queries() {
    ObjectNode set =
        set(
            "queries",
            "An item asked for in a scene, and the containers that hold it, if any. Maybe with what"
                + " is known of the household: other items and their places.");
    set.putObject("key").put("@id", "queries/id");
    ArrayNode fields = set.putArray("field");
    String file = DatasetFolder.QUERIES;
    fields.add(field("queries", "id", "sc:Text", "Unique in the dataset.", file));
    ObjectNode split = field("queries", "split", "sc:Text", "The split it belongs to.", file);
    split.putObject("references").putObject("field").put("@id", "splits/name");
    fields.add(split);
    ObjectNode scene = field("queries", "scene", "sc:Text", "The scene it is asked in.", file);
    scene.putObject("references").putObject("field").put("@id", "scenes/id");
    fields.add(scene);
    fields.add(field("queries", "item", "sc:Text", "What is asked for.", file));
    fields.add(field("queries", "household", "sc:Text", "Queries of one home share it.", file));
    return set;
  }

  private static ObjectNode set(String id, String description) {
    return Json.object()
        .put("@type", "cr:RecordSet")
        .put("@id", id)
        .put("name", id)
        .put("description", description);
  }

  private static ObjectNode field(
      String set, String name, String type, String description, String file) {
    ObjectNode field =
        Json.object()
            .put("@type", "cr:Field")
            .put("@id", set + "/" + name)
            .put("name", name)
            .put("description", description)
            .put("dataType", type);
    ObjectNode source = field.putObject("source");
    source.putObject("fileObject").put("@id", file);
    source.putObject("extract").put("column", name);
    return field;
  }
}
