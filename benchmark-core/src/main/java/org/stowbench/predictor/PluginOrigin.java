package org.stowbench.predictor;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The plug-in that a predictor comes from.
 *
 * @param file name of the jar or the folder, without its path, not blank
 * @param checksum of the jar's bytes; of a folder, over the names and checksums of its jars
 */
@API(status = API.Status.STABLE, since = "0.1")
public record PluginOrigin(String file, String checksum) {

  public PluginOrigin {
    if (file.isBlank()) {
      throw new IllegalArgumentException("plug-in file must not be blank");
    }
    Objects.requireNonNull(checksum, "checksum");
  }
}
