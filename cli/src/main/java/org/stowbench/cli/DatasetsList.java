package org.stowbench.cli;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Table;
import org.stowbench.datasets.catalogue.CatalogueEntry;
import org.stowbench.datasets.format.DatasetMetadata;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What datasets there are. */
@Command(
    name = "list",
    description = {
      "List the datasets that are known or installed, with one row for each split of an"
          + " installed one. For citation and licence in full, use --format json, or datasets"
          + " show ID."
    },
    footer = {"", "Example:", "  stowbench datasets list --format json"})
final class DatasetsList implements Callable<Integer> {

  private static final int CHECKSUM_SHOWN = "sha256:".length() + 12;

  @Mixin private HelpOption help;
  @Mixin private TableOption output;

  @Override
  public Integer call() throws IOException {
    List<CatalogueEntry> entries = StowbenchHome.catalogue().entries();
    Table table =
        new Table(
            "dataset",
            "installed",
            "queries",
            "scenes",
            "households",
            "simulated",
            "size",
            "checksum",
            "licence",
            "citation",
            "folder");
    for (CatalogueEntry entry : entries) {
      add(entry, table);
    }
    output.print(table);
    if (output.format() == OutputFormat.table) {
      for (CatalogueEntry entry : entries) {
        entry.damage().ifPresent(damage -> output.say(entry.id() + " is damaged: " + damage));
        if (entry.installed().isEmpty() && entry.known().isPresent()) {
          output.say("to get %s: %s".formatted(entry.id(), entry.known().get().howToGet()));
        }
      }
    }
    return ExitCode.OK;
  }

  private void add(CatalogueEntry entry, Table table) {
    Optional<DatasetMetadata> installed = entry.installed();
    if (installed.isEmpty()) {
      table.row(
          Cell.of(entry.id()),
          Cell.of(false),
          Cell.none(),
          Cell.none(),
          Cell.none(),
          Cell.none(),
          Cell.none(),
          Cell.none(),
          shortened(entry.licence()),
          shortened(entry.citation()),
          Cell.none());
      return;
    }
    DatasetMetadata metadata = installed.get();
    metadata
        .splits()
        .forEach(
            (name, split) ->
                table.row(
                    Cell.of(entry.id() + ":" + name),
                    Cell.of(true),
                    Cell.of(split.queries()),
                    Cell.of(split.scenes()),
                    Cell.of(split.households()),
                    Cell.of(metadata.description().simulated()),
                    Cell.of(size(entry.bytes()), Cell.of(entry.bytes()).value()),
                    Cell.of(
                        metadata.checksums().content().substring(0, CHECKSUM_SHOWN),
                        TextNode.valueOf(metadata.checksums().content())),
                    shortened(entry.licence()),
                    shortened(entry.citation()),
                    Cell.of(entry.folder().toString())));
  }

  /** The whole dataset's size, as people read it. */
  static String size(long bytes) {
    if (bytes < 1_000_000) {
      return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
    }
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  /** The first words for people; programs get all. */
  private static Cell shortened(String text) {
    String first = text.lines().collect(Collectors.joining(" "));
    return Cell.of(
        first.length() <= 28 ? first : first.substring(0, 27).strip() + "\u2026",
        TextNode.valueOf(text));
  }
}
