package org.stowbench.parquet;

import java.util.Locale;
import java.util.Objects;

/**
 * A column of a {@link ParquetTable}.
 *
 * @param name letters, digits and {@code _}
 * @param kind what is in it
 */
record ParquetColumn(String name, Kind kind) {

  /** Kinds of columns, with what a schema says of them. */
  enum Kind {
    /** A text, or none. */
    TEXT("optional binary %s (STRING)"),

    /** A whole number, or none. */
    INTEGER("optional int32 %s"),

    /** A number, or none. */
    NUMBER("optional double %s"),

    /** True or false. */
    TRUTH("required boolean %s"),

    /** Whole numbers, as many as there are. */
    INTEGERS("required group %s (LIST) { repeated group list { required int32 element; } }");

    private final String schema;

    Kind(String schema) {
      this.schema = schema;
    }
  }

  ParquetColumn {
    Objects.requireNonNull(kind, "kind");
    if (!name.matches("\\w+")) {
      throw new IllegalArgumentException(
          "column \"%s\": must be letters, digits and _".formatted(name));
    }
  }

  /** Its line of a schema. */
  String schema() {
    String line = String.format(Locale.ROOT, kind.schema, name);
    return line.endsWith("}") ? line : line + ";";
  }
}
