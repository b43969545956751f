package org.stowbench.scorer.leaderboard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.stowbench.io.FileProblem;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.predictor.LearnedFrom;

/** The archive of a model that was handed in: only what it learned from is looked at. */
final class ModelOnHand {

  private static final int LARGEST_PROVENANCE = 4 << 20;

  private ModelOnHand() {}

  /** What its {@code provenance.json} says. */
  static LearnedFrom.Source learnedFrom(Path model) {
    InputLocation where = InputLocation.of(model);
    try (ZipFile zip = new ZipFile(model.toFile())) {
      ZipEntry entry = zip.getEntry("provenance.json");
      if (entry == null) {
        throw new InvalidInputException(where, "not a model: it holds no provenance.json");
      }
      try (InputStream in = zip.getInputStream(entry)) {
        byte[] bytes = in.readNBytes(LARGEST_PROVENANCE);
        return JsonInput.parse(
                new String(bytes, StandardCharsets.UTF_8),
                InputLocation.of(model + "/provenance.json"))
            .build(ModelOnHand::read);
      }
    } catch (IOException e) {
      throw new InvalidInputException(where, "cannot be read as a model: " + FileProblem.why(e), e);
    }
  }

  private static LearnedFrom.Source read(JsonInput provenance) {
    JsonInput dataset = provenance.field("dataset");
    Optional<SortedSet<String>> households =
        provenance
            .optional("households")
            .map(
                all -> {
                  TreeSet<String> digests = new TreeSet<>();
                  all.elements().forEach(digest -> digests.add(digest.text()));
                  return digests;
                });
    return new LearnedFrom.Source(
        dataset.field("id").name(),
        dataset.field("checksum").text(),
        households,
        OptionalInt.empty());
  }
}
