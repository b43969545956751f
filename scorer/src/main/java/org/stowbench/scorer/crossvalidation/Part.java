package org.stowbench.scorer.crossvalidation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.stowbench.io.Sha256;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.LabeledQuery;

/** Some queries of a split, as a split of their own. */
final class Part implements Dataset {

  private final DatasetInfo info;
  private final List<LabeledQuery> queries;

  /**
   * A part of a split.
   *
   * @param whole the split
   * @param name what the part is called
   * @param queries the part's queries, in the split's order
   */
  Part(DatasetInfo whole, String name, List<LabeledQuery> queries) {
    this.queries = List.copyOf(queries);
    this.info =
        new DatasetInfo(
            whole.id() + "/" + name, checksum(whole, queries), queries.size(), whole.simulated());
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

  @Override
  public DatasetInfo info() {
    return info;
  }

  @Override
  public Stream<LabeledQuery> queries() {
    return queries.stream();
  }
}
