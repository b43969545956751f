package org.stowbench.scorer.reproduce;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.stowbench.io.CsvTable;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictions.QueryIndex;

/** The published score of each pair: a CSV {@code image_path,item,user_id,iou,accuracy}. */
final class PublishedPairs {

  /**
   * A pair's published score.
   *
   * @param name of the pair, as the file has it
   * @param ordinal of its query; empty where the dataset has none
   */
  record Pair(String name, OptionalInt ordinal, double iou, double accuracy) {}

  private PublishedPairs() {}

  /** Reads the pairs of a person, or of all rows. */
  static List<Pair> read(Path file, Optional<String> person, QueryIndex index) {
    InputLocation location = InputLocation.of(file);
    List<Pair> pairs = new ArrayList<>();
    try (CsvTable table = CsvTable.open(InputFile.of(file, FileKind.RECORDS))) {
      table.forEach(
          row -> {
            if (person.isPresent() && !person.get().equals(row.cell("user_id"))) {
              return;
            }
            String photo = row.cell("image_path");
            String item = row.cell("item");
            pairs.add(
                new Pair(
                    InvalidInputException.excerpt(item + " in " + photo),
                    index.find(photo, item),
                    row.number("iou"),
                    row.number("accuracy")));
          });
    }
    if (pairs.isEmpty()) {
      throw new InvalidInputException(
          location, "no pairs" + person.map(p -> " of user_id " + p).orElse("") + " in it");
    }
    return pairs;
  }
}
