package org.stowbench.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stowbench.io.JsonInput;

/** The kinds of run that there are, by name. */
public final class RunModes {

  private static final String MODE = "mode";

  private RunModes() {}

  /**
   * Each kind with the settings that it has where none are given.
   *
   * @return by name, in the order of the names
   */
  public static SortedMap<String, RunMode> all() {
    SortedMap<String, RunMode> kinds = new TreeMap<>();
    for (RunMode kind : ServiceLoader.load(RunMode.class, RunMode.class.getClassLoader())) {
      if (kinds.put(kind.kind(), kind) != null) {
        throw new IllegalStateException("two kinds of run are named " + kind.kind());
      }
    }
    return kinds;
  }

  /** What the names may be, in words: {@code rank or search}. */
  public static String names() {
    return String.join(" or ", all().keySet());
  }

  /** Writes a mode among the fields of what was run with it. */
  static void write(RunMode mode, ObjectNode json) {
    json.put(MODE, mode.kind());
    mode.writeTo(json);
  }

  /**
   * Reads a mode from among other fields; without any it is the one that was there first, of a time
   * when there was no other.
   *
   * @throws org.stowbench.io.InvalidInputException if there is no such kind
   */
  static RunMode read(JsonInput json) {
    Optional<String> name = json.optionalText(MODE);
    if (name.isEmpty()) {
      return RunMode.RANK;
    }
    RunMode kind = all().get(name.get());
    if (kind == null) {
      throw json.field(MODE).unexpected(names());
    }
    return kind.read(json);
  }
}
