package org.stowbench.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.Table;
import org.stowbench.plugin.Predictors;
import org.stowbench.predictor.PluginOrigin;
import org.stowbench.predictor.PredictorOption;
import org.stowbench.predictor.PredictorProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What predictors there are and what each understands. */
@Command(
    name = "predictors",
    description = "List the predictors, or describe one.",
    synopsisSubcommandLabel = "(list | describe)",
    footer = {"", "Example:", "  stowbench predictors describe ranker"})
final class PredictorsCommand extends CommandGroup {

  @Override
  List<Class<?>> commands() {
    return List.of(ListPredictors.class, Describe.class);
  }

  @Command(
      name = "list",
      description = "List all predictors, and where each comes from.",
      footer = {
        "",
        "Examples:",
        "  stowbench predictors list --format json",
        "  stowbench predictors list --plugin nearby.jar"
      })
  static final class ListPredictors implements Callable<Integer> {

    @Mixin private HelpOption help;
    @Mixin private TableOption output;
    @Mixin private final PluginOptions plugins = new PluginOptions();

    @Override
    public Integer call() {
      try (plugins) {
        Predictors predictors = plugins.predictors();
        Table table = new Table("predictor", "what it does", "from");
        for (PredictorProvider provider : predictors.providers()) {
          table.row(
              Cell.of(usage(provider)),
              Cell.of(provider.summary()),
              Cell.of(origin(predictors.plugin(provider.name()))));
        }
        output.print(table);
        return ExitCode.OK;
      }
    }
  }

  @Command(
      name = "describe",
      description = "Say what a predictor does and which options it understands.",
      footer = {"", "Example:", "  stowbench predictors describe random"})
  static final class Describe implements Callable<Integer> {

    @Mixin private HelpOption help;
    @Mixin private TableOption output;
    @Mixin private final PluginOptions plugins = new PluginOptions();

    @Parameters(paramLabel = "NAME", description = "A predictor's name.")
    private String name;

    @Override
    public Integer call() {
      try (plugins) {
        describe(plugins.predictors());
        return ExitCode.OK;
      }
    }

    private void describe(Predictors predictors) {
      PredictorProvider provider = predictors.provider(name);
      Table table = new Table("option", "default", "meaning");
      for (PredictorOption option : provider.options()) {
        table.row(
            Cell.of(option.name()), Cell.of(option.defaultValue()), Cell.of(option.description()));
      }
      if (output.format() == OutputFormat.table) {
        output.print(
            output
                .printout()
                .line(usage(provider) + ": " + provider.summary())
                .line("From: " + origin(predictors.plugin(name)))
                .blank());
      }
      if (output.format() == OutputFormat.table && provider.options().isEmpty()) {
        output.print(output.printout().line("It has no options."));
      } else {
        output.print(table);
      }
      List<String> needs = provider.needs(StowbenchHome.path());
      if (output.format() == OutputFormat.table && !needs.isEmpty()) {
        Printout below = output.printout().blank();
        needs.forEach(below::line);
        output.print(below);
      }
    }
  }

  private static String origin(Optional<PluginOrigin> plugin) {
    return plugin.map(origin -> "plug-in " + origin.file()).orElse("built in");
  }

  private static String usage(PredictorProvider provider) {
    return provider.argument().map(a -> provider.name() + ":" + a).orElse(provider.name());
  }
}
