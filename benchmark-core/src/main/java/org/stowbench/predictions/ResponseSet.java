package org.stowbench.predictions;

import java.util.Objects;

/**
 * What one person or one program answered in a response file.
 *
 * @param person the file's id of who answered; empty text where the file names nobody
 * @param name what to call the set: the file's predictor, with {@code /user-PERSON} behind it where
 *     the file holds several
 * @param responses how many queries it answers, failures included; at least 1
 */
public record ResponseSet(String person, String name, int responses) {

  public ResponseSet {
    Objects.requireNonNull(person, "person");
    if (name.isBlank()) {
      throw new IllegalArgumentException("response set name must not be blank");
    }
    if (responses < 1) {
      throw new IllegalArgumentException(
          "response set %s of %d responses: must have at least 1".formatted(name, responses));
    }
  }
}
