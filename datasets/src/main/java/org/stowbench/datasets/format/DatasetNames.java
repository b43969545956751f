package org.stowbench.datasets.format;

import java.util.regex.Pattern;

/** The rule for the names that people type: dataset ids and splits. */
final class DatasetNames {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,63}");

  private DatasetNames() {}

  static void check(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          what
              + " \""
              + name
              + "\": must be 1 to 64 of a-z, 0-9, '-', '_', '.' and start with a letter or digit");
    }
  }
}
