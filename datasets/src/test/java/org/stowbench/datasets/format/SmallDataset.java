package org.stowbench.datasets.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.stowbench.io.Json;
import org.stowbench.query.Answer;
import org.stowbench.query.Household;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Vote;
import org.stowbench.query.Votes;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Container;
import org.stowbench.scene.CountertopSide;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/** A dataset of three scenes, one without queries, and three queries in two splits. */
public final class SmallDataset {

  /** A scene that has everything, and candidates that are odd in every way. */
  public static final Scene FULL =
      new Scene(
          "küche/1 \"a\".jpg",
          Optional.of("kitchen"),
          Optional.of("images/kitchen/1_segmented_a.jpg"),
          Optional.of(new ImageSize(640, 480)),
          List.of(
              new Container(
                  0,
                  Region.box(0, 0, 10, 10),
                  Optional.of("drawer"),
                  OptionalDouble.of(0.25),
                  Optional.of(CountertopSide.ABOVE),
                  OptionalInt.of(3)),
              Container.of(1, Region.of(3, 4.5)),
              Container.of(2, Region.of(3, 4, 5, 6)),
              Container.of(3, Region.of(0, 0, 10, 10, 10, 0, 0, 10)),
              Container.of(4, Region.box(0, 0, 10, 10))),
          List.of(new Anchor("sink", Region.box(1, 1, 2, 2), OptionalDouble.of(0.5))),
          Optional.of(Region.box(0, 5, 9, 6)));

  public static final Scene ROW = TestKitchens.row("row", 4);
  public static final Scene UNASKED = TestKitchens.row("unasked", 2);

  public static final LabeledQuery PAN =
      new LabeledQuery(
          new Query("1", FULL, "pan\n\u202e"),
          new Household("h"),
          Answer.container(4),
          new Votes(
              List.of(new Vote("ann", Answer.container(1)), new Vote("bob", Answer.NOT_HERE))));
  public static final LabeledQuery POT =
      TestKitchens.query("2", ROW, "pot", "h", Answer.container(3));
  public static final LabeledQuery CUP = TestKitchens.query("3", ROW, "cup", "i", Answer.NOT_HERE);

  private SmallDataset() {}

  /** Writes it, as one of simulated homes. */
  public static DatasetMetadata write(Path target) throws IOException {
    return write(target, description("small"));
  }

  /** Writes it, as one of real homes. */
  public static DatasetMetadata writeReal(Path target) throws IOException {
    DatasetDescription simulated = description("small");
    return write(
        target,
        new DatasetDescription(
            simulated.id(),
            simulated.name(),
            simulated.description(),
            simulated.licence(),
            simulated.citation(),
            simulated.source(),
            false,
            simulated.defaultSplit()));
  }

  private static DatasetMetadata write(Path target, DatasetDescription description)
      throws IOException {
    try (DatasetWriter writer = DatasetWriter.create(target)) {
      fill(writer);
      return writer.commit(description);
    }
  }

  static void fill(DatasetWriter writer) throws IOException {
    writer.scene(FULL);
    writer.query(PAN, "eval");
    writer.scene(UNASKED);
    writer.scene(ROW);
    writer.query(POT, "dev");
    writer.query(CUP, "eval");
  }

  static DatasetDescription description(String id) {
    return new DatasetDescription(
        id,
        "Small kitchens",
        "For tests.",
        "CC0",
        "nobody",
        Json.object().put("made", "by hand"),
        true,
        "eval");
  }
}
