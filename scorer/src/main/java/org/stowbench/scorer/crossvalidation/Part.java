package org.stowbench.scorer.crossvalidation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.stowbench.io.Sha256;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.LabeledQuery;

/** Some queries of a split, as a split of their own. */
final class Part {

  private Part() {}

  /**
   * A part of a split.
   *
   * @param whole the split
   * @param name what the part is called
   * @param queries the part's queries, in the split's order
   */
  static Dataset of(DatasetInfo whole, String name, List<LabeledQuery> queries) {
    List<LabeledQuery> held = List.copyOf(queries);
    DatasetInfo info =
        new DatasetInfo(
            whole.id() + "/" + name, checksum(whole, held), held.size(), whole.simulated());
    return Dataset.of(info, held::stream);
  }

  private static String checksum(DatasetInfo whole, List<LabeledQuery> queries) {
    MessageDigest digest = Sha256.digest();
    digest.update(whole.checksum().getBytes(StandardCharsets.UTF_8));
    for (LabeledQuery query : queries) {
      digest.update((byte) 0);
      digest.update(query.query().id().getBytes(StandardCharsets.UTF_8));
    }
    return Sha256.checksum(digest);
  }
}
