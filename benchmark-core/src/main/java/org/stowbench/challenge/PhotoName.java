package org.stowbench.challenge;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.stowbench.predictions.SceneNames;

/**
 * The name under which a photo of the Stored Household Item Challenge is known, whichever of its
 * four spellings a file uses: an address, a path with {@code _segmented_} in it, a plain file name,
 * {@code __} for {@code _}.
 */
public final class PhotoName implements SceneNames {

  private static final String MARK = "_segmented_";

  /** For {@link java.util.ServiceLoader}. */
  public PhotoName() {}

  @Override
  public String common(String reference) {
    return of(reference);
  }

  /**
   * The joining name: what follows {@code _segmented_} in the file name, or all of it, with {@code
   * %20} read as a space and {@code __} as {@code _}.
   *
   * @param reference a path or an address
   */
  public static String of(String reference) {
    String path = reference.replace('\\', '/');
    String name = decoded(path.substring(path.lastIndexOf('/') + 1));
    int mark = name.indexOf(MARK);
    return (mark < 0 ? name : name.substring(mark + MARK.length())).replace("__", "_");
  }

  private static String decoded(String name) {
    if (name.indexOf('%') < 0) {
      return name;
    }
    try {
      // In the path of an address, + stands for itself; only %xx is an encoded character.
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return name;
    }
  }
}
