package org.stowbench.datasets.fetch;

import java.util.Map;
import java.util.Objects;
import org.stowbench.download.DownloadSettings;

/**
 * How to fetch.
 *
 * @param download how to download the archive
 * @param unpack how much the archive may unpack to
 */
public record FetchSettings(DownloadSettings download, UnpackLimits unpack) {

  public FetchSettings {
    Objects.requireNonNull(download, "download");
    Objects.requireNonNull(unpack, "unpack");
  }

  /** What suits a slow line and a large repository. */
  public static FetchSettings defaults(Map<String, String> environment) {
    return new FetchSettings(DownloadSettings.defaults(environment), UnpackLimits.DEFAULT);
  }
}
