package org.stowbench.label;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.datasets.importing.Labels;
import org.stowbench.io.AtomicFile;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.StagedFolder;
import org.stowbench.io.YamlInput;
import org.stowbench.query.Household;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Votes;
import org.stowbench.run.FolderLock;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Scene;

/**
 * A home that is being labelled. Its folder is a dataset as soon as an item has a place, with the
 * photos in {@value #PHOTOS}; {@value #LABELS} holds also what no query asks about yet, and is what
 * counts: the dataset follows from it, and is written anew whenever the home is opened.
 *
 * <p>A change is on disk, in both, before {@link #save} returns. Safe for several threads.
 */
public final class LabelledHome implements AutoCloseable {

  /** The file of all that was drawn and said. */
  public static final String LABELS = "labels.json";

  /** The folder of copies of the photos that were drawn into. */
  public static final String PHOTOS = "photos";

  private static final int FORMAT = 2;

  /** Without households and steps to take back; all else is as it was. */
  private static final int FIRST_FORMAT = 1;

  private static final String SPLIT = "eval";

  /** Where the next state of the dataset grows. */
  private static final String NEXT = ".next";

  /** What says what the dataset is comes last. */
  private static final List<String> FILES =
      List.of(
          DatasetFolder.SCENES,
          DatasetFolder.QUERIES,
          DatasetFolder.CROISSANT,
          DatasetFolder.METADATA);

  private final Path folder;
  private final Map<String, HomePhotos.Photo> photos = new TreeMap<>();
  private final Function<String, String> households;
  private final DatasetDescription description;
  private final FolderLock lock;
  private State state = new State(Map.of(), UndoSteps.NONE);
  private boolean complete;

  private record Drawn(ImageSize size, PhotoLabels labels) {}

  private record State(Map<String, Drawn> drawn, UndoSteps steps) {

    State {
      drawn = Collections.unmodifiableMap(new TreeMap<>(drawn));
    }
  }

  /** Which state of a photo is on disk now, and whether it is the one that was to be saved. */
  record Saved(String version, boolean taken) {}

  private LabelledHome(
      Path folder,
      List<HomePhotos.Photo> photos,
      Function<String, String> households,
      DatasetDescription description,
      FolderLock lock) {
    this.folder = folder;
    photos.forEach(photo -> this.photos.put(photo.name(), photo));
    this.households = households;
    this.description = description;
    this.lock = lock;
  }

