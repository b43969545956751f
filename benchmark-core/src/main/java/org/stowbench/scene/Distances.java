package org.stowbench.scene;

import java.util.List;
import org.apiguardian.api.API;

/**
 * How far a robot walks in a scene, in metres: a square table over the place where it starts and
 * the containers. From and to need not be as far.
 *
 * @param metres row by row; row and column 0 are the start, row and column {@code i + 1} are
 *     container {@code i}. Each is 0 to {@link Box3D#FAR}, and 0 from a place to itself
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public record Distances(List<List<Double>> metres) {

  public Distances {
    metres = metres.stream().map(List::copyOf).toList();
    if (metres.isEmpty()) {
      throw new IllegalArgumentException("distances without a row: must have one for the start");
    }
    for (int i = 0; i < metres.size(); i++) {
      if (metres.get(i).size() != metres.size()) {
        throw new IllegalArgumentException(
            "distances: row %d has %d columns: must have %d, as many as there are rows"
                .formatted(i, metres.get(i).size(), metres.size()));
      }
      for (int j = 0; j < metres.size(); j++) {
        double distance = metres.get(i).get(j);
        if (!(distance >= 0 && distance <= Box3D.FAR) || (i == j && distance != 0)) {
          throw new IllegalArgumentException(
              "distances: row %d, column %d is %s: must be a number of metres, 0 to a million, and 0 from a place to itself"
                  .formatted(i, j, distance));
        }
      }
    }
  }

  /** How many containers the table is over, 0 or more. */
  public int containers() {
    return metres.size() - 1;
  }

  /** From the start to a container, in metres. */
  public double fromStart(int container) {
    return metres.get(0).get(container + 1);
  }

  /** From one container to another, in metres. */
  public double between(int from, int to) {
    return metres.get(from + 1).get(to + 1);
  }
}
