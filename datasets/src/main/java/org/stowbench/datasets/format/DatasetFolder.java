package org.stowbench.datasets.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.JsonLines;
import org.stowbench.io.QueryJson;
import org.stowbench.io.SceneJson;
import org.stowbench.io.StagedFolder;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;

/**
 * A dataset in its canonical form, opened for reading. Immutable; may be used from several threads.
 *
 * <p>Opening a sealed dataset reads {@code dataset.json} alone. The first use of a split's queries
 * passes once over both other files and makes sure that they are whole and are the ones that {@code
 * dataset.json} describes; after that, memory holds where each scene and each query stands, and
 * nothing else.
 */
public final class DatasetFolder {

  /** The file that says what the dataset is. */
  public static final String METADATA = "dataset.json";

  /** The file of scenes, one a line. */
  public static final String SCENES = "scenes.jsonl";

  /** The file of queries, one a line. */
  public static final String QUERIES = "queries.jsonl";

  /** The same as {@link #METADATA} for others: MLCommons Croissant 1.0; never read here. */
  public static final String CROISSANT = "croissant.json";

  private final Path folder;
  private final DatasetMetadata metadata;
  private final Object indexing = new Object();
  private Optional<ContentIndex> index;

  private DatasetFolder(Path folder, DatasetMetadata metadata, Optional<ContentIndex> index) {
    this.folder = folder;
    this.metadata = metadata;
    this.index = index;
  }

  /** Whether there is a dataset's folder at this path: one that holds {@code dataset.json}. */
  public static boolean isDataset(Path folder) {
    return Files.isRegularFile(folder.resolve(METADATA));
  }

  /**
   * One of its files.
   *
   * @throws InvalidInputException if it is missing
   */
  public static InputFile file(Path folder, String name) {
    InputFile file =
        InputFile.of(
            folder.resolve(name), name.equals(METADATA) ? FileKind.DOCUMENT : FileKind.RECORDS);
    if (!file.exists()) {
      throw new InvalidInputException(file.location(), "missing: a dataset's folder must hold it");
    }
    return file;
  }

