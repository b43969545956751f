package org.stowbench.predictors.learned.choice;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.stowbench.predictors.learned.features.SceneFeatures;
import org.stowbench.predictors.learned.features.SceneRows;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;

/**
 * Measures scenes, and keeps the recent ones: measuring costs more than asking, and queries about
 * one scene mostly stand together. Bounded by size, not by number: a scene may be anything that
 * somebody sends to a server. For any thread.
 */
final class MeasuredScenes {

  /** How many numbers are kept, of 4 to 8 bytes: some 2,000 scenes as photos have them. */
  private static final long NUMBERS_KEPT = 4_000_000;

  /** What a vertex takes, in numbers. */
  private static final long VERTEX = 6;

  private final SceneFeatures features;
  private final Map<Scene, SceneRows> recent = new LinkedHashMap<>(16, 0.75f, true);
  private long numbers;

  MeasuredScenes(SceneFeatures features) {
    this.features = features;
  }

  SceneRows of(Scene scene) {
    synchronized (recent) {
      SceneRows known = recent.get(scene);
      if (known != null) {
        return known;
      }
    }
    SceneRows rows = features.rows(scene);
    synchronized (recent) {
      if (recent.put(scene, rows) == null) {
        numbers += size(scene);
      }
      Iterator<Scene> eldest = recent.keySet().iterator();
      while (numbers > NUMBERS_KEPT) {
        numbers -= size(eldest.next());
        eldest.remove();
      }
    }
    return rows;
  }

  private long size(Scene scene) {
    long size = (long) features.names().size() * (scene.containers().size() + 1);
    for (Container container : scene.containers()) {
      size += VERTEX * container.outline().vertices().size();
    }
    return size;
  }
}
