package org.stowbench.datasets.shic;

import java.util.Arrays;
import java.util.Optional;

/** Where a photo's image lies in a checkout. */
final class ImageReference {

  private static final String FOLDER = "images/";

  private ImageReference() {}

  /**
   * The path relative to the checkout, such as {@code images/kitchen/1_segmented_a.jpg}, from a
   * path or an address that contains it; empty if it contains none, or one that leads elsewhere.
   */
  static Optional<String> of(String reference) {
    String plain = "/" + reference.replace('\\', '/').replace("%20", " ");
    int at = plain.indexOf("/" + FOLDER);
    if (at < 0) {
      return Optional.empty();
    }
    String path = plain.substring(at + 1);
    return Arrays.asList(path.split("/")).contains("..") ? Optional.empty() : Optional.of(path);
  }
}
