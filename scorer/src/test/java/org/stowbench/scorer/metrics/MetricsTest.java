package org.stowbench.scorer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stowbench.scorer.protocols.Protocol;

class MetricsTest {

  /** Tests run in their module's folder. */
  private static final Path ROOT = Path.of("..");

  @Test
  void everyMetricThatIsDeclaredIsListedOnceAndHasANameOfItsOwn() throws Exception {
    List<Metric> declared = new ArrayList<>();
    for (Field field : Metrics.class.getFields()) {
      if (field.getType() == Metric.class) {
        declared.add((Metric) field.get(null));
      }
    }

    assertThat(Metrics.ALL).containsExactlyInAnyOrderElementsOf(declared);
    assertThat(Metrics.ALL.stream().map(Metric::name)).doesNotHaveDuplicates();
  }

  @Test
  void everyMetricSaysAllThatIsToBeKnownOfIt() {
    assertThat(Metrics.ALL)
        .allSatisfy(
            metric -> {
              assertThat(metric.name()).matches("[a-z][a-z0-9_@.]*");
              assertThat(metric.heading()).isNotBlank();
              assertThat(metric.description()).isNotBlank().doesNotEndWith(".");
              assertThat(metric.protocols()).isNotEmpty();
              assertThat(metric.decimals()).isBetween(0, 6);
              assertThat(metric.numerators()).isNotEmpty();
              assertThat(metric.denominators()).isNotEmpty();
              assertThat(metric.highest()).isPositive();
              if (metric.unit() == Unit.SHARE || metric.unit() == Unit.RATE) {
                assertThat(metric.highest()).isEqualTo(1);
              }
            });
  }

  @Test
  void costsLossesAndErrorsAreBetterWhenLower() {
    assertThat(Metrics.ALL.stream().filter(m -> m.direction() == Direction.LOWER_IS_BETTER))
        .extracting(Metric::name)
        .containsExactly(
            "openings",
            "opening_ratio",
            "log_loss",
            "brier",
            "ece",
            "search_openings",
            "path",
            "opening_ratio_best",
            "opening_ratio_random",
            "path_ratio_best",
            "path_ratio_random");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theDocumentedTableIsMadeFromTheCatalogue(Protocol protocol) throws IOException {
    assertThat(Files.readString(ROOT.resolve("docs/scoring.md")).contains(table(protocol)))
        .as("docs/scoring.md holds the table of %s:%n%s", protocol, table(protocol))
        .isTrue();
  }

  private static String table(Protocol protocol) {
    return "| metric | is | from, to | better |\n|---|---|---|---|\n"
        + Metrics.of(protocol).stream()
            .map(
                m ->
                    "| `%s` | %s%s%s | %s | %s |\n"
                        .formatted(
                            m.name(),
                            m.description(),
                            m.presence().words().isEmpty() ? "" : "; " + m.presence().words(),
                            m.officialOf()
                                .map("; the official figure of %s, shown there only"::formatted)
                                .orElse(""),
                            range(m),
                            m.direction() == Direction.LOWER_IS_BETTER ? "lower" : "higher"))
            .collect(Collectors.joining());
  }

  private static String range(Metric metric) {
    String unit =
        metric.unit() == Unit.SHARE || metric.unit() == Unit.RATE ? "" : metric.unit().words();
    String range =
        Double.isInfinite(metric.highest()) ? "from 0" : "0, %.0f".formatted(metric.highest());
    return (range + " " + unit).strip();
  }

  /** Names that mean other things too, such as a column of a table of queries. */
  private static final Set<String> ORDINARY_WORDS =
      Set.of("accuracy", "crowd", "found", "openings", "path", "success");

  /** All else asks the catalogue, so to add a metric is to touch that one file. */
  @Test
  void onlyTheCatalogueKnowsAMetricByItsName() throws IOException {
    Pattern name =
        Pattern.compile(
            Metrics.ALL.stream()
                .map(Metric::name)
                .filter(n -> !ORDINARY_WORDS.contains(n))
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "[\"'](", ")[\"']")));
    Set<String> knowing = new TreeSet<>();
    for (Path file : mainSources()) {
      String code = Files.readString(file).replaceAll("(?s)/\\*.*?\\*/", "");
      if (name.matcher(code).find()) {
        knowing.add(file.getFileName().toString());
      }
    }

    assertThat(knowing)
        .as("files of main code with a metric's name in them")
        .containsExactly("Metrics.java");
  }

  private static List<Path> mainSources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("scorer", "report", "cli")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main"))) {
        files
            .filter(f -> f.toString().matches(".*\\.(java|js|html|mustache)"))
            .forEach(sources::add);
      }
    }
    return sources;
  }
}
