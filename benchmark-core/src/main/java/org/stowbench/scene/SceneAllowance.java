package org.stowbench.scene;

import org.apiguardian.api.API;

/**
 * How many scenes may be held so that they need not be read or prepared again: as many as fit into
 * a small share of the memory that this process may use. Small datasets fit as a whole, and large
 * ones need no more memory than that. For any number of threads.
 */
@API(status = API.Status.INTERNAL, since = "0.2")
public final class SceneAllowance {

  private static final int SHARE = 16;
  private static final int BYTES_A_SCENE = 1000;
  private static final int BYTES_A_CONTAINER = 200;

  private final int bytesAVertex;
  private long left;

  /**
   * The share that one holder of scenes may have, of which nothing is used.
   *
   * @param bytesAVertex what a vertex of a region takes in what is held
   */
  public SceneAllowance(int bytesAVertex) {
    this(bytesAVertex, Runtime.getRuntime().maxMemory() / SHARE);
  }

  /** So many bytes. */
  public SceneAllowance(int bytesAVertex, long bytes) {
    this.bytesAVertex = bytesAVertex;
    this.left = bytes;
  }

  /** Takes room for another scene; false, from then on, where there is none left. */
  public synchronized boolean takes(Scene scene) {
    left -= left < 0 ? 0 : size(scene);
    return left >= 0;
  }

  private long size(Scene scene) {
    long bytes = BYTES_A_SCENE;
    for (Container container : scene.containers()) {
      bytes += BYTES_A_CONTAINER;
      bytes += container.region().map(r -> (long) bytesAVertex * r.vertices().size()).orElse(0L);
    }
    return bytes;
  }
}
