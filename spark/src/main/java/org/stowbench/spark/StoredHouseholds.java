package org.stowbench.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;

/** Households of a dataset's folder, which lies where every machine sees it. */
final class StoredHouseholds implements Households {

  private final String home;
  private final String reference;
  private final List<String> ids;
  private transient Dataset opened; // once a machine: opening makes sure that the files are whole

  private StoredHouseholds(String home, String reference, List<String> ids) {
    this.home = home;
    this.reference = reference;
    this.ids = ids;
  }

  /**
   * Looks through a split once for its households.
   *
   * @param home where installed datasets are
   * @param reference ID[:SPLIT] or DIR[:SPLIT]
   * @throws org.stowbench.io.InvalidInputException if there is none, or it cannot be read
   */
  static StoredHouseholds of(Path home, String reference) {
    Dataset split = new Catalogue(home).open(reference);
    try (Stream<LabeledQuery> queries = split.queries()) {
      return new StoredHouseholds(
          home.toString(),
          reference,
          queries.map(query -> query.household().id()).distinct().sorted().toList());
    }
  }

  private Catalogue catalogue() {
    return new Catalogue(Path.of(home));
  }

  @Override
  public synchronized Dataset split() {
    if (opened == null) {
      opened = catalogue().open(reference);
    }
    return opened;
  }

  @Override
  public Optional<Dataset> training() {
    return catalogue().training(reference);
  }

  @Override
  public Optional<Path> images() throws IOException {
    return Optional.of(catalogue().images(catalogue().find(reference).folder()));
  }

  @Override
  public long count() {
    return ids.size();
  }

  @Override
  public List<LabeledQuery> queries(Part part) {
    int first = Math.toIntExact(part.first());
    Set<String> wanted =
        new HashSet<>(ids.subList(first, first + Math.toIntExact(part.households())));
    try (Stream<LabeledQuery> queries = split().queries()) {
      return queries.filter(query -> wanted.contains(query.household().id())).toList();
    }
  }
}
