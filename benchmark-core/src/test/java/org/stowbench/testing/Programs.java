package org.stowbench.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.stowbench.io.Sha256;

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

  /**
   * The C++ example, compiled with all warnings as errors: once, for the tests of all modules; they
   * find it in the checkout's folder {@code target}.
   */
  public static Path cppPlanner() throws IOException, InterruptedException {
    require("g++");
    Path source = example("cpp-planner/planner.cpp");
    Path folder = Files.createDirectories(checkout().resolve("target/cpp-planner"));
    Path planner = folder.resolve("planner-" + Sha256.digits(Files.readAllBytes(source)));
    if (!Files.exists(planner)) {
      Path growing = Files.createTempFile(folder, "planner", "");
      int code =
          new ProcessBuilder(
                  "g++",
                  "-O2",
                  "-std=c++17",
                  "-Wall",
                  "-Wextra",
                  "-Wpedantic",
                  "-Werror",
                  "-o",
                  growing.toString(),
                  source.toString())
              .inheritIO()
              .start()
              .waitFor();
      Assertions.assertEquals(0, code, "g++ compiles " + source);
      Files.move(growing, planner, StandardCopyOption.REPLACE_EXISTING);
    }
    return planner;
  }

  /** A file of the checkout's folder {@code examples}. */
  public static Path example(String file) {
    return checkout().resolve("examples").resolve(file);
  }

  private static Path checkout() {
    Path up = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(up.resolve("examples"))) {
      up = up.getParent();
    }
    return up;
  }
}
