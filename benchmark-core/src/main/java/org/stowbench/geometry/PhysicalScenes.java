package org.stowbench.geometry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;
import org.stowbench.scene.Scene;
import org.stowbench.scene.SceneAllowance;

/**
 * The physical containers of the scenes of one dataset, made once for each scene as far as there is
 * room to hold them, and once for queries about one scene that stand together in any case. For any
 * number of threads.
 */
@API(status = API.Status.INTERNAL, since = "0.2")
public final class PhysicalScenes {

  /** Prepared geometry holds coordinates, their bounds and an index of them. */
  private static final int BYTES_A_VERTEX = 200;

  private final Map<String, PhysicalContainers> held = new ConcurrentHashMap<>();
  private final SceneAllowance allowance = new SceneAllowance(BYTES_A_VERTEX);
  private volatile Last last;

  private record Last(Scene scene, PhysicalContainers containers) {}

  /** The physical containers of a scene; see {@link PhysicalContainers#of}. */
  public PhysicalContainers of(Scene scene) {
    PhysicalContainers containers = held.get(scene.id());
    if (containers != null) {
      return containers;
    }
    Last before = last;
    if (before != null && before.scene() == scene) {
      return before.containers();
    }
    containers = PhysicalContainers.of(scene);
    if (allowance.takes(scene)) {
      held.put(scene.id(), containers);
    } else {
      last = new Last(scene, containers);
    }
    return containers;
  }
}
