package org.stowbench.geometry;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.stowbench.scene.Container;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/** What is odd about a candidate. Odd candidates are kept and flagged, never dropped. */
@API(status = API.Status.MAINTAINED, since = "0.1")
public enum CandidateFlag {
  /** One vertex. */
  POINT,
  /** Two vertices. */
  LINE,
  /** No area, even after repair. */
  NO_AREA,
  /** Three vertices or more, but not a valid polygon in the OGC sense: it crosses itself, say. */
  INVALID,
  /** The same vertices as a candidate before it. */
  REPEATED;

  /** The flags of each candidate of a scene, by container id; none for one without region. */
  public static List<Set<CandidateFlag>> of(Scene scene) {
    Set<List<Point>> seen = new HashSet<>();
    List<Set<CandidateFlag>> all = new ArrayList<>();
    for (Container container : scene.containers()) {
      Set<CandidateFlag> flags = EnumSet.noneOf(CandidateFlag.class);
      container.region().ifPresent(region -> flag(region, seen, flags));
      all.add(flags);
    }
    return all;
  }

  private static void flag(Region region, Set<List<Point>> seen, Set<CandidateFlag> flags) {
    List<Point> vertices = region.vertices();
    if (!seen.add(vertices)) {
      flags.add(REPEATED);
    }
    if (PlainPolygon.of(region).isPresent()) {
      return;
    }
    if (vertices.size() == 1) {
      flags.add(POINT);
    } else if (vertices.size() == 2) {
      flags.add(LINE);
    } else if (!Shapes.asDrawn(region).isValid()) {
      flags.add(INVALID);
    }
    if (Shapes.repaired(region).isEmpty()) {
      flags.add(NO_AREA);
    }
  }
}
