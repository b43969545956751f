package org.stowbench.datasets.sim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.stream.Stream;
import org.stowbench.io.Json;
import org.stowbench.io.QueryJson;
import org.stowbench.io.SceneJson;
import org.stowbench.io.Sha256;
import org.stowbench.query.LabeledQuery;

/** SHA-256 over queries as this project writes them: each scene's line before its first query's. */
final class ContentChecksum {

  private ContentChecksum() {}

  static String of(Stream<LabeledQuery> queries) {
    MessageDigest digest = Sha256.digest();
    String scene = "";
    for (Iterator<LabeledQuery> all = queries.iterator(); all.hasNext(); ) {
      LabeledQuery next = all.next();
      if (!next.query().scene().id().equals(scene)) {
        scene = next.query().scene().id();
        update(digest, Json.exact(SceneJson.write(next.query().scene())));
      }
      // The same queries have the same checksum in every split.
      update(digest, Json.exact(QueryJson.write(next, "")));
    }
    return Sha256.checksum(digest);
  }

  private static void update(MessageDigest digest, String line) {
    digest.update(line.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
  }
}
