package org.stowbench.datasets.importing;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.stowbench.datasets.format.DatasetMetadata;

/**
 * What an import made.
 *
 * @param metadata what the new dataset's {@code dataset.json} says
 * @param lines what was read and written, for people; safe to print
 * @param notes what was not taken as it is, a line each, safe to print
 */
public record ImportResult(DatasetMetadata metadata, List<String> lines, List<String> notes) {

  public ImportResult {
    Objects.requireNonNull(metadata, "metadata");
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
  }

  /** A result that says of each split what is in it. */
  public static ImportResult of(DatasetMetadata metadata, List<String> notes) {
    List<String> lines =
        metadata.splits().entrySet().stream()
            .map(
                split ->
                    String.format(
                        Locale.ROOT,
                        "%s:%s: %,d queries (%,d not here) of %,d households",
                        metadata.description().id(),
                        split.getKey(),
                        split.getValue().queries(),
                        split.getValue().notHere(),
                        split.getValue().households()))
            .toList();
    return new ImportResult(metadata, lines, notes);
  }
}
