package org.stowbench.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs that tests run and that a machine may lack, and the examples that they run. */
public final class Programs {

  private Programs() {}

  /** Skips the calling test, and says why, where a program is not on the path. */
  public static void require(String name) {
    boolean there =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    Assumptions.assumeTrue(there, "skipped: " + name + " is not on this machine");
  }

  /** A file of the checkout's folder {@code examples}. */
  public static Path example(String file) {
    Path up = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(up.resolve("examples"))) {
      up = up.getParent();
    }
    return up.resolve("examples").resolve(file);
  }
}
