package org.stowbench.datasets.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.stowbench.datasets.format.DatasetMetadata;

/**
 * What an import made.
 *
 * @param metadata what the new dataset's {@code dataset.json} says
 * @param lines what was read and written, for people; safe to print
 * @param notes what was left out and what was not taken as it is, a line each, safe to print
 * @param leftOut how many labels of whoever imports are not in the dataset. Of a published dataset
 *     that is always the same one, what its importer cannot use stands in {@code lines}, and does
 *     not count
 */
public record ImportResult(
    DatasetMetadata metadata, List<String> lines, List<String> notes, long leftOut) {

  public ImportResult {
    Objects.requireNonNull(metadata, "metadata");
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
  }

  /** A result that says of each split what is in it; nothing was left out. */
  public static ImportResult of(DatasetMetadata metadata, List<String> notes) {
    return new ImportResult(metadata, splits(metadata), notes, 0);
  }

  /** A result that says what was read, what is in each split, and what was left out or noted. */
  public static ImportResult of(DatasetMetadata metadata, ImportTally tally) {
    List<String> lines = new ArrayList<>(tally.lines());
    lines.addAll(splits(metadata));
    return new ImportResult(metadata, lines, tally.notes(), tally.leftOut());
  }

  /** This result with a note more. */
  ImportResult noting(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new ImportResult(metadata, lines, more, leftOut);
  }

  private static List<String> splits(DatasetMetadata metadata) {
    return metadata.splits().entrySet().stream()
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
  }
}
