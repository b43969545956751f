package org.stowbench.datasets.housekeep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A small checkout of Housekeep's layout, made up for tests: three objects, a kitchen of three
 * receptacles and a garage of one. Of the ten people, those given find the place right.
 */
public final class SmallHousekeep {

  static final String ANSWERS = "cos_eor/scripts/orm/amt_data/data.npy";
  static final String OBJECTS = "cos_eor/scripts/orm/amt_data/splits.yaml";
  static final String SPLITS =
      """
      objects:
        test:
        - soup_ladle
        - guitar
        train:
        - car jack
        val:
        - mug
      scenes:
        test:
        - a.glb
      """;

  private static final List<String> RECEPTACLES =
      List.of("kitchen|top drawer", "garage|shelf", "kitchen|sink", "kitchen|counter");
  private static final List<String> NAMES = List.of("mug", "soup_ladle", "car_jack", "guitar");

  /** By receptacle, then object. */
  private static final int[][] PEOPLE = {
    {6, 7, 0, 10}, {0, 5, 10, 10}, {0, 5, 0, 10}, {10, 6, 0, 10},
  };

  private SmallHousekeep() {}

  /** Writes it into a folder. */
  public static Path write(Path root) throws IOException {
    put(root, ANSWERS, answers());
    Files.writeString(root.resolve(OBJECTS), SPLITS);
    return root;
  }

  static void put(Path root, String path, byte[] content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  static byte[] answers() {
    PickleBytes file =
        PickleBytes.file().text("ranks").integers(ranks(), 4, 4, 10).text("objects").raw("](");
    NAMES.forEach(file::scalar);
    return file.raw("e").text("room_receptacles").names(RECEPTACLES).closed();
  }

  private static long[] ranks() {
    long[] ranks = new long[4 * 4 * 10];
    for (int at = 0; at < ranks.length; at++) {
      boolean right = at % 10 < PEOPLE[at / 40][at / 10 % 4];
      ranks[at] = right ? 1 + at % 3 : -(at % 2);
    }
    return ranks;
  }

  /** A method's scores, of the objects, rooms and receptacles in the other order. */
  static byte[] scores(double... ladleInKitchen) {
    double[] scores = new double[2 * 2 * 4];
    System.arraycopy(ladleInKitchen, 0, scores, 12, 4);
    return PickleBytes.file()
        .text("scores")
        .numbers(scores, 2, 2, 4)
        .text("objects")
        .names(List.of("mug", "Soup ladle"))
        .text("rooms")
        .names(List.of("garage", "kitchen"))
        .text("receptacles")
        .names(List.of("counter", "sink", "shelf", "top_drawer"))
        .closed();
  }
}
