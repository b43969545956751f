package org.stowbench.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stowbench.report.Conversations;
import org.stowbench.report.HtmlReport;
import org.stowbench.report.Photos;
import org.stowbench.report.ReportedRuns;
import org.stowbench.report.SampleRuns;

/** The report, as someone uses it. Each visit also fails on a request, an error or a warning. */
class ReportTest {

  @RegisterExtension static final Browser BROWSER = new Browser();

  @TempDir static Path folder;

  private static Path report;

  @BeforeAll
  static void writeReport() throws IOException {
    ReportedRuns runs =
        ReportedRuns.read(
            SampleRuns.make(folder.resolve("runs")), info -> SampleRuns.dataset(), label -> {});
    report = folder.resolve("report.html");
    try (OutputStream out = Files.newOutputStream(report)) {
      new HtmlReport(runs, List.of(), Photos.NONE, Conversations.of(runs)).writeTo(out);
    }
  }

  private static Visit visit(Screen screen) {
    return BROWSER.visit(report.toUri(), screen);
  }

  private static String position(Page page) {
    return page.locator("#position").textContent();
  }

  @ParameterizedTest
  @EnumSource(Screen.class)
  void fitsEveryScreenAndDrawsItsCharts(Screen screen) {
    try (Visit visit = visit(screen)) {
      assertThat(visit.page().title()).isEqualTo("test:<kitchens>: Stowbench report");
      assertThat(visit.overflows()).isFalse();
      assertThat(visit.barriers()).isEmpty();
      // Leaderboard, items, misses, hit curves, openings, calibration, cost; no learning curve.
      assertThat(visit.page().locator(".chart canvas").count()).isEqualTo(7);
      assertThat(visit.page().locator("#learning").isVisible()).isFalse();
      visit.screenshot("report-" + screen.name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  @Test
  void showsOnlyWhatTheChosenPredictorGotWrong() {
    try (Visit visit = visit(Screen.DESKTOP)) {
      Page page = visit.page();
      assertThat(position(page)).startsWith("1 of 16");

      page.locator("#which").selectOption("wrong");
      assertThat(position(page)).startsWith("1 of 7");
      assertThat(page.locator(".answer.chosen .verdict").textContent()).contains("wrong");

      page.locator("#of-item").selectOption(new String[] {"1"});
      assertThat(position(page)).isEqualTo("1 of 6: Whisk");

      // It stays where it was: the second whisk, since the first was answered right.
      page.locator("#which").selectOption("disagreement");
      assertThat(position(page)).isEqualTo("2 of 8: Whisk");

      page.locator("#search").fill("HOME-3");
      assertThat(position(page)).startsWith("1 of 1:");

      page.locator("#search").fill("no such home");
      assertThat(position(page)).isEqualTo("No query fits.");
    }
  }

  @Test
  void stepsThroughQueriesWithTheKeyboard() {
    try (Visit visit = visit(Screen.DESKTOP)) {
      Page page = visit.page();
      page.locator("#next").focus();
      page.keyboard().press("ArrowRight");
      page.keyboard().press("ArrowRight");
      assertThat(position(page)).startsWith("3 of 16");
      page.keyboard().press("End");
      assertThat(position(page)).startsWith("16 of 16");
      page.keyboard().press("ArrowLeft");
      assertThat(position(page)).startsWith("15 of 16");
      page.keyboard().press("w");
      assertThat(page.locator("#which").inputValue()).isEqualTo("wrong");
      page.keyboard().press("2");
      assertThat(page.locator("#of-predictor").inputValue()).isEqualTo("1");
    }
  }

  @Test
  void wordsThatWantToRunStayWords() {
    try (Visit visit = visit(Screen.DESKTOP)) {
      Page page = visit.page();
      page.locator("#of-item").selectOption(new String[] {"0"});
      assertThat(page.locator(".rationale").allTextContents())
          .anySatisfy(words -> assertThat(words).isEqualTo("By the sink. " + SampleRuns.HOSTILE))
          .anySatisfy(words -> assertThat(words).isEqualTo("the model said " + SampleRuns.HOSTILE));
      assertThat(page.locator(".words h3").textContent()).isEqualTo("Odd " + SampleRuns.HOSTILE);
      assertThat(page.locator("img, iframe, object").count()).isZero();
      assertThat(page.evaluate("() => window.hacked === undefined")).isEqualTo(true);
    }
  }

  @Test
  void whatWasSaidIsSearchedAndShownAndWantsToRunInVain() {
    try (Visit visit = visit(Screen.DESKTOP)) {
      Page page = visit.page();
      page.locator("#search").fill("the secret of whisk-3");
      assertThat(position(page)).isEqualTo("1 of 1: Whisk");
      assertThat(page.locator(".talk pre").first().isVisible()).isFalse();

      page.locator(".talk summary").first().click();
      assertThat(page.locator(".talk .speaker strong").allTextContents())
          .containsExactly("task", "question", "thoughts", "reply", "asked again", "reply");
      assertThat(page.locator(".talk pre").allTextContents())
          .anySatisfy(words -> assertThat(words).startsWith("Hm " + SampleRuns.HOSTILE))
          .contains("A number, please.\n" + SampleRuns.HOSTILE);
      assertThat(page.locator(".talk .speaker").nth(3).textContent())
          .contains("100 tokens in, 10 out", "0.002000 dollars", "840 ms", "ended by stop");
      assertThat(visit.overflows()).isFalse();
      visit.screenshot("report-conversation");

      // Open for the next query too.
      page.locator("#search").fill("");
      page.locator("#next").click();
      assertThat(page.locator(".talk pre").first().isVisible()).isTrue();
      assertThat(page.locator("img, iframe, object").count()).isZero();
      assertThat(page.evaluate("() => window.hacked === undefined")).isEqualTo(true);
    }
  }

  @Test
  void theTruthAndTheChoicesAreMarkedInTheScene() {
    try (Visit visit =
        BROWSER.visit(java.net.URI.create(report.toUri() + "#query=whisk-0"), Screen.DESKTOP)) {
      Page page = visit.page();
      Locator containers = page.locator(".scene polygon.container");
      assertThat(containers.count()).isEqualTo(4);
      assertThat(containers.nth(0).getAttribute("class")).contains("truth").contains("first");
      assertThat(containers.nth(2).getAttribute("class")).contains("next");

      page.locator(".answer", new Page.LocatorOptions().setHasText("drawing"))
          .locator("button")
          .click();
      assertThat(page.locator(".scene polygon.drawn").count()).isEqualTo(1);
    }
  }

  @Test
  void aHomeWithoutPhotosIsDrawnByNamesAndSaysWhatIsKnown() throws IOException {
    ReportedRuns runs =
        ReportedRuns.read(
            List.of(SampleRuns.homeRun(folder.resolve("home-runs"))),
            info -> SampleRuns.home(),
            label -> {});
    Path page = folder.resolve("home.html");
    try (OutputStream out = Files.newOutputStream(page)) {
      new HtmlReport(runs, List.of(), Photos.NONE, Conversations.NONE).writeTo(out);
    }
    try (Visit visit = BROWSER.visit(page.toUri(), Screen.DESKTOP)) {
      Locator containers = visit.page().locator(".scene polygon.container");
      assertThat(containers.count()).isEqualTo(3);
      assertThat(containers.nth(1).getAttribute("class")).contains("truth");
      assertThat(containers.nth(2).getAttribute("class")).contains("truth");
      assertThat(visit.page().locator(".scene text.number").allTextContents())
          .contains("1 top drawer", "2 shoe rack");
      assertThat(visit.page().locator(".scene text.known").allTextContents())
          .containsExactly("spoon");
      assertThat(visit.page().locator(".words .facts dd").allTextContents())
          .contains("container 1, top drawer or container 2, shoe rack")
          .contains("spoon: 1; tent " + SampleRuns.HOSTILE + ": not here");
      assertThat(visit.page().locator("img, iframe, object").count()).isZero();
      assertThat(visit.overflows()).isFalse();
      visit.screenshot("report-home");
    }
  }

  @Test
  void aLinkOpensItsQuery() {
    try (Visit visit =
        BROWSER.visit(java.net.URI.create(report.toUri() + "#query=whisk-5"), Screen.PHONE)) {
      assertThat(position(visit.page())).startsWith("12 of 16");
      assertThat(visit.page().locator("#link").getAttribute("href")).isEqualTo("#query=whisk-5");
    }
  }

  @Test
  void theLeaderboardIsSortedByAnyColumnAndSaysSo() {
    try (Visit visit = visit(Screen.DESKTOP)) {
      Locator heads = visit.page().locator("#leaderboard-table thead th");
      assertThat(heads.nth(1).getAttribute("aria-sort")).isEqualTo("descending");

      heads.nth(0).locator("button").focus();
      visit.page().keyboard().press("Enter");

      assertThat(heads.nth(0).getAttribute("aria-sort")).isEqualTo("ascending");
      assertThat(visit.page().locator("#leaderboard-table tbody th").allTextContents())
          .extracting(name -> name.substring(1))
          .containsExactly("broken", "careful", "drawing", "guess");
    }
  }

  @Test
  void everyChartHasWordsAndATableForThoseWhoDoNotSeeIt() {
    try (Visit visit = visit(Screen.DESKTOP)) {
      for (Locator figure : visit.page().locator("figure:visible").all()) {
        assertThat(figure.locator("[role=img]").getAttribute("aria-label")).isNotBlank();
        assertThat(figure.locator("details table").count()).isEqualTo(1);
      }
    }
  }
}
