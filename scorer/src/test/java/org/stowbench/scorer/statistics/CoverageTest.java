package org.stowbench.scorer.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Intervals of 95 % hold the truth in at least 93 of a hundred studies. */
class CoverageTest {

  private static final Path PAGE = Path.of("../docs/statistics.md").toAbsolutePath().normalize();
  private static final String COVERAGE = "<!-- results/coverage writes from here -->\n\n";
  private static final String AGREEMENT =
      "<!-- results/coverage writes agreement from here -->\n\n";
  private static final String END = "\n<!-- to here -->";

  /** As many studies as a quick build has time for: then 93 in a hundred may by luck be 92. */
  private static final CoverageStudy QUICK = new CoverageStudy(400, 20_000);

  /** Of what results/coverage writes. */
  private static final CoverageStudy WHOLE = new CoverageStudy(2_000, 300_000);

  @ParameterizedTest
  @CsvSource({"2, 0.3", "3, 0", "5, 0.7", "10, 0.3", "20, 0", "20, 0.7", "79, 0", "79, 0.3"})
  void theTruthIsHeldNearTheEdgeAndWithFewHouseholds(int households, double correlation) {
    for (double share : CoverageStudy.SHARES) {
      assertThat(QUICK.share(households, share, correlation).held())
          .as("share %s", share)
          .isGreaterThan(0.92);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theTruthIsHeldOfFiguresThatAreNoShares(CoverageStudy.Kind kind) {
    assertThat(QUICK.of(kind, CoverageStudy.ENOUGH).held()).isGreaterThan(0.92);
    assertThat(QUICK.of(kind, 79).held()).isGreaterThan(0.92);
    assertThat(QUICK.difference(kind, CoverageStudy.ENOUGH).held()).isGreaterThan(0.92);
    assertThat(QUICK.difference(kind, 79).held()).isGreaterThan(0.92);
  }

  @Test
  void thePageHasWhatTheStudyFindsAndItIsEnoughEverywhere() throws IOException {
    String table = table(COVERAGE);

    assertThat(table)
        .contains(WHOLE.shareRow(20, 0.3) + "\n")
        .contains(WHOLE.shareRow(5, 0) + "\n");
    List<Double> held = new ArrayList<>();
    for (String row : table.lines().toList()) {
      if (row.matches("\\| (20|79|1,000) .*")) {
        assertThat(row).doesNotContain("too few");
        Pattern.compile("([0-9.]+) %")
            .matcher(row)
            .results()
            .map((MatchResult found) -> Double.valueOf(found.group(1)))
            .forEach(held::add);
      }
    }
    int kinds = CoverageStudy.Kind.values().length;
    assertThat(held)
        .hasSize(3 * (CoverageStudy.CORRELATIONS.size() * CoverageStudy.SHARES.size() + 2 * kinds))
        .allMatch(percent -> percent >= 93);
  }

  @Test
  void withoutDrawsAnIntervalIsAsWideAsByDrawsButForTwoPercent() throws IOException {
    assertThat(
            Pattern.compile("\\| ([0-9.]+) \\| [0-9.]+ %")
                .matcher(table(AGREEMENT))
                .results()
                .map(found -> Double.valueOf(found.group(1))))
        .hasSize(CoverageStudy.SHARES.size() + CoverageStudy.Kind.values().length)
        .allMatch(width -> Math.abs(width - 1) <= 0.02);
    // Of a tenth of the households, and fewer studies, to be quick.
    CoverageStudy.Agreement quick = CoverageStudy.agreement(2_000, 2, CoverageStudy.Kind.OPENINGS);
    assertThat(quick.width()).isBetween(0.97, 1.03);
    assertThat(quick.ends()).isLessThan(0.03);
  }

  private static String table(String begin) throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(begin) + begin.length();
    return page.substring(from, page.indexOf(END, from));
  }

  /** For {@code results/coverage}: takes about three minutes. */
  @Test
  @EnabledIfSystemProperty(named = "coverage", matches = "write")
  void write() throws IOException {
    Files.writeString(
        PAGE,
        Files.readString(PAGE)
            .replace(table(COVERAGE), WHOLE.tables())
            .replace(table(AGREEMENT), WHOLE.agreement()));
  }
}
