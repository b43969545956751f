package org.stowbench.datasets.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.stowbench.io.IdTable;
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

  /** Where lines begin, in the order of the file, and their numbers; a few bytes a line. */
  static final class Lines {

    private long[] offsets = new long[16];
    private int[] numbers = new int[16];
    private int size;
    private long end;

    void add(JsonLines.Line line) {
      if (size == offsets.length) {
        offsets = Arrays.copyOf(offsets, size * 2);
        numbers = Arrays.copyOf(numbers, size * 2);
      }
      offsets[size] = line.offset();
      numbers[size++] = Math.toIntExact(line.number());
      end = line.offset() + line.bytes().length + 1;
    }

    /** How many there are. */
    int size() {
      return size;
    }

    /** The first byte of a line. */
    long offset(int line) {
      return offsets[line];
    }

    /** A line's number in its file, from 1. */
    long number(int line) {
      return numbers[line];
    }

    /** The byte after a line, if the file has nothing but these. */
    long end(int line) {
      return line + 1 < size ? offsets[line + 1] : end;
    }
  }

  private final Path folder;
  private final Optional<DatasetMetadata> declared;
  private final IdTable sceneIds = new IdTable();
  private final Lines scenes = new Lines();
  private final Map<String, Lines> splits = new HashMap<>();

  private final Unchanged sceneFile;
  private final Unchanged queryFile;

  private ContentIndex(Path folder, Optional<DatasetMetadata> declared) {
    this.folder = folder;
    this.declared = declared;
    this.sceneFile = new Unchanged(folder.resolve(DatasetFolder.SCENES));
    this.queryFile = new Unchanged(folder.resolve(DatasetFolder.QUERIES));
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
    return new DatasetMetadata.Checksums(sceneFile.checksum(), queryFile.checksum());
  }

  /**
   * Makes sure that both files still are what was indexed.
   *
   * @throws InvalidInputException if one is not
   */
  void requireUnchanged() {
    sceneFile.require();
    queryFile.require();
  }

  /**
   * What is wrong with a line that was fine when it was indexed.
   *
   * @param problem what its reader says
   * @return that a file has changed meanwhile, or the same if none has
   */
  InvalidInputException explained(InvalidInputException problem) {
    try {
      sceneFile.requireContent();
      queryFile.requireContent();
      return problem;
    } catch (InvalidInputException changed) {
      changed.addSuppressed(problem);
      return changed;
    }
  }

  /** Where the scenes stand. */
  Lines scenes() {
    return scenes;
  }

  /** The place of a scene that a query names. */
  Place place(JsonInput reference) {
    int scene =
        sceneIds
            .find(reference.name())
            .orElseThrow(
                () -> reference.unexpected("the id of a scene in " + DatasetFolder.SCENES));
    long offset = scenes.offset(scene);
    return new Place(offset, (int) (scenes.end(scene) - 1 - offset), scenes.number(scene));
  }

  /** Where a split's queries stand, perhaps with others between them. */
  Lines queries(String split) {
    return splits.getOrDefault(split, new Lines());
  }

  private void readScenes() throws IOException {
    Path file = folder.resolve(DatasetFolder.SCENES);
    sceneFile.read(
        readAll(
            DatasetFolder.SCENES,
            line -> {
              JsonInput head = head(line, "id");
              String id = head.field("id").name();
              int scene = sceneIds.add(id);
              if (scene < scenes.size()) {
                throw head.field("id")
                    .invalid("scene " + id + " is already on line " + scenes.number(scene));
              }
              scenes.add(line);
            }));
    if (declared.isPresent()) {
      check(file, "scenes", declared.get().counts().scenes(), scenes.size());
      if (!sceneFile.checksum().equals(declared.get().checksums().scenes())) {
        // If a line does not fit, its message is more use than one about a checksum.
        readAll(DatasetFolder.SCENES, line -> SceneJson.read(line.json()));
        throw differs(file, declared.get().checksums().scenes(), sceneFile.checksum());
      }
    }
  }

  private void readQueries() throws IOException {
    Path file = folder.resolve(DatasetFolder.QUERIES);
    IdTable ids = new IdTable();
    Map<String, Long> counts = new TreeMap<>();
    queryFile.read(
        readAll(
            DatasetFolder.QUERIES,
            line -> {
              JsonInput head = head(line, "id", "split", "scene");
              if (!ids.addNew(head.field("id").name())) {
                throw head.field("id")
                    .invalid("query " + head.field("id").name() + " is there already");
              }
              JsonInput split = head.field("split");
              checkSplit(split);
              place(head.field("scene"));
              counts.merge(split.name(), 1L, Long::sum);
              splits.computeIfAbsent(split.name(), name -> new Lines()).add(line);
            }));
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
    if (!queryFile.checksum().equals(metadata.checksums().queries())) {
      try (SceneReader reader = new SceneReader(folder)) {
        readAll(
            DatasetFolder.QUERIES,
            line -> QueryJson.read(line.json(), scene -> reader.scene(place(scene))));
      }
      throw differs(file, metadata.checksums().queries(), queryFile.checksum());
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
