package org.stowbench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.plugin.Plugin;
import org.stowbench.plugin.Predictors;
import picocli.CommandLine.Option;

/** The option of every command that takes or lists predictors. Closes what it opened. */
final class PluginOptions implements AutoCloseable {

  @Option(
      names = "--plugin",
      paramLabel = "DIR|JAR",
      description =
          "A jar, or a folder with a jar and its libraries, that brings predictors; may be"
              + " repeated. Its code may do whatever you may do.")
  private List<Path> paths = List.of();

  private final List<Plugin> plugins = new ArrayList<>();
  private Optional<Predictors> predictors = Optional.empty();

  /** The predictors of this installation and of the plug-ins, which are opened on first use. */
  Predictors predictors() {
    if (predictors.isEmpty()) {
      Predictors all = Predictors.installed();
      for (Path path : paths) {
        Plugin plugin = Plugin.open(path);
        plugins.add(plugin);
        all = all.with(plugin);
      }
      predictors = Optional.of(all);
    }
    return predictors.get();
  }

  /** Makes those {@link #predictors}. */
  PredictorMaker maker(ProgressLine line) {
    return new PredictorMaker(predictors(), line);
  }

  @Override
  public void close() {
    plugins.forEach(Plugin::close);
  }
}
