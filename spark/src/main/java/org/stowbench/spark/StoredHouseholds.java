package org.stowbench.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.datasets.format.HouseholdIndex;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;

/** Households of a dataset's folder, which lies where every machine sees it. */
final class StoredHouseholds implements Households {

  private final String home;
  private final String reference;
  private final HouseholdIndex index;
  private transient Catalogue.Found opened; // once a machine

  private StoredHouseholds(String home, String reference, Catalogue.Found opened) {
    this.home = home;
    this.reference = reference;
    this.index = opened.households();
    this.opened = opened;
  }

  /**
   * Passes over a dataset once, makes sure that it is whole, and notes where households stand.
   *
   * @param home where installed datasets are
   * @param reference ID[:SPLIT] or DIR[:SPLIT]
   * @throws org.stowbench.io.InvalidInputException if there is none, or it cannot be read
   */
  static StoredHouseholds of(Path home, String reference) {
    return new StoredHouseholds(home.toString(), reference, new Catalogue(home).find(reference));
  }

  private synchronized Catalogue.Found found() {
    if (opened == null) {
      opened = new Catalogue(Path.of(home)).find(reference);
    }
    return opened;
  }

  @Override
  public Dataset split() {
    return found().dataset();
  }

  @Override
  public void requireUnchanged() {
    // Whoever reads a split to its end is told; it need not be read for that.
    split().queries().close();
  }

  @Override
  public Optional<Dataset> training() {
    return found().training();
  }

  @Override
  public Optional<Path> images() throws IOException {
    return Optional.of(new Catalogue(Path.of(home)).images(found().folder().folder()));
  }

  @Override
  public long count() {
    return index.size();
  }

  @Override
  public List<LabeledQuery> queries(Part part) {
    return index.queries(Math.toIntExact(part.first()), Math.toIntExact(part.households()));
  }
}
