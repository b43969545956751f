package org.stowbench.datasets.parquet;

import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.io.TextForm;

/**
 * A dataset's card for the Hugging Face Hub: YAML, by which it finds the tables, then what people
 * read, in Markdown.
 */
final class DatasetCard {

  /** Licences that the Hub knows by name, as far as they are meant for data. */
  private static final Set<String> KNOWN =
      Set.of(
          "apache-2.0",
          "mit",
          "cc0-1.0",
          "cc-by-4.0",
          "cc-by-sa-4.0",
          "cc-by-nc-4.0",
          "cc-by-nc-sa-4.0",
          "odc-by",
          "odbl");

  private DatasetCard() {}

  static String of(DatasetFolder dataset, String scenes, UnaryOperator<String> queries) {
    DatasetDescription about = dataset.metadata().description();
    StringBuilder card = new StringBuilder("---\n");
    card.append("pretty_name: ").append(yaml(about.name())).append('\n');
    String licence = about.licence().toLowerCase(Locale.ROOT);
    if (KNOWN.contains(licence)) {
      card.append("license: ").append(licence).append('\n');
    } else {
      card.append("license: other\nlicense_name: ").append(yaml(about.licence())).append('\n');
    }
    card.append("tags:\n- robotics\n- household\n");
    card.append("configs:\n- config_name: queries\n  default: true\n  data_files:\n");
    for (String split : dataset.splits()) {
      card.append("  - split: ").append(yaml(split.replace('-', '_'))).append('\n');
      card.append("    path: ").append(yaml(queries.apply(split))).append('\n');
    }
    card.append("- config_name: scenes\n  data_files: ").append(scenes).append("\n---\n\n");
    card.append("# ").append(markdown(about.name())).append("\n\n");
    if (!about.description().isBlank()) {
      card.append(markdown(about.description())).append("\n\n");
    }
    if (about.simulated()) {
      card.append("The households are simulated.\n\n");
    }
    return card.append(
            """
            Which container of a home holds an item? `queries` has a row for each question: the `item`, its
            `scene`, the `household`, and the truth, which is the numbers of the `containers` that hold it,
            or `not_here`. `known` is JSON: where the household keeps other things. `scenes` has a row for
            each scene, with the whole scene as JSON; containers count from 0 in it.

            Households are to be kept apart: never learn from one and ask about it.

            """)
        .append("Licence: ")
        .append(markdown(about.licence()))
        .append("\n\nCite: ")
        .append(markdown(about.citation()))
        .append("\n\nWritten by Stowbench from the dataset `")
        .append(about.id())
        .append("`, ")
        .append(dataset.metadata().checksums().content())
        .append(".\n")
        .toString();
  }

  /**
   * A text in quotes, in which whatever could be markup for those who read it as Markdown is
   * escaped.
   */
  private static String yaml(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c) || " .,:-_'".indexOf(c) >= 0) {
                quoted.appendCodePoint(c);
              } else {
                quoted.append((Character.isBmpCodePoint(c) ? "\\u%04x" : "\\U%08x").formatted(c));
              }
            });
    return quoted.append('"').toString();
  }

  private static String markdown(String text) {
    return TextForm.MARKDOWN.of(text);
  }
}
