package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.stowbench.testing.Programs;

/** Stowbench's package for Python, and what it says when Python runs in its folder. */
final class PythonPackage {

  static final Path FOLDER = Path.of("..", "clients", "python").toAbsolutePath().normalize();

  private PythonPackage() {}

  /**
   * Runs tests of the package; skips the calling test where there is no Python.
   *
   * @param environment what they are told
   */
  static String test(Map<String, String> environment, String... modules)
      throws IOException, InterruptedException {
    Programs.require("python3");
    List<String> command = new ArrayList<>(List.of("python3", "-B", "-m", "unittest", "-v"));
    command.addAll(List.of(modules));
    return run(FOLDER, environment, command);
  }

  /** Runs a command to its end, which must be a good one, and gives back what it said. */
  static String run(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