  /**
   * Opens a folder. One without checksums, made by hand, is read through and counted.
   *
   * @throws InvalidInputException if it is no dataset's folder, or of another format version
   */
  public static DatasetFolder open(Path folder) {
    DatasetDeclaration declaration = DatasetDeclaration.read(folder);
    if (declaration.sealed().isPresent()) {
      return new DatasetFolder(folder, declaration.sealed().get(), Optional.empty());
    }
    try {
      ContentIndex index = ContentIndex.undeclared(folder);
      DatasetMetadata counted = Seal.count(folder, declaration.description(), index);
      return new DatasetFolder(folder, counted, Optional.of(index));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Counts what the folder's content holds, whatever its {@code dataset.json} says of it.
   *
   * @throws InvalidInputException if the content does not fit
   */
  public static DatasetMetadata measure(Path folder) throws IOException {
    return Seal.count(
        folder, DatasetDeclaration.read(folder).description(), ContentIndex.undeclared(folder));
  }

  /**
   * Counts what the folder's content holds and writes that, with checksums, into its {@code
   * dataset.json}, and {@code croissant.json} beside it. From then on an edited file is refused.
   *
   * @return what {@code dataset.json} says now
   * @throws InvalidInputException if the content does not fit; nothing is changed then
   */
  public static DatasetMetadata seal(Path folder) throws IOException {
    return Seal.write(folder, DatasetDeclaration.read(folder).description());
  }

  /**
   * Lets a dataset, or an empty folder, be replaced by a new dataset.
   *
   * @throws InvalidInputException if the target is anything else, or holds anything else
   */
  static void checkReplaceable(Path target) throws IOException {
    if (Files.isDirectory(target) && !isDataset(target)) {
      try (Stream<Path> entries = Files.list(target)) {
        if (entries.findAny().isPresent()) {
          throw new InvalidInputException(
              InputLocation.of(target),
              "is not empty and not a dataset: name a new folder or a dataset's");
        }
      }
    }
    StagedFolder.Replaceable.holdingOnly(Set.of(METADATA, SCENES, QUERIES, CROISSANT), "a dataset")
        .check(target);
  }

  /** What this dataset is in MLCommons Croissant 1.0, as {@code croissant.json} holds it. */
  public ObjectNode croissant() throws IOException {
    return Seal.croissant(folder, metadata);
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** What {@code dataset.json} says, or what was counted where it does not. */
  public DatasetMetadata metadata() {
    return metadata;
  }

  /** The names of the splits, in the dataset's order. */
  public Set<String> splits() {
    return metadata.splits().keySet();
  }

  /**
   * One split. Its id is the dataset's id and the split's name, such as {@code shic:eval}; its
   * checksum is the whole dataset's.
   *
   * @throws InvalidInputException if there is no such split
   */
  public Dataset split(String name) {
    SplitCounts counts = metadata.splits().get(name);
    String id = metadata.description().id();
    if (counts == null) {
      throw InvalidInputException.expected(
          InputLocation.of(folder), "one of the splits " + String.join(", ", splits()), name);
    }
    DatasetInfo info =
        new DatasetInfo(
            id + ":" + name,
            metadata.checksums().content(),
            counts.queries(),
            metadata.description().simulated());
    return new Split(info, name);
  }

  /**
   * All scenes in the dataset's order, with those that no query asks about. Read as the stream
   * advances; close it.
   *
   * @throws InvalidInputException on reaching a line that does not fit
   */
  public Stream<Scene> scenes() {
    ContentIndex content = index();
    return stream(content, SCENES, content.scenes(), 0, SceneJson::read);
  }

  /**
   * Where the queries of a split stand, by household; made in one more pass over the queries.
   *
   * @throws InvalidInputException if there is no such split, or the files do not fit
   */
  public HouseholdIndex households(String split) {
    split(split);
    return HouseholdIndex.of(folder, split, index());
  }

  private ContentIndex index() {
    synchronized (indexing) {
      if (index.isEmpty()) {
        try {
          index = Optional.of(ContentIndex.of(folder, metadata));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return index.get();
    }
  }

  /**
   * What stands in these lines of a file, from one of them on.
   *
   * @throws InvalidInputException on reaching a line, or on close, if a file has changed since it
   *     was indexed
   */
  private <T> Stream<T> stream(
      ContentIndex content,
      String name,
      ContentIndex.Lines lines,
      int first,
      Function<JsonInput, T> reader) {
    if (first >= lines.size()) {
      return Stream.empty();
    }
    try {
      JsonLines file =
          JsonLines.openAt(file(folder, name), lines.offset(first), lines.number(first));
      return StreamSupport.stream(new Reading<>(content, lines, first, file, reader), false)
          .onClose(file::close)
          .onClose(content::requireUnchanged);
    } catch (InvalidInputException e) {
      throw content.explained(e);
    }
  }

  /** Reads one line after the other, and passes over those between them. */
  private static final class Reading<T> extends Spliterators.AbstractSpliterator<T> {

    /** So many lines are read before the next look whether somebody changes the files meanwhile. */
    private static final int UNWATCHED = 32;

    private final ContentIndex content;
    private final ContentIndex.Lines lines;
    private final JsonLines file;
    private final Function<JsonInput, T> reader;
    private int next;

    Reading(
        ContentIndex content,
        ContentIndex.Lines lines,
        int first,
        JsonLines file,
        Function<JsonInput, T> reader) {
      super(Long.MAX_VALUE, ORDERED | NONNULL | IMMUTABLE);
      this.content = content;
      this.lines = lines;
      this.next = first;
      this.file = file;
      this.reader = reader;
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
      if (next == lines.size()) {
        return false;
      }
      if (next % UNWATCHED == 0) {
        content.requireUnchanged();
      }
      T value;
      try {
        value = reader.apply(line(lines.offset(next)).json());
      } catch (InvalidInputException e) {
        throw content.explained(e);
      }
      next++;
      action.accept(value);
      return true;
    }

    private JsonLines.Line line(long offset) {
      Optional<JsonLines.Line> line = file.nextEnded();
      while (line.isPresent() && line.get().offset() < offset) {
        line = file.nextEnded();
      }
      return line.filter(found -> found.offset() == offset)
          .orElseThrow(
              () ->
                  new InvalidInputException(
                      "no line begins at byte %d any more".formatted(offset)));
    }
  }

  /** The queries of one split, each with its scene. */
  private final class Split implements Dataset {

    private final DatasetInfo info;
    private final String name;

    Split(DatasetInfo info, String name) {
      this.info = info;
      this.name = name;
    }

    @Override
    public DatasetInfo info() {
      return info;
    }

    @Override
    public Stream<LabeledQuery> queries() {
      return queriesFrom(0);
    }

    @Override
    public Stream<LabeledQuery> queriesFrom(long first) {
      ContentIndex content = index();
      ContentIndex.Lines here = content.queries(name);
      if (first >= here.size()) {
        return Stream.empty();
      }
      SceneReader reader = sceneReader(content);
      try {
        return stream(
                content,
                QUERIES,
                here,
                (int) first,
                query -> QueryJson.read(query, scene -> reader.scene(content.place(scene))))
            .onClose(reader::close);
      } catch (InvalidInputException e) {
        reader.close();
        throw e;
      }
    }

    private SceneReader sceneReader(ContentIndex content) {
      try {
        return new SceneReader(folder);
      } catch (InvalidInputException e) {
        throw content.explained(e);
      }
    }
  }
}
