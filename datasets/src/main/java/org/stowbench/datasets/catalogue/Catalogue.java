package org.stowbench.datasets.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.DatasetMetadata;
import org.stowbench.datasets.format.HouseholdIndex;
import org.stowbench.datasets.sim.SimulatedDataset;
import org.stowbench.io.AtomicFile;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.StagedFolder;
import org.stowbench.query.Dataset;

/**
 * The datasets of one machine.
 *
 * <p>A <em>reference</em> is {@code ID[:SPLIT]} for an installed dataset, or {@code DIR[:SPLIT]}
 * for a dataset's folder anywhere. Where both fit, the folder is meant. Without a split, the
 * dataset's default split is.
 */
public final class Catalogue {

  /** The split from which predictors may learn. */
  public static final String TRAINING_SPLIT = "dev";

  /** The same, as datasets from elsewhere call it. */
  private static final String TRAIN_SPLIT = "train";

  private static final String DEFAULT_SPLIT = "eval";
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_.-]*");

  private final Path home;

  /**
   * The catalogue of a home folder.
   *
   * @param home where datasets are installed, under {@code datasets/ID}; need not exist
   */
  public Catalogue(Path home) {
    this.home = home;
  }

  /** Where the dataset of this id is, or would be, installed. */
  public Path folder(String id) {
    if (!ID.matcher(id).matches()) {
      throw new InvalidInputException(
          "dataset id \"%s\": must be of a-z, 0-9, '-', '_', '.'"
              .formatted(InvalidInputException.excerpt(id)));
    }
    return home.resolve("datasets").resolve(id);
  }

  /** Whether the dataset of this id is installed. */
  public boolean installed(String id) {
    return DatasetFolder.isDataset(folder(id));
  }

  /** All datasets that are known or installed here: the known ones first, then others by id. */
  public List<CatalogueEntry> entries() throws IOException {
    List<CatalogueEntry> entries = new ArrayList<>();
    List<KnownDataset> known = KnownDataset.all();
    for (KnownDataset dataset : known) {
      entries.add(CatalogueEntry.of(dataset.id(), folder(dataset.id()), Optional.of(dataset)));
    }
    Path datasets = home.resolve("datasets");
    if (Files.isDirectory(datasets)) {
      try (Stream<Path> folders = Files.list(datasets)) {
        folders
            .filter(DatasetFolder::isDataset)
            .map(folder -> folder.getFileName().toString())
            .filter(id -> ID.matcher(id).matches())
            .filter(id -> known.stream().noneMatch(dataset -> dataset.id().equals(id)))
            .sorted()
            .forEach(id -> entries.add(CatalogueEntry.of(id, folder(id), Optional.empty())));
      }
    }
    return entries;
  }

  /**
   * The split that is meant where nobody names one: the default split of the first real dataset
   * that is installed, in the order of {@link #entries}, else {@code eval} of the simulated one. A
   * dataset that is damaged is not passed over: to open it says what is wrong.
   */
  public String usual() throws IOException {
    return firstReal(metadata -> Optional.of(metadata.description().defaultSplit()), DEFAULT_SPLIT);
  }

  /**
   * The split to learn from where nothing else is named: {@code dev} of the first real dataset that
   * is installed and has one, else of the simulated one.
   */
  public String usualTraining() throws IOException {
    return firstReal(
        metadata ->
            Optional.of(TRAINING_SPLIT).filter(split -> metadata.splits().containsKey(split)),
        TRAINING_SPLIT);
  }

  /**
   * What is asked where nobody names anything: the {@link #usual} split, and the others of its
   * dataset that stand beside it.
   */
  public List<String> usualSuite() throws IOException {
    String usual = usual();
    for (CatalogueEntry entry : entries()) {
      List<String> asked = asked(entry);
      if (asked.contains(usual)) {
        return asked;
      }
    }
    return List.of(usual);
  }

  /**
   * The splits of a suite, in the order of {@link #entries}: of each dataset that is here its
   * default split, and those that stand beside it. One that asks again about homes of another is
   * left out.
   *
   * @param simulatedToo whether to ask simulated datasets after the real ones, those that ship with
   *     their simulator even where they are not made yet
   * @throws InvalidInputException if there is none
   */
  public List<String> suite(boolean simulatedToo) throws IOException {
    List<String> real = new ArrayList<>();
    List<String> simulated = new ArrayList<>();
    for (CatalogueEntry entry : entries()) {
      if (!entry.known().map(KnownDataset::inSuites).orElse(true)) {
        continue;
      }
      boolean shipped = SimulatedDataset.shipped().containsKey(entry.id());
      boolean isSimulated =
          shipped || entry.installed().filter(made -> made.description().simulated()).isPresent();
      (isSimulated ? simulated : real)
          .addAll(
              shipped && entry.installed().isEmpty()
                  ? List.of(reference(entry) + ":" + DEFAULT_SPLIT)
                  : asked(entry));
    }
    if (simulatedToo) {
      real.addAll(simulated);
    }
    if (real.isEmpty()) {
      throw InvalidInputException.ofLines(
          List.of(
              "no dataset of real homes is installed here. To get one:",
              "  " + KnownDataset.all().get(0).howToGet()));
    }
    return List.copyOf(real);
  }

  /** A dataset's default split and what stands beside it; one that is damaged, whole. */
  private List<String> asked(CatalogueEntry entry) {
    if (entry.damage().isPresent()) {
      return List.of(reference(entry)); // to open it says what is wrong
    }
    List<String> asked = new ArrayList<>();
    if (entry.installed().isPresent()) {
      DatasetMetadata here = entry.installed().get();
      asked.add(here.description().defaultSplit());
      entry.known().map(KnownDataset::askedToo).orElse(List.of()).stream()
          .filter(here.splits()::containsKey)
          .filter(split -> !asked.contains(split))
          .forEach(asked::add);
    }
    return asked.stream().map(split -> reference(entry) + ":" + split).toList();
  }

  /** How an entry is named so that no folder of its name is taken for it where we are. */
  private String reference(CatalogueEntry entry) {
    String id = entry.id();
    if (path(id).filter(DatasetFolder::isDataset).isEmpty()) {
      return id;
    }
    if (SimulatedDataset.shipped().containsKey(id)) {
      simulateOnce(id);
    }
    return folder(id).toString();
  }

  private String firstReal(
      Function<DatasetMetadata, Optional<String>> splitOf, String simulatedSplit)
      throws IOException {
    for (CatalogueEntry entry : entries()) {
      boolean shipped = SimulatedDataset.shipped().containsKey(entry.id());
      if (entry.damage().isPresent() && !shipped) {
        return reference(entry);
      }
      Optional<String> split =
          entry
              .installed()
              .filter(metadata -> !metadata.description().simulated())
              .flatMap(splitOf);
      if (split.isPresent()) {
        return reference(entry) + ":" + split.get();
      }
    }
    return SimulatedDataset.STANDARD + ":" + simulatedSplit;
  }

  /**
   * What the image references of a dataset are relative to: the folder that an installed dataset
   * was imported from, else the dataset's own folder.
   */
  public Path images(Path dataset) throws IOException {
    String id = String.valueOf(dataset.toAbsolutePath().normalize().getFileName());
    boolean installed =
        ID.matcher(id).matches() && installed(id) && Files.isSameFile(folder(id), dataset);
    return (installed ? source(id) : Optional.<Path>empty()).orElse(dataset);
  }

  /**
   * Remembers from where a dataset was imported, for what is published beside it and not part of
   * it.
   *
   * @param source the folder that was imported
   */
  public void rememberSource(String id, Path source) throws IOException {
    Path note = sourceNote(id);
    StagedFolder.makeFolder(note.getParent());
    AtomicFile.write(note, source.toAbsolutePath().normalize() + "\n");
  }

  /** Forgets from where a dataset was imported. */
  public void forgetSource(String id) throws IOException {
    Files.deleteIfExists(sourceNote(id));
  }

  /** Where what a dataset is imported from is kept, once it was fetched. */
  public Path sources(String id) {
    return home.resolve("sources").resolve(folder(id).getFileName());
  }

  /** Where a download of this name grows. */
  public Path download(String name) {
    return home.resolve("downloads").resolve(name);
  }

  /** From where a dataset was imported; empty if that is not known, or the folder is gone. */
  public Optional<Path> source(String id) throws IOException {
    Path note = sourceNote(id);
    return Files.isRegularFile(note)
        ? path(InputFile.of(note, FileKind.SETTINGS).text().strip()).filter(Files::isDirectory)
        : Optional.empty();
  }

  /** Beside the dataset, not in it: the same source gives the same dataset on every machine. */
  private Path sourceNote(String id) {
    Path folder = folder(id);
    return folder.resolveSibling(folder.getFileName() + ".source");
  }

  /**
   * The folder that a reference without a split names, whether it can be read or not.
   *
   * @param reference an installed dataset's id, or a folder's path
   * @throws InvalidInputException if there is no such dataset, with how to get it
   */
  public Path locate(String reference) {
    return findFolder(reference).orElseThrow(() -> notFound(reference, reference));
  }

  /**
   * Opens the whole dataset that a reference names.
   *
   * @return the dataset, and the split where the reference names one
   * @throws InvalidInputException as {@link #open}
   */
  public Found find(String reference) {
    Optional<Path> whole = findFolder(reference);
    if (whole.isPresent()) {
      return new Found(DatasetFolder.open(whole.get()), Optional.empty());
    }
    int colon = reference.lastIndexOf(':');
    if (colon > 0) {
      Optional<Path> left = findFolder(reference.substring(0, colon));
      if (left.isPresent()) {
        return new Found(
            DatasetFolder.open(left.get()), Optional.of(reference.substring(colon + 1)));
      }
    }
    throw notFound(colon > 0 ? reference.substring(0, colon) : reference, reference);
  }

  /**
   * What a reference names.
   *
   * @param folder the dataset
   * @param split the split, where the reference names one; it need not exist
   */
  public record Found(DatasetFolder folder, Optional<String> split) {

    /**
     * The split, or else the default split.
     *
     * @throws InvalidInputException if there is none of this name
     */
    public Dataset dataset() {
      return folder.split(splitOrDefault());
    }

    /**
     * What may be learned from when that is evaluated, as {@link Catalogue#training} says; shares
     * with it what is known of the files.
     */
    public Optional<Dataset> training() {
      return Stream.of(TRAINING_SPLIT, TRAIN_SPLIT)
          .filter(folder.splits()::contains)
          .findFirst()
          .filter(training -> !splitOrDefault().equals(training))
          .map(folder::split);
    }

    /** Where the queries of that stand, by household. */
    public HouseholdIndex households() {
      return folder.households(splitOrDefault());
    }

    private String splitOrDefault() {
      return split.orElse(folder.metadata().description().defaultSplit());
    }
  }

  /**
   * Opens what a reference names.
   *
   * @throws InvalidInputException if there is no such dataset or split, with how to get it, or if
   *     it is damaged
   */
  public Dataset open(String reference) {
    return find(reference).dataset();
  }

  /**
   * What may be learned from when this reference is evaluated: the split {@code dev} of the same
   * dataset, or else {@code train}; empty if it has none or is itself the one that is evaluated.
   *
   * @throws InvalidInputException as {@link #open}
   */
  public Optional<Dataset> training(String reference) {
    return find(reference).training();
  }

  /**
   * Opens what is learned from before single questions about scenes, whoever asks them: what
   * belongs to the dataset that was named, as when it is evaluated; where none was, or it has none,
   * the {@link #usualTraining}. That is opened, and made if it is simulated, when somebody first
   * looks at it: most predictors do not learn, and need neither the time nor a home to write to.
   *
   * @param reference the dataset that the scenes are of; empty for scenes of none
   */
  public Dataset trainingForQuestions(Optional<String> reference) throws IOException {
    Optional<Dataset> own = reference.flatMap(this::training);
    if (own.isPresent()) {
      return own.get();
    }
    String usual = usualTraining();
    return new LateDataset(() -> open(usual));
  }

  private Optional<Path> findFolder(String name) {
    Optional<Path> path = path(name).filter(DatasetFolder::isDataset);
    if (path.isEmpty() && SimulatedDataset.shipped().containsKey(name)) {
      simulateOnce(name);
    }
    return path.isEmpty() && ID.matcher(name).matches() && installed(name)
        ? Optional.of(folder(name))
        : path;
  }

  /** A simulated dataset ships as its simulator: it is made when it is first asked for. */
  private void simulateOnce(String id) {
    Path folder = folder(id);
    if (!DatasetFolder.isDataset(folder)) {
      try {
        SimulatedDataset.shipped().get(id).get().writeTo(folder, households -> {});
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Optional<Path> path(String name) {
    try {
      return name.isEmpty() ? Optional.empty() : Optional.of(Path.of(name));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static InvalidInputException notFound(String name, String reference) {
    List<KnownDataset> known = KnownDataset.all();
    for (KnownDataset dataset : known) {
      if (dataset.id().equals(name)) {
        return InvalidInputException.ofLines(
            List.of(
                "dataset %s is not installed here. To get it:".formatted(name),
                "  " + dataset.howToGet()));
      }
    }
    String shown = InvalidInputException.excerpt(name);
    if (path(name).filter(Files::isDirectory).isPresent()) {
      return new InvalidInputException(
          "dataset folder " + shown + ": holds no dataset.json: must be a dataset's folder");
    }
    return new InvalidInputException(
        "dataset \"%s\": must be ID[:SPLIT] or FOLDER[:SPLIT] of what is installed; known ids are %s; name one in a folder by that folder, --dataset DIR[:SPLIT]"
            .formatted(
                InvalidInputException.excerpt(reference),
                known.stream().map(KnownDataset::id).collect(Collectors.joining(", "))));
  }
}
