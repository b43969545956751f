package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.lang3.StringUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stowbench.plugin.Plugin;
import org.stowbench.run.Software;
import org.stowbench.testing.PluginJar;

/** Commands with the example's plug-in, and with one that is compiled here. */
class PluginCommandsTest {

  private static final Path EXAMPLE = Path.of("../examples/plugin-predictor").toAbsolutePath();
  private static final Path NEARBY = EXAMPLE.resolve("target/nearby");

  private StowbenchSession stowbench;
  private Path folder;

  @BeforeEach
  void prepare() throws Exception {
    stowbench = StowbenchSession.begin();
    folder = stowbench.folder();
    SmallDataset.write(folder.resolve("small"));
  }

  private static String nearby() {
    assumeTrue(
        Files.exists(NEARBY.resolve("nearby.jar")),
        () -> "the example is not built: mvn package in " + EXAMPLE);
    return NEARBY.normalize().toString();
  }

  @Test
  void theExampleStandsAmongOursAndSaysWhereItIsFrom() {
    String plugin = nearby();

    assertThat(
            stowbench
                .run("predictors", "list", "--format", "csv", "--plugin", plugin)
                .out()
                .lines())
        .contains("predictor,what it does,from")
        .anyMatch(line -> line.startsWith("largest,") && line.endsWith(",built in"))
        .anyMatch(line -> line.startsWith("nearby,") && line.endsWith(",plug-in nearby"));
    assertThat(stowbench.run("predictors", "describe", "nearby", "--plugin", plugin).out())
        .contains("From: plug-in nearby\n", "otherwise  sink", "likeness   90");
  }

  @Test
  void theExampleRunsAloneAndInAnEnsembleAndItsRunGoesOnOnlyWithIt() throws Exception {
    String plugin = nearby();

    StowbenchProcess.Result run =
        stowbench.run(
            "run",
            "--dataset",
            "small",
            "--out",
            "runs",
            "--plugin",
            plugin,
            "--predictor",
            "nearby:otherwise=oven",
            "--predictor",
            "ensemble:largest + nearby");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("nearby:otherwise=oven", "ensemble:largest + nearby");
    assertThat(folder.resolve("runs/nearby-small-eval-001/run.json"))
        .content()
        .containsPattern("\"plugin\" : \\{\\s+\"file\" : \"nearby\",\\s+\"checksum\" : \"sha256:");
    StowbenchProcess.Result without =
        stowbench.run("run", "--resume", "runs/nearby-small-eval-001", "--dataset", "small");
    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(without.err())
        .contains("predictor nearby came from plug-in nearby, which is not here; add --plugin");
  }

  @Test
  void theExampleAnswersOneQuestion() {
    StowbenchProcess.Result result =
        stowbench.run(
            "ask",
            "--scene",
            "small/1",
            "--item",
            "whisk",
            "--plugin",
            nearby(),
            "--predictor",
            "nearby");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("container 0");
  }

  @Test
  void anOptionOfTheExamplesThatCannotBeUsedIsRefusedLikeOurs() {
    StowbenchProcess.Result result =
        stowbench.run(
            "run",
            "--dataset",
            "small",
            "--plugin",
            nearby(),
            "--predictor",
            "nearby:likeness=101");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo("stowbench: predictor nearby: option likeness: expected 0 to 100, found 101\n");
  }

  @Test
  void theExampleUsesALibraryOfWhichWeHaveAnotherVersion() throws Exception {
    try (Plugin plugin = Plugin.open(Path.of(nearby()))) {
      ClassLoader loader = plugin.providers().get(0).getClass().getClassLoader();
      Class<?> theirs = loader.loadClass(StringUtils.class.getName());

      assertThat(theirs).isNotSameAs(StringUtils.class);
      assertThat(theirs.getPackage().getImplementationVersion())
          .isNotEqualTo(StringUtils.class.getPackage().getImplementationVersion());
    }
  }

  @Test
  void theExampleIsMadeForThisVersion() {
    assertThat(EXAMPLE.resolve("pom.xml"))
        .content()
        .contains("<stowbench.version>" + Software.current().stowbench() + "</stowbench.version>");
  }

  @Test
  void aPlugInThatTakesANameOfOursIsRefused() throws Exception {
    Path jar =
        new PluginJar()
            .listing("plug.Provider")
            .with(folder, PluginJar.provider("").replace("\"plug\"", "\"largest\""))
            .write(folder.resolve("plug.jar"));

    StowbenchProcess.Result result =
        stowbench.run("predictors", "list", "--plugin", jar.toString());

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            "stowbench: plug-in plug.jar: there is a predictor named 'largest' already, built in\n");
  }
}
