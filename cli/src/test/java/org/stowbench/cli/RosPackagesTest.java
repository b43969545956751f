package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.testing.Programs;

/**
 * The ROS 2 packages by ROS 2's own tools, where this machine has them (Debian does). They are no
 * ROS: nothing here runs the node.
 */
class RosPackagesTest {

  private static final Path PACKAGES = Programs.example("ros2").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void colconFindsThePackagesAndHowTheyAreBuilt() throws Exception {
    assertThat(colcon("list", "--base-paths", PACKAGES.toString()))
        .containsSubsequence("stowbench_interfaces", "(ros.ament_cmake)")
        .containsSubsequence("stowbench_ros2", "(ros.ament_python)");
  }

  @Test
  void colconInstallsTheNodeWithWhatItNeeds() throws Exception {
    Path source = PACKAGES.resolve("stowbench_ros2");
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve("src/stowbench_ros2").resolve(source.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    assertThat(colcon("build")).contains("1 package finished");
    Path installed = folder.resolve("install/stowbench_ros2");
    assertThat(installed.resolve("lib/stowbench_ros2/where_is_node")).isExecutable();
    assertThat(installed.resolve("share/stowbench_ros2/launch/where_is.launch.py")).exists();
    assertThat(installed.resolve("share/stowbench_ros2/config/where_is.yaml")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ament_xmllint", "ament_flake8", "ament_lint_cmake"})
  void theLintersOfRosFindNothing(String linter) throws Exception {
    Programs.require(linter);
    run(List.of(linter, PACKAGES.toString()));
  }

  @Test
  void codeIsGeneratedFromEachInterface() throws Exception {
    Programs.require("rosidl");
    Path interfaces = PACKAGES.resolve("stowbench_interfaces");
    List<String> files;
    try (Stream<Path> all = Files.walk(interfaces)) {
      files =
          all.filter(file -> file.toString().matches(".*\\.(msg|srv|action)"))
              .map(file -> interfaces + ":" + interfaces.relativize(file))
              .sorted()
              .toList();
    }
    List<String> generate =
        new ArrayList<>(
            List.of("rosidl", "generate", "-t", "cpp", "-o", "code", "stowbench_interfaces"));
    generate.addAll(files);
    run(generate);
    for (String file :
        List.of("msg/place", "srv/where_is", "action/search_for", "action/open_container")) {
      assertThat(folder.resolve("code/" + file + ".hpp")).exists();
    }
    assertThat(Files.readString(folder.resolve("code/action/detail/search_for__struct.hpp")))
        .contains("max_openings", "found_in", "OUT_OF_BUDGET");
  }

  private String colcon(String... words) throws IOException, InterruptedException {
    Programs.require("colcon");
    List<String> command = new ArrayList<>(List.of("colcon", "--log-base", "/dev/null"));
    command.addAll(List.of(words));
    return run(command);
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder tool =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    tool.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process running = tool.start();
    running.getOutputStream().close();
    String said = new String(running.getInputStream().readAllBytes());
    assertThat(running.waitFor()).as(said).isZero();
    return said;
  }
}
