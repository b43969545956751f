package org.stowbench.dataset;

import java.util.stream.Stream;
import org.stowbench.query.LabeledQuery;

/**
 * One split of a dataset. Immutable while it is open; may be streamed several times, also at once
 * from several threads.
 */
public interface Dataset {

  /** What identifies this split. */
  DatasetInfo info();

  /**
   * The queries in the dataset's own order, which is the same every time. Read as the stream
   * advances: memory does not grow with their number. Close the stream.
   *
   * @throws org.stowbench.input.InvalidInputException on reaching a line that does not fit
   */
  Stream<LabeledQuery> queries();
}
