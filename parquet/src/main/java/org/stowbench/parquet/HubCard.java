package org.stowbench.parquet;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.io.TextForm;

/**
 * A card for the Hugging Face Hub: YAML, by which it finds the tables, then what people read, in
 * Markdown.
 */
final class HubCard {

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

  private HubCard() {}

  /**
   * What is loaded by its name.
   *
   * @param files by the name of their split; one without a name for a table without splits
   */
  record Config(String name, Map<String, String> files) {

    static Config of(String name, String file) {
      return new Config(name, Map.of("", file));
    }

    private void write(boolean byDefault, StringBuilder card) {
      card.append("- config_name: ").append(name).append('\n');
      if (byDefault) {
        card.append("  default: true\n");
      }
      if (files.containsKey("")) {
        card.append("  data_files: ").append(files.get("")).append('\n');
        return;
      }
      card.append("  data_files:\n");
      files.forEach(
          (split, file) -> {
            // The Hub takes no minus in the name of a split.
            card.append("  - split: ").append(yaml(split.replace('-', '_'))).append('\n');
            card.append("    path: ").append(yaml(file)).append('\n');
          });
    }
  }

  /**
   * Writes a card.
   *
   * @param sources the datasets whose data, and terms, are in the tables; at least one
   * @param configs the first is what is loaded where none is named
   * @param text what is in the tables, in Markdown of ours
   */
  static String of(
      String title, List<DatasetDescription> sources, List<Config> configs, String text) {
    StringBuilder card = new StringBuilder("---\n");
    card.append("pretty_name: ").append(yaml(title)).append('\n');
    String licence = joined(sources, DatasetDescription::licence);
    String known = licence.toLowerCase(Locale.ROOT);
    if (KNOWN.contains(known)) {
      card.append("license: ").append(known).append('\n');
    } else {
      card.append("license: other\nlicense_name: ").append(yaml(licence)).append('\n');
    }
    card.append("tags:\n- robotics\n- household\nconfigs:\n");
    for (Config config : configs) {
      config.write(config.equals(configs.get(0)), card);
    }
    card.append("---\n\n# ").append(markdown(title)).append("\n\n");
    String description = joined(sources, DatasetDescription::description);
    if (!description.isBlank()) {
      card.append(markdown(description)).append("\n\n");
    }
    if (sources.stream().anyMatch(DatasetDescription::simulated)) {
      card.append(
          sources.stream().allMatch(DatasetDescription::simulated)
              ? "The households are simulated.\n\n"
              : "Some of the households are simulated.\n\n");
    }
    return card.append(text)
        .append("\nLicence: ")
        .append(markdown(licence))
        .append("\n\nCite: ")
        .append(markdown(joined(sources, DatasetDescription::citation)))
        .append("\n")
        .toString();
  }

  private static String joined(
      List<DatasetDescription> sources, Function<DatasetDescription, String> words) {
    return sources.stream().map(words).distinct().collect(Collectors.joining("; "));
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

  static String markdown(String text) {
    return TextForm.MARKDOWN.of(text);
  }
}
