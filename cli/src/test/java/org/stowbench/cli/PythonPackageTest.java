package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.testing.Programs;

/** The package for Python: its own tests over files that the commands wrote. */
class PythonPackageTest {

  private StowbenchSession stowbench;
  private Path folder;

  @BeforeEach
  void begin() throws IOException {
    Programs.require("python3");
    stowbench = StowbenchSession.begin();
    folder = stowbench.folder();
  }

  @Test
  void itsOwnTestsHoldOverARunThatWasJustMade() throws Exception {
    SmallDataset.write(folder.resolve("small"));
    StowbenchProcess.Result run =
        stowbench.run("run", "--dataset", "small", "--predictor", "largest", "--out", "runs");
    assertThat(run.exitCode()).as(run.err()).isZero();

    String said =
        PythonPackage.test(
            Map.of(
                "STOWBENCH_RUN", folder.resolve("runs/largest-small-eval-001").toString(),
                "STOWBENCH_DATASET", folder.resolve("small").toString()),
            "tests.test_planner",
            "tests.test_files",
            "tests.test_package");

    // Without pandas and matplotlib, what needs them is left out; all else is not.
    assertThat(said.lines().filter(line -> line.contains("skipped")))
        .allMatch(line -> line.contains("is not installed") || line.startsWith("OK (skipped="));
  }

  @Test
  void itHasTheVersionOfTheProject() throws Exception {
    String version = stowbench.run("--version").out().lines().findFirst().orElseThrow();
    String said =
        PythonPackage.run(
            PythonPackage.FOLDER,
            Map.of(),
            List.of("python3", "-B", "-c", "import stowbench; print(stowbench.__version__)"));

    assertThat(version).contains(said.strip().replace(".dev0", "-SNAPSHOT"));
  }

  @Test
  @Tag("slow")
  void itsTypesHold() throws Exception {
    Programs.require("mypy");
    String cache = folder.resolve("mypy").toString();
    assertThat(
            PythonPackage.run(
                PythonPackage.FOLDER, Map.of(), List.of("mypy", "--cache-dir", cache)))
        .contains("no issues found");
  }

  @Test
  @Tag("slow")
  void pipInstallsItWithoutANetworkWhereThereAreSetuptools(@TempDir Path temporary)
      throws Exception {
    boolean tools =
        new ProcessBuilder("python3", "-c", "import pip, setuptools, wheel")
                .redirectErrorStream(true)
                .start()
                .waitFor()
            == 0;
    Assumptions.assumeTrue(tools, "skipped: pip, setuptools and wheel are not on this machine");
    // Of a copy, since setuptools builds where the sources are.
    Path sources = temporary.resolve("sources");
    try (Stream<Path> files = Files.walk(PythonPackage.FOLDER)) {
      for (Path file : files.toList()) {
        Files.copy(file, sources.resolve(PythonPackage.FOLDER.relativize(file)));
      }
    }
    Path installed = temporary.resolve("installed");

    PythonPackage.run(
        temporary,
        Map.of("PIP_DISABLE_PIP_VERSION_CHECK", "1"),
        List.of(
            "python3",
            "-m",
            "pip",
            "install",
            "--no-index",
            "--no-build-isolation",
            "--no-deps",
            "--target",
            installed.toString(),
            sources.toString()));

    String said =
        PythonPackage.run(
            temporary,
            Map.of("PYTHONPATH", installed.toString()),
            List.of("python3", "-B", "-c", "import stowbench; print(stowbench.__file__)"));
    assertThat(Path.of(said.strip())).startsWith(installed.toRealPath());
    assertThat(installed.resolve("stowbench/py.typed")).exists();
  }
}
