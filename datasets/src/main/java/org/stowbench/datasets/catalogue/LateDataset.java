package org.stowbench.datasets.catalogue;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.LabeledQuery;

/** A split that is opened when somebody first looks at it. */
final class LateDataset implements Dataset {

  private final Supplier<Dataset> opening;
  private Optional<Dataset> opened = Optional.empty();

  /**
   * A split.
   *
   * @param opening opens it
   */
  LateDataset(Supplier<Dataset> opening) {
    this.opening = opening;
  }

  private synchronized Dataset opened() {
    if (opened.isEmpty()) {
      opened = Optional.of(opening.get());
    }
    return opened.get();
  }

  @Override
  public DatasetInfo info() {
    return opened().info();
  }

  @Override
  public Stream<LabeledQuery> queries() {
    return opened().queries();
  }

  @Override
  public Stream<LabeledQuery> queriesFrom(long first) {
    return opened().queriesFrom(first);
  }
}
