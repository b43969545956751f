package org.stowbench.datasets.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.JsonLines;
import org.stowbench.io.QueryJson;
import org.stowbench.io.SceneJson;
import org.stowbench.io.Sha256;

/**
 * Where each scene stands in {@code scenes.jsonl}, and the certainty that both files are the ones
 * that {@code dataset.json} describes. One pass over each file that looks at a line's first fields
 * only; nobody computes a figure over a dataset that was cut off, edited or mixed up.
 */
final class ContentIndex {

  /**
   * Where a scene's line stands.
   *
   * @param offset its first byte
   * @param length its bytes without the line's end
   * @param number its number, from 1
   */
  record Place(long offset, int length, long number) {}

  /**
   * The part of {@code queries.jsonl} that a split's queries stand in, perhaps among others.
   *
   * @param offset the first byte of the split's first line
   * @param number that line's number, from 1
   * @param end the byte after the split's last line
   */
  record Stretch(long offset, long number, long end) {

    private static Stretch of(JsonLines.Line line) {
      return new Stretch(line.offset(), line.number(), line.offset() + line.bytes().length + 1);
    }

    private Stretch upTo(Stretch last) {
      return new Stretch(offset, number, last.end);
    }
  }

  private final Path folder;
  private final Optional<DatasetMetadata> declared;
  private final Map<String, Place> scenes = new HashMap<>();
  private final Map<String, Stretch> splits = new HashMap<>();

  private String sceneChecksum = "";
  private String queryChecksum = "";

  private ContentIndex(Path folder, Optional<DatasetMetadata> declared) {
    this.folder = folder;
    this.declared = declared;
  }

  /**
   * Reads both files once.
   *
   * @throws InvalidInputException if a line does not fit, or a file is not the described one
   */
  static ContentIndex of(Path folder, DatasetMetadata metadata) throws IOException {
    return new ContentIndex(folder, Optional.of(metadata)).read();
  }

  /** Reads both files once, of a folder that nobody has described yet. */
  static ContentIndex undeclared(Path folder) throws IOException {
    return new ContentIndex(folder, Optional.empty()).read();
  }

  private ContentIndex read() throws IOException {
    readScenes();
    readQueries();
    return this;
  }

  /** The checksums of what was read. */
  DatasetMetadata.Checksums checksums() {
    return new DatasetMetadata.Checksums(sceneChecksum, queryChecksum);
  }

  /** The place of a scene that a query names. */
  Place place(JsonInput reference) {
    Place place = scenes.get(reference.name());
    if (place == null) {
      throw reference.unexpected("the id of a scene in " + DatasetFolder.SCENES);
    }
    return place;
  }

  /** Where a split's queries stand; empty if it has none. */
  Optional<Stretch> stretch(String split) {
    return Optional.ofNullable(splits.get(split));
  }

  private void readScenes() throws IOException {
    Path file = folder.resolve(DatasetFolder.SCENES);
    sceneChecksum =
        readAll(
            DatasetFolder.SCENES,
            line -> {
              JsonInput head = head(line, "id");
              String id = head.field("id").name();
              Place first =
                  scenes.putIfAbsent(
                      id, new Place(line.offset(), line.bytes().length, line.number()));
              if (first != null) {
                throw head.field("id")
                    .invalid("scene " + id + " is already on line " + first.number());
              }
            });
    if (declared.isPresent()) {
      check(file, "scenes", declared.get().counts().scenes(), scenes.size());
      if (!sceneChecksum.equals(declared.get().checksums().scenes())) {
        // If a line does not fit, its message is more use than one about a checksum.
        readAll(DatasetFolder.SCENES, line -> SceneJson.read(line.json()));
        throw differs(file, declared.get().checksums().scenes(), sceneChecksum);
      }
    }
  }

  private void readQueries() throws IOException {
    Path file = folder.resolve(DatasetFolder.QUERIES);
    Set<String> ids = new HashSet<>();
    Map<String, Long> counts = new TreeMap<>();
    queryChecksum =
        readAll(
            DatasetFolder.QUERIES,
            line -> {
              JsonInput head = head(line, "id", "split", "scene");
              if (!ids.add(head.field("id").name())) {
                throw head.field("id")
                    .invalid("query " + head.field("id").name() + " is there already");
              }
              JsonInput split = head.field("split");
              checkSplit(split);
              place(head.field("scene"));
              counts.merge(split.name(), 1L, Long::sum);
              splits.merge(split.name(), Stretch.of(line), Stretch::upTo);
            });
    if (declared.isPresent()) {
      checkQueries(file, declared.get(), counts);
    }
  }

  private void checkQueries(Path file, DatasetMetadata metadata, Map<String, Long> counts)
      throws IOException {
    metadata
        .splits()
        .forEach(
            (name, split) ->
                check(
                    file,
                    "queries of split " + name,
                    split.queries(),
                    counts.getOrDefault(name, 0L)));
    if (!queryChecksum.equals(metadata.checksums().queries())) {
      try (SceneReader reader = new SceneReader(folder, this)) {
        readAll(DatasetFolder.QUERIES, line -> QueryJson.read(line.json(), reader::scene));
      }
      throw differs(file, metadata.checksums().queries(), queryChecksum);
    }
  }

  private void checkSplit(JsonInput split) {
    if (declared.isPresent() && !declared.get().splits().containsKey(split.name())) {
      throw split.unexpected("one of the splits in " + DatasetFolder.METADATA);
    }
    split.build(
        name -> {
          DatasetNames.check("split", name.name());
          return name;
        });
  }

  private String readAll(String name, Consumer<JsonLines.Line> reader) throws IOException {
    MessageDigest digest = Sha256.digest();
    InputFile watched = DatasetFolder.file(folder, name).digested(digest);
    try (JsonLines lines = JsonLines.open(watched)) {
      for (var line = lines.nextEnded(); line.isPresent(); line = lines.nextEnded()) {
        reader.accept(line.get());
      }
    }
    return Sha256.checksum(digest);
  }

  private static void check(Path file, String what, long declared, long found) {
    if (declared != found) {
      throw new InvalidInputException(
          InputLocation.of(file),
          "expected %d %s, as %s says, found %d"
              .formatted(declared, what, DatasetFolder.METADATA, found));
    }
  }

  private static InvalidInputException differs(Path file, String declared, String found) {
    return new InvalidInputException(
        InputLocation.of(file),
        "changed since it was written: expected %s, as %s says, found %s (datasets validate --seal accepts a change)"
            .formatted(declared, DatasetFolder.METADATA, found));
  }

  /**
   * An object with the named text fields of a line. The writer puts them first, so that reading
   * stops after a few bytes; a line that is otherwise gets read to its end.
   */
  static JsonInput head(JsonLines.Line line, String... names) {
    return quickHead(line, Set.of(names)).orElseGet(line::json);
  }

  private static Optional<JsonInput> quickHead(JsonLines.Line line, Set<String> names) {
    ObjectNode found = Json.object();
    try (JsonParser parser = JsonInput.parser(new ByteArrayInputStream(line.bytes()))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (found.size() < names.size() && parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (!names.contains(name)) {
          parser.skipChildren();
        } else if (value == JsonToken.VALUE_STRING) {
          found.put(name, parser.getText());
        } else {
          return Optional.empty();
        }
      }
    } catch (IOException e) {
      // Reading the whole line says what is wrong and where.
      return Optional.empty();
    }
    return found.size() < names.size()
        ? Optional.empty()
        : Optional.of(JsonInput.of(found, line.location()));
  }
}
