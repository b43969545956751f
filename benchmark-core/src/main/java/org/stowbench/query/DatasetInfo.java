package org.stowbench.query;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What identifies one split of a dataset.
 *
 * @param id dataset and split, such as {@code shic:eval}
 * @param checksum of the whole dataset's content, such as {@code sha256:...}; equal content, equal
 *     checksum
 * @param queries how many queries the split has, 0 or more
 * @param simulated whether the households are simulated; whatever shows a figure over such a split
 *     says so
 */
@API(status = API.Status.STABLE, since = "0.1")
public record DatasetInfo(String id, String checksum, long queries, boolean simulated) {

  public DatasetInfo {
    if (id.isBlank()) {
      throw new IllegalArgumentException("dataset id must not be blank");
    }
    Objects.requireNonNull(checksum, "checksum");
    if (queries < 0) {
      throw new IllegalArgumentException(
          "dataset " + id + " with " + queries + " queries: must be 0 or more");
    }
  }
}
