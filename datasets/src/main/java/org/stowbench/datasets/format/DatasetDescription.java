package org.stowbench.datasets.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * What its maker says about a dataset.
 *
 * @param id what people type, such as {@code shic}: lower-case letters, digits, {@code - _ .}
 * @param name its title, not blank
 * @param description what is in it, in a sentence or two
 * @param licence under which terms it may be used, or that none are declared; not blank
 * @param citation what to cite, not blank
 * @param source where it comes from: a free object, the same for the same source
 * @param simulated whether its households are simulated
 * @param defaultSplit the split that is meant where none is named
 */
public record DatasetDescription(
    String id,
    String name,
    String description,
    String licence,
    String citation,
    ObjectNode source,
    boolean simulated,
    String defaultSplit) {

  public DatasetDescription {
    DatasetNames.check("dataset id", id);
    notBlank(id, "name", name);
    Objects.requireNonNull(description, "description");
    notBlank(id, "licence", licence);
    notBlank(id, "citation", citation);
    source = source.deepCopy();
    DatasetNames.check("default split", defaultSplit);
  }

  /** A copy of the source's object: changing it changes nothing here. */
  @Override
  public ObjectNode source() {
    return source.deepCopy();
  }

  /** The same of data that a simulator made. */
  public DatasetDescription asSimulated() {
    return new DatasetDescription(
        id, name, description, licence, citation, source, true, defaultSplit);
  }

  private static void notBlank(String id, String what, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("dataset " + id + ": " + what + " must not be blank");
    }
  }
}
