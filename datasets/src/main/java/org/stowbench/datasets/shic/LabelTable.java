package org.stowbench.datasets.shic;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.stowbench.challenge.PhotoName;
import org.stowbench.io.CsvRow;
import org.stowbench.io.JsonInput;
import org.stowbench.io.SceneJson;
import org.stowbench.scene.CountertopSide;
import org.stowbench.scene.Region;

/**
 * A table of labelled containers, one row each. A row's number within its photo, from 1, is the
 * number under which the source's prompts list the container. A table may have fewer rows than the
 * photo has candidates, and fewer columns than the others.
 */
final class LabelTable {

  private final ChallengePhotos photos;
  private final Findings findings;
  private final Map<String, Integer> rowsOf = new HashMap<>();
  private final Set<ChallengePhoto> labelled = new LinkedHashSet<>();
  private final Set<ChallengePhoto> odd = new LinkedHashSet<>();

  private LabelTable(ChallengePhotos photos, Findings findings) {
    this.photos = photos;
    this.findings = findings;
  }

  static void read(Checkout source, String path, ChallengePhotos photos, Findings findings)
      throws IOException {
    LabelTable table = new LabelTable(photos, findings);
    source.rows(path, table::row);
    table.labelled.forEach(
        photo ->
            photo
                .unlabelled()
                .forEach(
                    candidate ->
                        findings.add(
                            ImportReport.Kind.CANDIDATE_WITHOUT_ROW,
                            photo.id() + ": candidate " + candidate)));
    table.odd.forEach(photo -> findings.add(ImportReport.Kind.COUNTERTOP_DIFFERS, photo.id()));
  }

  private void row(CsvRow row) {
    String image = row.optional("image_path_html").orElseGet(() -> row.text("image_path"));
    String name = PhotoName.of(image);
    int number = rowsOf.merge(name, 1, Integer::sum);
    Region region = SceneJson.readRegion(row.json("polygon"));
    ChallengePhoto.Label label = label(row, number);
    Optional<Region> countertop = row.optional("countertop_polygon").flatMap(c -> countertop(row));
    List<ChallengePhoto> named = photos.named(name);
    if (named.isEmpty()) {
      findings.add(ImportReport.Kind.ROW_WITHOUT_PHOTO, name + ": row " + number);
      return;
    }
    boolean matched = false;
    for (ChallengePhoto photo : named) {
      matched |= photo.label(region, label);
      labelled.add(photo);
      photo.image(ImageReference.of(image));
      if (countertop.isPresent() && !photo.countertop(countertop.get())) {
        odd.add(photo);
      }
    }
    if (!matched) {
      findings.add(ImportReport.Kind.ROW_UNMATCHED, name + ": row " + number);
    }
  }

  private static Optional<Region> countertop(CsvRow row) {
    JsonInput json = row.json("countertop_polygon");
    return Polygons.optional(json);
  }

  private static ChallengePhoto.Label label(CsvRow row, int number) {
    OptionalDouble confidence = row.optionalNumber("score");
    if (confidence.isPresent()
        && !(confidence.getAsDouble() >= 0 && confidence.getAsDouble() <= 1)) {
      throw row.unexpected("score", "a number between 0 and 1");
    }
    return new ChallengePhoto.Label(
        row.optional("label"), confidence, side(row), OptionalInt.of(number));
  }

  private static Optional<CountertopSide> side(CsvRow row) {
    String column = "above_or_below_countertop";
    Optional<String> text = row.optional(column);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (text.get()) {
          case "above" -> CountertopSide.ABOVE;
          case "below" -> CountertopSide.BELOW;
          default -> throw row.unexpected(column, "above, below or blank");
        });
  }
}