  /**
   * Opens a home's folder, and makes it where it is not there.
   *
   * @param photos that can be drawn into, beside those that were before
   * @param households says of a photo's name which household's it is
   * @throws InvalidInputException if the folder holds something else, what it holds does not fit,
   *     or another process has it open
   */
  public static LabelledHome open(
      Path folder, List<HomePhotos.Photo> photos, Function<String, String> households)
      throws IOException {
    Path labels = folder.resolve(LABELS);
    if (!Files.exists(labels)) {
      requireEmpty(folder);
    }
    StagedFolder.makeFolder(folder);
    DatasetDescription description =
        Labels.NONE.description(folder, Json.object().put("importer", "label"), SPLIT);
    FolderLock lock =
        FolderLock.take(folder, "is being labelled by another process; stop that first");
    LabelledHome home = new LabelledHome(folder, photos, households, description, lock);
    try {
      InputFile file = InputFile.of(labels, FileKind.DOCUMENT);
      if (file.exists()) {
        home.state = read(file.json());
      }
      home.photos.keySet().forEach(households::apply); // a rule that does not tell is said now
      home.write(home.state);
      return home;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void requireEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    InputLocation place = InputLocation.of(folder);
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(place, "is in the way: must be a folder");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.anyMatch(entry -> !entry.endsWith(FolderLock.FILE))) {
        throw new InvalidInputException(
            place, "holds something else: name a new folder, or one that label has written");
      }
    }
  }

  private static State read(JsonInput json) {
    YamlInput.refuseOthers(json, List.of("labels", "photos", "undo"));
    int version = json.field("labels").integer();
    if (version != FORMAT && version != FIRST_FORMAT) {
      throw json.field("labels").unexpected("version %d or %d".formatted(FIRST_FORMAT, FORMAT));
    }
    Map<String, Drawn> drawn = new TreeMap<>();
    for (JsonInput one : json.field("photos").elements()) {
      YamlInput.refuseOthers(
          one, List.of("photo", "width", "height", "household", "containers", "items"));
      ImageSize size =
          one.build(o -> new ImageSize(o.field("width").integer(), o.field("height").integer()));
      String name = one.field("photo").name();
      if (drawn.put(name, new Drawn(size, PhotoLabels.read(one, size))) != null) {
        throw one.field("photo").invalid("is there twice");
      }
    }
    return new State(
        drawn,
        json.optional("undo")
            .map(undo -> UndoSteps.read(undo, photo -> of(drawn, photo)))
            .orElse(UndoSteps.NONE));
  }

  private static Function<JsonInput, PhotoLabels> of(Map<String, Drawn> drawn, String photo) {
    Drawn one = drawn.get(photo);
    if (one == null) {
      throw new IllegalArgumentException("must be one of the photos above");
    }
    return json -> PhotoLabels.read(json, one.size());
  }

  /** The names of all photos, in their order. */
  List<String> photos() {
    return List.copyOf(photos.keySet());
  }

  /** What was drawn into a photo. */
  synchronized PhotoLabels labels(String photo) {
    return Optional.ofNullable(state.drawn().get(photo))
        .map(Drawn::labels)
        .orElse(PhotoLabels.NONE);
  }

  /** What can be taken back, and repeated. */
  synchronized UndoSteps steps() {
    return state.steps();
  }

  /** Whose home a photo is of, unless a person said otherwise. */
  synchronized String household(String photo) {
    return households.apply(photo);
  }

  /** A photo of {@link #photos()}. */
  HomePhotos.Photo photo(String name) {
    return photos.get(name);
  }

  /** The size in which a photo was drawn into, or would be. */
  synchronized ImageSize size(String photo) {
    return Optional.ofNullable(state.drawn().get(photo))
        .map(Drawn::size)
        .orElseGet(() -> photos.get(photo).size());
  }

  /**
   * Takes a photo's new labels, if nobody changed them since.
   *
   * @param before the version of those that were changed
   * @return what is there now; the same labels twice are taken twice, so that who heard no answer
   *     may ask again
   * @throws IOException if the disk refuses; it may be asked again
   * @throws IllegalArgumentException if they do not fit together with the others
   */
  synchronized Saved save(String photo, String before, PhotoLabels labels) throws IOException {
    PhotoLabels there = labels(photo);
    if (there.equals(labels) && complete) {
      return new Saved(there.version(), true);
    }
    if (!there.equals(labels) && !there.version().equals(before)) {
      return new Saved(there.version(), false);
    }
    Map<String, Drawn> next = new TreeMap<>(state.drawn());
    next.put(photo, new Drawn(size(photo), labels));
    copy(photo);
    UndoSteps steps = state.steps();
    write(new State(next, there.equals(labels) ? steps : steps.changed(photo, there, labels)));
    return new Saved(labels.version(), true);
  }

  /** The photo as it was drawn into stays, whatever becomes of the folder that it is from. */
  private void copy(String name) throws IOException {
    Path copy = folder.resolve(PHOTOS).resolve(name);
    if (!Files.exists(copy)) {
      StagedFolder.makeFolder(copy.getParent());
      AtomicFile.write(copy, out -> Files.copy(photos.get(name).file().path(), out));
    }
  }

  /** All is made before anything is changed; then the labels are, and the dataset follows. */
  private void write(State next) throws IOException {
    String text = Json.pretty(json(next));
    if (text.getBytes(StandardCharsets.UTF_8).length > FileKind.DOCUMENT.most()) {
      throw new IllegalArgumentException("all labels together: must be at most 64 MiB");
    }
    boolean asks = stage(next.drawn());
    complete = false;
    if (!next.equals(state) || !Files.exists(folder.resolve(LABELS))) {
      AtomicFile.write(folder.resolve(LABELS), text);
    }
    state = next;
    Path staged = folder.resolve(NEXT);
    if (asks) {
      for (String name : FILES) {
        Files.move(
            staged.resolve(name),
            folder.resolve(name),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
      Files.deleteIfExists(staged);
    } else {
      for (int i = FILES.size() - 1; i >= 0; i--) {
        Files.deleteIfExists(folder.resolve(FILES.get(i)));
      }
    }
    complete = true;
  }

  private static ObjectNode json(State state) {
    ObjectNode json = Json.object().put("labels", FORMAT);
    ArrayNode list = json.putArray("photos");
    state
        .drawn()
        .forEach(
            (name, one) ->
                list.addObject()
                    .put("photo", name)
                    .put("width", one.size().width())
                    .put("height", one.size().height())
                    .setAll(one.labels().write()));
    json.set("undo", state.steps().write());
    return json;
  }

  /** Makes the dataset beside the one that is there; false where no item has a place. */
  private boolean stage(Map<String, Drawn> next) throws IOException {
    if (next.values().stream().allMatch(one -> one.labels().items().isEmpty())) {
      return false;
    }
    Path staged = folder.resolve(NEXT);
    try (DatasetWriter writer = DatasetWriter.create(staged)) {
      List<LabeledQuery> queries = new ArrayList<>();
      for (Map.Entry<String, Drawn> one : next.entrySet()) {
        Scene scene = scene(one.getKey(), one.getValue());
        writer.scene(scene);
        PhotoLabels labels = one.getValue().labels();
        Household household =
            new Household(labels.household().orElseGet(() -> household(one.getKey())));
        for (PhotoLabels.Placed placed : labels.items()) {
          Query query = new Query(scene.id() + "#" + placed.item(), scene, placed.item());
          queries.add(new LabeledQuery(query, household, placed.truth(), Votes.NONE));
        }
      }
      for (LabeledQuery query : queries) {
        writer.query(query, SPLIT);
      }
      writer.commit(description);
    }
    for (String name : FILES) {
      try (FileChannel file = FileChannel.open(staged.resolve(name), StandardOpenOption.WRITE)) {
        file.force(true);
      }
    }
    return true;
  }

  private static Scene scene(String photo, Drawn drawn) {
    return new Scene(
        photo,
        Optional.empty(),
        Optional.of(PHOTOS + "/" + photo),
        Optional.of(drawn.size()),
        drawn.labels().containers(),
        List.of(),
        Optional.empty());
  }

  /** What {@code run} calls it: its folder, for who labels; empty while no item has a place. */
  public Optional<Path> dataset() {
    return DatasetFolder.isDataset(folder) ? Optional.of(folder) : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
