package org.stowbench.scorer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
import org.stowbench.scorer.protocols.Measurable;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.protocols.Ways;

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

  @Test
  void metricsAreShownAndToldApartAsTheyAreDeclared() {
    assertThat(Metrics.MRR.decimals()).isEqualTo(3);
    assertThat(Metrics.OPENINGS.decimals()).isEqualTo(2);
    assertThat(Metrics.IOU_95).hasToString("iou@0.95");
    assertThat(Metrics.ALL.stream().filter(m -> !m.isRatioOfSums())).containsExactly(Metrics.ECE);
    assertThat(Metrics.ALL.stream().filter(m -> !m.isOfTwoColumns()))
        .containsExactly(Metrics.NOT_HERE_F1, Metrics.ECE);
    assertThat(Direction.HIGHER_IS_BETTER.words()).isEqualTo("higher is better");
  }

  @Test
  void oneMetricOfEachProtocolIsLookedAtFirst() {
    assertThat(List.of(Protocol.values()))
        .extracting(Metrics::headline)
        .containsExactly(Metrics.HIT_1, Metrics.FOUND, Metrics.ACCURACY);
  }

  @Test
  void anOfficialFigureStandsInTheSplitsOfItsDatasetAlone() {
    assertThat(Metrics.official("tidybot:test")).contains(Metrics.HOUSEHOLD_HIT_1);
    assertThat(Metrics.official("tidybots:test")).isEmpty();
    assertThat(Metrics.official("shic:eval")).isEmpty();
    assertThat(Metrics.HOUSEHOLD_HIT_1.standsIn("tidybot:test")).isTrue();
    assertThat(Metrics.HOUSEHOLD_HIT_1.standsIn("shic:eval")).isFalse();
    assertThat(Metrics.MRR.standsIn("shic:eval")).isTrue();
  }

  @Test
  void pathsAreInWhatTheSplitMeasuresThemIn() {
    assertThat(Unit.LENGTH.in(new Measurable(true, false, Set.of(Ways.PHOTO))))
        .isEqualTo(Unit.PHOTO_WIDTHS);
    assertThat(Unit.LENGTH.in(new Measurable(true, false, Set.of(Ways.POSITIONS))))
        .isEqualTo(Unit.METRES);
    assertThat(Unit.NATS.in(new Measurable(true, false, Set.of(Ways.PHOTO)))).isEqualTo(Unit.NATS);
  }

  @Test
  void sumsOfColumnsAreReadTheWayTheMetricSays() {
    ColumnSums columns = ColumnSums.of(List.of(Metrics.NOT_HERE_F1, Metrics.ECE));
    assertThat(columns.width()).isEqualTo(3 + 10 + 1); // F1 counts what is right twice
    double[] totals = {1, 2, 3, -4, 5, 0, 0, 0, 0, 0, 0, 0, 0, 10};
    double[] row = {1, 1, 2, -3, 7, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    assertThat(columns.statistic(Metrics.NOT_HERE_F1).of(totals)).isEqualTo(2 / 5.0);
    assertThat(columns.above(Metrics.NOT_HERE_F1, totals).applyAsDouble(row)).isEqualTo(2);
    assertThat(columns.below(Metrics.NOT_HERE_F1).applyAsDouble(row)).isEqualTo(3);
    assertThat(columns.statistic(Metrics.ECE).of(totals)).isEqualTo(9 / 10.0);
    assertThat(columns.above(Metrics.ECE, totals).applyAsDouble(row)).isEqualTo(3 + 7);
    assertThat(columns.below(Metrics.ECE).applyAsDouble(row)).isEqualTo(1);
    assertThat(columns.statistic(Metrics.ECE).of(new double[14])).isNaN();
    assertThatIllegalArgumentException().isThrownBy(() -> columns.statistic(Metrics.MRR));
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
