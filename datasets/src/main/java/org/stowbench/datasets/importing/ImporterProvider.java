package org.stowbench.datasets.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stowbench.datasets.fetch.PinnedSource;

/**
 * Makes datasets from one kind of files; found with {@link java.util.ServiceLoader}. It is public,
 * has a public constructor without parameters, and holds no state.
 */
public interface ImporterProvider {

  /** The name behind {@code datasets import}: lower-case letters, digits and {@code -}. */
  String name();

  /** What its files are called, after "this looks like": {@code a COCO file}. */
  default String called() {
    return name();
  }

  /**
   * What it reads and what becomes of that, a paragraph each, for the help; the first stands in the
   * list of importers too. At least one.
   */
  List<String> description();

  /** What {@code --from} names: the option of that name. */
  ImportOption from();

  /** The options that only this importer has, in the order of the help. */
  default List<ImportOption> options() {
    return List.of();
  }

  /** What stands behind the name in the help's example, such as {@code --from labels.json}. */
  String example();

  /**
   * The id of the one dataset that its files are, where they are always the same one. Then nobody
   * need say where to write it and what it is called. Empty where whoever imports says that.
   */
  default Optional<String> dataset() {
    return Optional.empty();
  }

  /** Where its files are published, for {@code datasets fetch}; empty where that is nowhere. */
  default Optional<PinnedSource> published() {
    return Optional.empty();
  }

  /**
   * Whether files look like its own. It looks no further than it must: what is recognised may still
   * be damaged, but what is not recognised cannot be imported. Never throws: what cannot be read is
   * not recognised, and the import says why.
   *
   * @param from a file or a folder, which need not exist
   */
  boolean recognises(Path from);

  /**
   * Makes the dataset. The same files give the same bytes.
   *
   * @throws org.stowbench.io.InvalidInputException if something does not fit, with its place; what
   *     was at the target is then as before
   */
  ImportResult importTo(ImportRequest request) throws IOException;
}
