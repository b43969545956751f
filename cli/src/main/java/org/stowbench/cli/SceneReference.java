package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.SceneJson;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.Household;
import org.stowbench.query.ItemName;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Votes;
import org.stowbench.scene.Scene;

/**
 * A scene that a user named: a file in the canonical format, or {@code DATASET[:SPLIT]/SCENE},
 * where the scene is named by its id, by the id of a query about it, or by the place of such a
 * query in the split, from 1.
 *
 * @param scene the scene
 * @param known what its dataset tells of the household, with the query that was named or else with
 *     the first about the scene; nothing for a file
 * @param dataset the reference of its dataset; empty for a file
 * @param images what its image reference is relative to
 */
record SceneReference(
    Scene scene, List<KnownPlacement> known, Optional<String> dataset, Path images) {

  /**
   * Finds a scene.
   *
   * @throws InvalidInputException if there is none of that name, or it does not fit
   */
  static SceneReference find(String name, Catalogue catalogue) throws IOException {
    Optional<Path> file = file(name);
    if (file.isPresent()) {
      return new SceneReference(
          read(file.get()), List.of(), Optional.empty(), file.get().toAbsolutePath().getParent());
    }
    for (int slash = name.indexOf('/', 1); slash > 0; slash = name.indexOf('/', slash + 1)) {
      String reference = name.substring(0, slash);
      if (isDataset(reference, catalogue)) {
        Catalogue.Found found = catalogue.find(reference);
        Query query = within(catalogue.open(reference), name.substring(slash + 1));
        return new SceneReference(
            query.scene(),
            query.known(),
            Optional.of(reference),
            catalogue.images(found.folder().folder()));
      }
    }
    throw new InvalidInputException(
        "--scene %s: must be a file with a scene in it, or DATASET[:SPLIT]/SCENE of what is installed"
            .formatted(InvalidInputException.excerpt(name)));
  }

  /** This scene with photos elsewhere, where somebody says so. */
  SceneReference withImages(Optional<Path> folder) {
    return new SceneReference(scene, known, dataset, folder.orElse(images));
  }

  /**
   * What the dataset tells about an item in this scene.
   *
   * @throws InvalidInputException if it tells nothing, or there is no dataset
   */
  LabeledQuery told(String item, Catalogue catalogue) {
    String from =
        dataset.orElseThrow(
            () ->
                new InvalidInputException(
                    "--truth: a scene in a file has none: must be a scene of a dataset"));
    try (Stream<LabeledQuery> queries = catalogue.open(from).queries()) {
      return queries
          .filter(labeled -> labeled.query().scene().id().equals(scene.id()))
          .filter(labeled -> ItemName.same(labeled.query().item(), item))
          .findFirst()
          .orElseThrow(
              () ->
                  new InvalidInputException(
                      "--truth: %s does not tell where %s is in scene %s"
                          .formatted(
                              from,
                              InvalidInputException.excerpt(item),
                              InvalidInputException.excerpt(scene.id()))));
    }
  }

  private static boolean isDataset(String reference, Catalogue catalogue) {
    try {
      catalogue.find(reference);
      return true;
    } catch (InvalidInputException e) {
      return false;
    }
  }

  private static Optional<Path> file(String name) {
    try {
      return Optional.of(Path.of(name)).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Scene read(Path file) {
    return SceneJson.read(InputFile.of(file, FileKind.DOCUMENT).json());
  }

  /** By id first: an id may be a number. */
  private static Query within(Dataset split, String wanted) {
    Optional<Query> byId =
        first(
            split,
            labeled ->
                labeled.query().scene().id().equals(wanted) || labeled.query().id().equals(wanted));
    if (byId.isEmpty() && wanted.matches("[1-9][0-9]{0,9}")) {
      try (Stream<LabeledQuery> queries = split.queries()) {
        byId = queries.skip(Long.parseLong(wanted) - 1).findFirst().map(LabeledQuery::query);
      }
    }
    return byId.orElseThrow(
        () ->
            new InvalidInputException(
                "--scene: %s must be the id of a scene or a query of %s, or a query's place, from 1 to %d"
                    .formatted(
                        InvalidInputException.excerpt(wanted),
                        split.info().id(),
                        split.info().queries())));
  }

  private static Optional<Query> first(
      Dataset split, java.util.function.Predicate<LabeledQuery> wanted) {
    try (Stream<LabeledQuery> queries = split.queries()) {
      return queries.filter(wanted).findFirst().map(LabeledQuery::query);
    }
  }

  /** A split of this scene alone, for predictors that look at what a split's scenes have. */
  Dataset alone() {
    LabeledQuery anything =
        new LabeledQuery(
            new Query(scene.id(), scene, "anything"),
            new Household("unknown"),
            Answer.NOT_HERE,
            Votes.NONE);
    return Dataset.of(
        new DatasetInfo(InvalidInputException.excerpt(scene.id()), "none", 1, false),
        () -> Stream.of(anything));
  }
}
