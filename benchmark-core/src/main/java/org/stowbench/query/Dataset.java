package org.stowbench.query;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * One split of a dataset. Immutable while it is open; may be streamed several times, also at once
 * from several threads.
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface Dataset {

  /**
   * A split of queries that somebody has, or makes.
   *
   * @param info what identifies it
   * @param queries a stream of all of them, new each time and always the same
   */
  static Dataset of(DatasetInfo info, Supplier<Stream<LabeledQuery>> queries) {
    return new Dataset() {
      @Override
      public DatasetInfo info() {
        return info;
      }

      @Override
      public Stream<LabeledQuery> queries() {
        return queries.get();
      }
    };
  }

  /** What identifies this split. */
  DatasetInfo info();

  /**
   * The queries in the dataset's own order, which is the same every time. Read as the stream
   * advances: memory does not grow with their number. Close the stream.
   *
   * @throws org.stowbench.io.InvalidInputException on reaching a line that does not fit
   */
  Stream<LabeledQuery> queries();

  /**
   * The queries from a place on, so that single ones can be read again. Passes over those before it
   * unless the dataset knows better. Close the stream.
   *
   * @param first the place, from 0, of the first in {@link #queries()}
   */
  default Stream<LabeledQuery> queriesFrom(long first) {
    return queries().skip(first);
  }

  /**
   * The first queries of this split; the same id and checksum.
   *
   * @param most how many, 1 or more
   */
  default Dataset limited(long most) {
    if (most < 1) {
      throw new IllegalArgumentException("limit " + most + ": must be 1 or more");
    }
    Dataset whole = this;
    return new Dataset() {
      @Override
      public DatasetInfo info() {
        DatasetInfo info = whole.info();
        return new DatasetInfo(
            info.id(), info.checksum(), Math.min(most, info.queries()), info.simulated());
      }

      @Override
      public Stream<LabeledQuery> queries() {
        return whole.queries().limit(most);
      }

      @Override
      public Stream<LabeledQuery> queriesFrom(long first) {
        return whole.queriesFrom(first).limit(Math.max(0, most - first));
      }
    };
  }
}
