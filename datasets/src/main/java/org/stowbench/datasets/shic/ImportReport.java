package org.stowbench.datasets.shic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.stowbench.datasets.format.DatasetMetadata;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;

/**
 * What an import read and wrote, what it could not join, and what it had to guess.
 *
 * <p>It is no {@link org.stowbench.datasets.importing.ImportTally}, and an import that leaves
 * something out ends well: these are others' published files, the same for everybody, and whoever
 * imports them has no labels to mend.
 *
 * @param metadata what the dataset's {@code dataset.json} says, with all counts
 * @param files what was read, in the order of reading
 * @param absent paths of the layout that the source does not have
 * @param findings what was guessed, left out or not joined; each kind at most once
 */
public record ImportReport(
    DatasetMetadata metadata, List<SourceFile> files, List<String> absent, List<Finding> findings) {

  public ImportReport {
    files = List.copyOf(files);
    absent = List.copyOf(absent);
    findings = List.copyOf(findings);
  }

  /** How many of a kind there are; 0 if it was not found. */
  public long count(Kind kind) {
    return findings.stream().filter(f -> f.kind() == kind).mapToLong(Finding::count).sum();
  }

  /** The report as lines of text, safe to print. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Read:");
    files.forEach(
        file -> lines.add(format("  %s: %,d records", safe(file.path()), file.records())));
    absent.forEach(path -> lines.add("  " + path + ": not there"));
    lines.add("Splits:");
    metadata
        .splits()
        .forEach(
            (name, split) ->
                lines.add(
                    format(
                        "  %s:%s: %,d queries (%,d not here), %,d scenes, %,d households",
                        metadata.description().id(),
                        name,
                        split.queries(),
                        split.notHere(),
                        split.scenes(),
                        split.households())));
    DatasetMetadata.Counts counts = metadata.counts();
    lines.add(format("Scenes: %,d with %,d candidates", counts.scenes(), counts.containers()));
    counts
        .flags()
        .forEach(
            (flag, count) ->
                lines.add(format("  %s: %,d, kept and flagged", Json.name(flag), count)));
    lines.add(findings.isEmpty() ? "Everything joined." : "Guessed, left out or not joined:");
    for (Finding finding : findings) {
      lines.add(format("  %,d %s", finding.count(), finding.kind().meaning()));
      finding.examples().forEach(example -> lines.add("    " + safe(example)));
      if (finding.count() > finding.examples().size()) {
        lines.add("    ...");
      }
    }
    return List.copyOf(lines);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String safe(String text) {
    StringBuilder safe = new StringBuilder();
    // Names in the source may hold control characters, which must not reach the terminal.
    text.codePoints()
        .forEach(c -> safe.append(InvalidInputException.excerpt(Character.toString(c))));
    return safe.toString();
  }

  /**
   * Something that was found.
   *
   * @param kind what
   * @param count how often, 1 or more
   * @param examples the first few
   */
  public record Finding(Kind kind, long count, List<String> examples) {

    public Finding {
      examples = List.copyOf(examples);
    }
  }

  /** What an import can find. */
  public enum Kind {
    TRUTH_OF_SEVERAL("truths equal several identical candidates: took the first"),
    TRUTH_BY_OVERLAP("truths equal no candidate: took the one that overlaps most"),
    TRUTH_UNMATCHED("queries left out: their truth fits no candidate"),
    VOTE_OF_SEVERAL("votes equal several identical candidates: took the first"),
    VOTE_UNMATCHED("votes left out: they equal no candidate"),
    VOTE_REPEATED("votes left out: their annotator answered that query before"),
    VOTE_WITHOUT_QUERY("votes left out: there is no such query"),
    QUERY_REPEATED("queries ask what another asks: kept, with a suffix to their id"),
    PHOTO_NAME_SHARED(
        "photos have the name of another but other candidates: kept apart by a suffix"),
    CANDIDATES_DIFFER("photos have other candidates in another file: took those of the queries"),
    HOUSEHOLD_IN_SPLITS("kitchens occur in two splits"),
    ROW_WITHOUT_PHOTO("table rows left out: there is no such photo"),
    ROW_UNMATCHED("table rows left out: they equal no candidate of their photo"),
    CANDIDATE_WITHOUT_ROW("candidates have no row in their photo's table: no label"),
    COUNTERTOP_DIFFERS("photos have several countertops in the table: took the first"),
    ANCHORS_WITHOUT_PHOTO("lists of anchors left out: there is no such photo"),
    PHOTO_WITHOUT_ANCHORS("photos of the anchored split have no anchors"),
    SIZE_WITHOUT_PHOTO("image sizes not used: there is no such photo"),
    IMAGE_UNREADABLE("image files whose size cannot be read"),
    SIZE_UNKNOWN("photos of unknown size"),
    IMAGE_UNKNOWN("photos without a path to their image");

    private final String meaning;

    Kind(String meaning) {
      this.meaning = meaning;
    }

    /** The kind in words that follow a count. */
    public String meaning() {
      return meaning;
    }
  }
}
