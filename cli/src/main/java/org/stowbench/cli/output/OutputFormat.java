package org.stowbench.cli.output;

/** The forms in which a table is printed; named as users write them. */
public enum OutputFormat {
  table,
  json,
  csv,
  markdown
}
