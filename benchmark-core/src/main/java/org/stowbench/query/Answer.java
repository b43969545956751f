package org.stowbench.query;

import java.util.Objects;
import org.apiguardian.api.API;
import org.stowbench.scene.Region;

/** Where an item is said to be; as text, in words for the user. */
@API(status = API.Status.STABLE, since = "0.1")
public sealed interface Answer {

  /** The answer "in none of the containers in view". */
  NotHere NOT_HERE = new NotHere();

  /** The answer that names a container of the scene. */
  static InContainer container(int id) {
    return new InContainer(id);
  }

  /** The answer that draws a region of its own. */
  static InRegion region(Region region) {
    return new InRegion(region);
  }

  /**
   * In a container of the scene.
   *
   * @param id the container's id, 0 or more
   */
  record InContainer(int id) implements Answer {
    public InContainer {
      if (id < 0) {
        throw new IllegalArgumentException("answer names container " + id + ": must be 0 or more");
      }
    }

    @Override
    public String toString() {
      return "container " + id;
    }
  }

  /**
   * In a region that the predictor drew itself.
   *
   * @param region pixels of the photo
   */
  record InRegion(Region region) implements Answer {
    public InRegion {
      Objects.requireNonNull(region, "region");
    }

    @Override
    public String toString() {
      return "a region of its own";
    }
  }

  /** In none of the containers in view. */
  record NotHere() implements Answer {
    @Override
    public String toString() {
      return "\"not here\"";
    }
  }
}
