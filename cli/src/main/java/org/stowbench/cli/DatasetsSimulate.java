package org.stowbench.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.datasets.format.DatasetMetadata;
import org.stowbench.datasets.sim.Questions;
import org.stowbench.datasets.sim.SimulatedDataset;
import org.stowbench.datasets.sim.SimulationKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a dataset of simulated households or workplaces. */
@Command(
    name = "simulate",
    description = {
      "Make a dataset of simulated households or workplaces. The same seed gives the same bytes;"
          + " the standard datasets, sim, sim-homes, sim-kitchen and sim-stock, are made by"
          + " themselves on first use."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench datasets simulate --households 500 --seed 7 --to kitchens",
      "  stowbench datasets simulate --kind stock --households 50 --seed 7 --to rooms"
    })
final class DatasetsSimulate implements Callable<Integer> {

  /** What households are asked; named as users write it. */
  enum Asked {
    development(Questions.DEVELOPMENT),
    evaluation(Questions.EVALUATION),
    household(Questions.HOUSEHOLD);

    private final Questions questions;

    Asked(Questions questions) {
      this.questions = questions;
    }
  }

  /** What is simulated; named as users write it. */
  enum Kind {
    home(SimulationKind.HOME),
    kitchen(SimulationKind.KITCHEN),
    stock(SimulationKind.STOCK);

    private final SimulationKind kind;

    Kind(SimulationKind kind) {
      this.kind = kind;
    }
  }

  @Mixin private HelpOption help;
  @Mixin private TextOutput output;
  @Mixin private ProgressOption progress;
  @Mixin private TargetOption target;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "home",
      description =
          "What to simulate: ${COMPLETION-CANDIDATES}. Kitchen is a restaurant's kitchen,"
              + " stock is a stock room. Default: ${DEFAULT-VALUE}.")
  private Kind kind;

  @Option(
      names = "--households",
      paramLabel = "N",
      required = true,
      description = "How many households, or workplaces.")
  private long households;

  @Option(
      names = "--seed",
      paramLabel = "N",
      required = true,
      description = "Seed of the simulation.")
  private long seed;

  @Option(
      names = "--questions",
      paramLabel = "KIND",
      defaultValue = "evaluation",
      description =
          "What to ask each household: ${COMPLETION-CANDIDATES}. Evaluation asks one"
              + " query, unseen items among them; development asks four; household asks twelve,"
              + " for run --known. Default: ${DEFAULT-VALUE}.")
  private Asked questions;

  @Override
  public Integer call() throws IOException {
    Values.atLeast(1, "--households", households);
    SimulatedDataset dataset =
        SimulatedDataset.of(kind.kind, seed, households, questions.questions);
    DatasetMetadata metadata;
    try (ProgressLine line = progress.start("simulating")) {
      metadata =
          dataset.writeTo(
              target.path(), done -> line.at("simulating", done, households, "households"));
    }
    output.print(
        Printout.plain()
            .line(
                String.format(
                    Locale.ROOT,
                    "%s, simulated: %,d households, %,d scenes, %,d queries, seed %d",
                    metadata.description().id(),
                    dataset.households(),
                    metadata.counts().scenes(),
                    metadata.counts().queries(),
                    seed))
            .line("Written to " + target.path()));
    return ExitCode.OK;
  }
}
