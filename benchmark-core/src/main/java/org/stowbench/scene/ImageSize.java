package org.stowbench.scene;

import org.apiguardian.api.API;

/**
 * Size of a photo.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 */
@API(status = API.Status.STABLE, since = "0.1")
public record ImageSize(int width, int height) {

  public ImageSize {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "image size " + width + " x " + height + ": both must be at least 1");
    }
  }
}
