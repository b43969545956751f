package org.stowbench.predictors.learned.features;

import java.util.Locale;
import org.stowbench.scene.Scene;

/** What a dataset may tell about its scenes beyond the candidates' regions. */
public enum Signal {
  /** What the detector calls a candidate, and how sure it is. */
  TYPES {
    @Override
    public boolean in(Scene scene) {
      return scene.containers().stream().anyMatch(container -> container.type().isPresent());
    }
  },
  /** On which side of the countertop a candidate lies. */
  SIDES {
    @Override
    public boolean in(Scene scene) {
      return scene.containers().stream().anyMatch(container -> container.side().isPresent());
    }
  },
  /** Landmarks: sink, stove, oven, dishwasher, refrigerator. */
  ANCHORS {
    @Override
    public boolean in(Scene scene) {
      return !scene.anchors().isEmpty();
    }
  };

  /** Whether a scene has it. */
  public abstract boolean in(Scene scene);

  /** As users and files write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
