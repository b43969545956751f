package org.stowbench.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * The official data of the challenge, where this machine has it: the folder that the environment
 * variable {@code STOWBENCH_OFFICIAL} names, or {@code shared/official} beside the checkout. It has
 * no licence, so it is not in the repository.
 */
public final class OfficialData {

  private OfficialData() {}

  /** The folder, if it is here. */
  public static Optional<Path> folder() {
    String named = System.getenv("STOWBENCH_OFFICIAL");
    if (named != null) {
      return Optional.of(Path.of(named)).filter(Files::isDirectory);
    }
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path candidate = up.resolve("shared").resolve("official");
      if (Files.isDirectory(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** The folder; skips the calling test, and says why, where it is not here. */
  public static Path require() {
    Optional<Path> folder = folder();
    Assumptions.assumeTrue(
        folder.isPresent(),
        "skipped: the official data is not on this machine; name its folder in STOWBENCH_OFFICIAL");
    return folder.get();
  }

  /**
   * The folder of another public suite, such as {@code tidybot}, which lies in {@code suites}
   * beside the official data; skips the calling test, and says why, where it is not here.
   */
  public static Path requireSuite(String name) {
    Path suite = require().resolveSibling("suites").resolve(name);
    Assumptions.assumeTrue(
        Files.isDirectory(suite),
        "skipped: the data of " + name + " is not on this machine; its folder is " + suite);
    return suite;
  }
}
