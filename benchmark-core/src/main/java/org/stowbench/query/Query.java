package org.stowbench.query;

import java.util.Objects;
import org.apiguardian.api.API;
import org.stowbench.scene.Scene;

/**
 * An item asked for in a scene: all that a predictor is shown.
 *
 * @param id unique in its dataset, not blank
 * @param scene the view to answer in
 * @param item what is asked for, such as {@code bottle opener}; not blank
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Query(String id, Scene scene, String item) {

  public Query {
    if (id.isBlank()) {
      throw new IllegalArgumentException("query id must not be blank");
    }
    Objects.requireNonNull(scene, "scene");
    if (item.isBlank()) {
      throw new IllegalArgumentException("query " + id + ": item must not be blank");
    }
  }
}
