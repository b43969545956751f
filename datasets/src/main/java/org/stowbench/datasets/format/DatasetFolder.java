package org.stowbench.datasets.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
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
  private Optional<ContentIndex> index = Optional.empty();

  private DatasetFolder(Path folder, DatasetMetadata metadata) {
    this.folder = folder;
    this.metadata = metadata;
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
      return new DatasetFolder(folder, declaration.sealed().get());
    }
    try {
      return new DatasetFolder(folder, Seal.count(folder, declaration.description()));
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
    return Seal.count(folder, DatasetDeclaration.read(folder).description());
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
    index();
    JsonLines lines = JsonLines.open(file(folder, SCENES));
    return stream(() -> lines.nextEnded().map(line -> SceneJson.read(line.json())))
        .onClose(lines::close);
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

  /** The values that {@code next} gives until it gives none. */
  private static <T> Stream<T> stream(Supplier<Optional<T>> next) {
    int characteristics = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;
    return StreamSupport.stream(
        new Spliterators.AbstractSpliterator<T>(Long.MAX_VALUE, characteristics) {
          @Override
          public boolean tryAdvance(Consumer<? super T> action) {
            Optional<T> value = next.get();
            value.ifPresent(action);
            return value.isPresent();
          }
        },
        false);
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
      JsonLines lines =
          JsonLines.openAt(
              file(folder, QUERIES), here.offset((int) first), here.number((int) first));
      try {
        SceneReader reader = new SceneReader(folder, content);
        return stream(() -> next(lines, here.end(), reader))
            .onClose(lines::close)
            .onClose(reader::close);
      } catch (InvalidInputException e) {
        lines.close();
        throw e;
      }
    }

    private Optional<LabeledQuery> next(JsonLines lines, long end, SceneReader scenes) {
      while (true) {
        Optional<JsonLines.Line> line = lines.nextEnded();
        if (line.isEmpty() || line.get().offset() >= end) {
          return Optional.empty();
        }
        // Lines of other splits are not parsed: the split's name stands at their beginning.
        if (ContentIndex.head(line.get(), "split").field("split").text().equals(name)) {
          return Optional.of(QueryJson.read(line.get().json(), scenes::scene));
        }
      }
    }
  }
}
