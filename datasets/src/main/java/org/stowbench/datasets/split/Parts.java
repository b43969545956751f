package org.stowbench.datasets.split;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stowbench.io.InvalidInputException;

/**
 * The parts of a dataset and their shares of its queries.
 *
 * @param shares the share of each part, above 0, together 1 up to rounding; in the order in which
 *     the parts are written
 */
public record Parts(Map<String, Double> shares) {

  private static final double ROUNDING = 1e-9;

  public Parts {
    shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
    double sum = 0;
    for (Map.Entry<String, Double> part : shares.entrySet()) {
      if (!part.getKey().matches("[a-z0-9][a-z0-9_.-]{0,63}")) {
        throw new IllegalArgumentException(
            "part \"%s\": must be 1 to 64 of a-z, 0-9, '-', '_', '.'"
                .formatted(InvalidInputException.excerpt(part.getKey())));
      }
      if (!(part.getValue() > 0 && part.getValue() <= 1)) {
        throw new IllegalArgumentException(
            "part %s: share %s: must be above 0 and at most 1"
                .formatted(part.getKey(), part.getValue()));
      }
      sum += part.getValue();
    }
    if (!(Math.abs(sum - 1) <= ROUNDING)) {
      throw new IllegalArgumentException("shares add up to " + sum + ": must add up to 1");
    }
  }

  /**
   * Reads {@code train=0.8,test=0.2}.
   *
   * @throws InvalidInputException if the text is no such list
   */
  public static Parts parse(String text) {
    Map<String, Double> shares = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      String share = part.substring(equals + 1).strip();
      if (equals < 1 || !share.matches("[0-9]{0,3}(\\.[0-9]{1,12})?") || share.isEmpty()) {
        throw new InvalidInputException(
            "parts \"%s\": must be NAME=SHARE,NAME=SHARE, such as train=0.8,test=0.2"
                .formatted(InvalidInputException.excerpt(text)));
      }
      if (shares.put(part.substring(0, equals).strip(), Double.valueOf(share)) != null) {
        throw new InvalidInputException(
            "parts \"%s\": must name each part once"
                .formatted(InvalidInputException.excerpt(text)));
      }
    }
    try {
      return new Parts(shares);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("parts: " + e.getMessage(), e);
    }
  }

  /** The parts' names, in order. */
  public List<String> names() {
    return List.copyOf(shares.keySet());
  }

  double share(String part) {
    return shares.get(part);
  }
}
