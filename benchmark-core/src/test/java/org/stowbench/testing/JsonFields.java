package org.stowbench.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which fields JSON has, for tests that hold those of a version of a format. A field is named by
 * its path, such as {@code entries.date}; the objects of a list are taken together.
 */
public final class JsonFields {

  private final Predicate<String> free;
  private final Predicate<String> keyed;
  private final Set<String> found = new LinkedHashSet<>();

  private JsonFields(Predicate<String> free, Predicate<String> keyed) {
    this.free = free;
    this.keyed = keyed;
  }

  /** All of them, in the order in which they are there. */
  public static Set<String> of(JsonNode json) {
    return of(json, path -> false, path -> false);
  }

  /**
   * The same of JSON that is not all ours to name.
   *
   * @param free whether an object at a path may hold anything: it is not looked into
   * @param keyed whether its keys are data, such as names of metrics: each is {@code *} here
   */
  public static Set<String> of(JsonNode json, Predicate<String> free, Predicate<String> keyed) {
    JsonFields fields = new JsonFields(free, keyed);
    fields.collect(json, "");
    return fields.found;
  }

  private void collect(JsonNode json, String path) {
    if (json.isArray()) {
      json.forEach(element -> collect(element, path));
    }
    if (json.isObject() && !free.test(path)) {
      json.properties()
          .forEach(
              field -> {
                String name = keyed.test(path) ? "*" : field.getKey();
                String at = path.isEmpty() ? name : path + "." + name;
                found.add(at);
                collect(field.getValue(), at);
              });
    }
  }
}
