package org.stowbench.cli;

import java.util.ArrayList;
import java.util.List;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;

/** Options with a few words to choose from. */
final class Choice {

  private Choice() {}

  /**
   * The constant that an option's value names, in lower case.
   *
   * @throws InvalidInputException if there is none
   */
  static <E extends Enum<E>> E of(Class<E> type, String option, String value) {
    return of(option, value, type.getEnumConstants());
  }

  /**
   * The same for some of the constants.
   *
   * @throws InvalidInputException if there is none
   */
  @SafeVarargs
  static <E extends Enum<E>> E of(String option, String value, E... allowed) {
    List<String> names = new ArrayList<>();
    for (E constant : allowed) {
      if (Json.name(constant).equals(value)) {
        return constant;
      }
      names.add(Json.name(constant));
    }
    throw new InvalidInputException(
        "%s %s: must be %s or %s"
            .formatted(
                option,
                InvalidInputException.excerpt(value),
                String.join(", ", names.subList(0, names.size() - 1)),
                names.get(names.size() - 1)));
  }
}
