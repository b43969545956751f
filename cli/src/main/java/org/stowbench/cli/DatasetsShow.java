package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Table;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.DatasetMetadata;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.LabeledQuery;
import org.stowbench.report.drawing.SceneDrawing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a dataset, or one of its queries. */
@Command(
    name = "show",
    description = {
      "Show what a dataset holds; with --query, one query: its containers, truth, votes and what is"
          + " known of the household, and with --svg a picture of it, over the photo where that is"
          + " there; without photos a floor plan, or a list where there are no positions."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench datasets show shic",
      "  stowbench datasets show shic:dev --query 3 --svg query.svg",
      "",
      "A query is named by its id, or by its place in the split, from 1."
    })
final class DatasetsShow implements Callable<Integer> {

  @Mixin private HelpOption help;
  @Mixin private TableOption output;

  @Parameters(
      paramLabel = "DATASET",
      description = "ID[:SPLIT] of an installed dataset, or DIR[:SPLIT].")
  private String reference;

  @Option(names = "--query", paramLabel = "QUERY", description = "A query's id or place.")
  private Optional<String> query;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description =
          "Draw the query as SVG: containers numbered, green: truth, dots: votes, blue: known.")
  private Optional<Path> svg;

  @Mixin private ImagesOption images;

  @Override
  public Integer call() throws IOException {
    if (svg.isPresent() && query.isEmpty()) {
      throw new InvalidInputException("--svg draws a query: name it with --query");
    }
    Catalogue catalogue = StowbenchHome.catalogue();
    Catalogue.Found found = catalogue.find(reference);
    if (query.isEmpty()) {
      overview(found);
      return ExitCode.OK;
    }
    LabeledQuery labeled = find(found, query.get());
    if (svg.isPresent()) {
      Path root = images.of(reference);
      ScenePicture.write(draw(labeled, root), svg.get(), output);
    }
    if (output.format() == OutputFormat.table) {
      output.print(QueryTable.heading(labeled));
    }
    output.print(QueryTable.of(labeled));
    return ExitCode.OK;
  }

  private void overview(Catalogue.Found found) {
    DatasetMetadata metadata = found.folder().metadata();
    Table items = new Table("split", "item", "queries", "not here");
    for (String split : splits(found)) {
      Map<String, long[]> counts = new TreeMap<>();
      try (Stream<LabeledQuery> queries = found.folder().split(split).queries()) {
        queries.forEach(
            labeled -> {
              long[] count = counts.computeIfAbsent(labeled.query().item(), i -> new long[2]);
              count[0]++;
              count[1] += QueryTable.isNotHere(labeled) ? 1 : 0;
            });
      }
      counts.forEach(
          (item, count) ->
              items.row(Cell.of(split), Cell.of(item), Cell.of(count[0]), Cell.of(count[1])));
    }
    if (output.format() == OutputFormat.table) {
      output.print(QueryTable.heading(metadata, found.folder().folder()));
    }
    output.print(items);
  }

  private static Iterable<String> splits(Catalogue.Found found) {
    return found.split().<Iterable<String>>map(List::of).orElse(found.folder().splits());
  }

  /** By id first: an id may be a number. */
  private static LabeledQuery find(Catalogue.Found found, String wanted) {
    DatasetFolder folder = found.folder();
    String split = found.split().orElse(folder.metadata().description().defaultSplit());
    Optional<LabeledQuery> byId = first(folder, split, wanted);
    if (byId.isPresent()) {
      return byId.get();
    }
    if (wanted.matches("[1-9][0-9]{0,9}")) {
      try (Stream<LabeledQuery> queries = folder.split(split).queries()) {
        Optional<LabeledQuery> byPlace = queries.skip(Long.parseLong(wanted) - 1).findFirst();
        if (byPlace.isPresent()) {
          return byPlace.get();
        }
      }
    }
    throw new InvalidInputException(
        "--query %s: must be the id of a query of split %s, or its place, from 1 to %d"
            .formatted(
                InvalidInputException.excerpt(wanted),
                split,
                folder.split(split).info().queries()));
  }

  private static Optional<LabeledQuery> first(DatasetFolder folder, String split, String id) {
    try (Stream<LabeledQuery> queries = folder.split(split).queries()) {
      return queries.filter(labeled -> labeled.query().id().equals(id)).findFirst();
    }
  }

  private SceneDrawing draw(LabeledQuery labeled, Path root) throws IOException {
    return ScenePicture.of(labeled.query().scene(), root, output)
        .withCaption(labeled.query().item())
        .withTruth(labeled.truth(), labeled.votes())
        .withKnown(labeled.query().known());
  }
}
