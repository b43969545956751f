package org.stowbench.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.cli.output.Table;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.datasets.stats.Distance;
import org.stowbench.datasets.stats.SceneStatistics;
import org.stowbench.query.Dataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the scenes and truths of datasets look like, side by side. */
@Command(
    name = "stats",
    description = {
      "Say what the scenes and truths of a dataset look like, or compare two datasets.",
      "",
      "For each measure you see its mean, or the share of its first category, and the"
          + " distance between the two datasets: Wasserstein-1 in pooled standard deviations for"
          + " numbers, total variation for categories; 0 means that they are the same."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench datasets stats sim:dev",
      "  stowbench datasets stats sim:dev --against shic:dev --format markdown"
    })
final class DatasetsStats implements Callable<Integer> {

  private static final int DECIMALS = 3;

  @Mixin private HelpOption help;
  @Mixin private TableOption output;
  @Mixin private ProgressOption progress;

  @Parameters(paramLabel = "DATASET", description = "ID[:SPLIT] or DIR[:SPLIT].")
  private String dataset;

  @Option(
      names = "--against",
      paramLabel = "DATASET",
      description = "ID[:SPLIT] or DIR[:SPLIT] of another dataset to compare with.")
  private Optional<String> against;

  @Override
  public Integer call() {
    Catalogue catalogue = StowbenchHome.catalogue();
    Dataset here = catalogue.open(dataset);
    Optional<Dataset> there = against.map(catalogue::open);
    SceneStatistics statistics;
    Optional<SceneStatistics> other;
    List<Distance> distances;
    try (ProgressLine line = progress.start("measuring scenes")) {
      statistics = SceneStatistics.of(here.queries());
      other = there.map(d -> SceneStatistics.of(d.queries()));
      // A dataset against itself has every measure, and distances of 0 that nobody needs to see.
      distances = statistics.distances(other.orElse(statistics));
    }
    Table table =
        other.isPresent()
            ? new Table("measure", name(here), name(there.get()), "distance")
            : new Table("measure", name(here));
    for (Distance distance : distances) {
      Cell measure = Cell.of(distance.measure());
      Cell value = Cell.of(distance.first(), DECIMALS);
      if (other.isPresent()) {
        table.row(
            measure,
            value,
            Cell.of(distance.second(), DECIMALS),
            Cell.of(distance.distance(), DECIMALS));
      } else {
        table.row(measure, value);
      }
    }
    if (output.format() == OutputFormat.table) {
      output.say(sizes(here, statistics));
      other.ifPresent(measured -> output.say(sizes(there.get(), measured)));
    }
    output.print(table);
    return ExitCode.OK;
  }

  private static String name(Dataset dataset) {
    return dataset.info().id() + (dataset.info().simulated() ? " (simulated)" : "");
  }

  private static String sizes(Dataset dataset, SceneStatistics statistics) {
    return "%s: %d scenes, %d queries"
        .formatted(name(dataset), statistics.scenes(), statistics.queries());
  }
}
