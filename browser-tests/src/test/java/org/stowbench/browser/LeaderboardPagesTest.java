package org.stowbench.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.Household;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Votes;
import org.stowbench.report.leaderboard.LeaderboardSite;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.leaderboard.History;
import org.stowbench.scorer.leaderboard.Leaderboard;
import org.stowbench.scorer.leaderboard.ScoredSubmission;
import org.stowbench.scorer.leaderboard.Submission;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;

class LeaderboardPagesTest {

  @RegisterExtension static final Browser BROWSER = new Browser();

  private static final int QUERIES = 40;
  private static final String HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>";

  @TempDir static Path folder;
  private static Path site;

  @BeforeAll
  static void write() throws IOException {
    QueryIndex index = QueryIndex.of(kitchens());
    List<Submission> submissions =
        List.of(
            submission("good", "Whisk finder", 30),
            submission("hostile", HOSTILE, 28),
            submission("poor", "A".repeat(90), 4));
    Scoring scoring = Scoring.of(index, Protocol.CONSISTENT);
    List<ScoredSubmission> scored =
        submissions.stream().map(one -> ScoredSubmission.of(one, scoring)).toList();
    Leaderboard.Settings settings = new Leaderboard.Settings("Whisks", Metrics.HIT_1, false);
    site = folder.resolve("site");
    LeaderboardSite.write(
        Leaderboard.of(index, scored, settings, History.NONE),
        scored,
        index.inDatasetOrder(),
        site);
  }

  private static Dataset kitchens() {
    Container drawer = Container.of(0, Region.box(0, 0, 100, 50));
    Container other = Container.of(1, Region.box(0, 60, 100, 110));
    List<LabeledQuery> queries = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      Scene scene = Scene.of("scene" + i, List.of(drawer, other));
      queries.add(
          new LabeledQuery(
              new Query("q" + i, scene, i % 2 == 0 ? "whisk" : "<script>alert(3)</script>"),
              new Household("h" + i),
              Answer.container(0),
              Votes.NONE));
    }
    return Dataset.of(
        new DatasetInfo("small:eval", "sha256:small", QUERIES, true), queries::stream);
  }

  /** Its first {@code right} answers are right, the others wrong. */
  private static Submission submission(String id, String name, int right) throws IOException {
    Path made = Files.createDirectories(folder.resolve(id));
    StringBuilder csv = new StringBuilder("query,answer\n");
    for (int i = 0; i < QUERIES; i++) {
      csv.append("q" + i + "," + (i < right ? 0 : 1) + "\n");
    }
    Files.writeString(made.resolve("answers.csv"), csv);
    Files.writeString(
        made.resolve(Submission.FILE),
        """
        name: '%s'
        dataset: small:eval
        date: 2026-11-25
        data: []
        predictions: answers.csv
        contact: '%s'
        code: https://example.org/?a=b&c=d
        """
            .formatted(name, HOSTILE));
    return Submission.read(made);
  }

  private static Visit visit(Screen screen) {
    return BROWSER.visit(site.resolve("index.html").toUri(), screen);
  }

  @Test
  void theRankingLeadsToAnEntryAndBack() {
    try (Visit visit = visit(Screen.DESKTOP)) {
      Page page = visit.page();
      assertThat(page.locator("tbody tr")).satisfies(rows -> assertThat(rows.count()).isEqualTo(3));
      assertThat(page.locator("tbody .rank").allTextContents()).containsExactly("1-2", "1-2", "3");
      assertThat(page.locator(".note").textContent()).contains("Simulated households");
      assertThat(visit.barriers()).isEmpty();
      visit.screenshot("leaderboard");

      page.locator("tbody a").first().click();

      assertThat(page.locator("h1").textContent()).isEqualTo("Whisk finder");
      assertThat(page.locator(".lede").textContent())
          .contains("Rank 1-2 of 3", "Cannot be told apart");
      assertThat(page.locator(".badges svg").count()).isEqualTo(2);
      assertThat(visit.barriers()).isEmpty();
      visit.screenshot("leaderboard-entry");

      page.locator(".bar nav a").first().click();
      page.locator(".bar nav a").nth(1).click();

      assertThat(page.locator("h2").textContent()).isEqualTo("2026-11-25, rules of version 2");
    }
  }

  @Test
  void theRankingSortsByAnyColumnAndWithTheKeyboard() {
    try (Visit visit = visit(Screen.DESKTOP)) {
      Page page = visit.page();
      assertThat(page.locator("th[aria-sort]").getAttribute("aria-sort")).isEqualTo("descending");

      page.locator("thead button").filter(new Locator.FilterOptions().setHasText("Entry")).focus();
      page.keyboard().press("Enter");

      assertThat(page.locator("th[aria-sort]").textContent()).isEqualTo("Entry");
      assertThat(page.locator("th[aria-sort]").getAttribute("aria-sort")).isEqualTo("ascending");
      assertThat(page.locator("tbody .rank").allTextContents()).containsExactly("1-2", "3", "1-2");

      page.keyboard().press("Enter");

      assertThat(page.locator("tbody .rank").allTextContents()).containsExactly("1-2", "3", "1-2");
      assertThat(page.locator("th[aria-sort]").getAttribute("aria-sort")).isEqualTo("descending");
      assertThat(visit.barriers()).isEmpty();
    }
  }

  @Test
  void theRankingLeadsToEachEntrysQueriesAndSaysWhatIsUnknown() {
    try (Visit visit = visit(Screen.DESKTOP_DARK)) {
      Page page = visit.page();
      assertThat(page.locator("dl.about").textContent())
          .contains("small:eval", "simulated", "40", "consistent, version", "hit@1");
      assertThat(page.locator("tbody tr").first().locator(".unknown").allTextContents())
          .containsExactly("unknown", "unknown");

      page.locator("tbody td a").nth(1).click();

      assertThat(page.locator("tbody tr").count()).isEqualTo(40);
      assertThat(page.locator(".miss").count()).isEqualTo(12);
      assertThat(visit.barriers()).isEmpty();
      visit.screenshot("leaderboard-queries-dark");
    }
  }

  @Test
  void hostileTextsStayTexts() {
    // An alert, a script or a request would be a complaint, and closing the visit fails on those.
    try (Visit visit = visit(Screen.DESKTOP_DARK)) {
      Page page = visit.page();
      assertThat(page.locator("tbody th a").nth(1).textContent()).isEqualTo(HOSTILE);

      page.locator("tbody th a").nth(1).click();

      assertThat(page.locator("h1").textContent()).isEqualTo(HOSTILE);
      assertThat(page.locator("img").count()).isZero();
      assertThat(page.locator("script").count()).isEqualTo(1);
      assertThat(visit.barriers()).isEmpty();
      visit.screenshot("leaderboard-entry-dark");
    }
  }

  @Test
  void aPhoneNeedsNoScrollingSideways() {
    try (Visit visit = visit(Screen.PHONE)) {
      assertThat(visit.overflows()).isFalse();
      visit.screenshot("leaderboard-phone");
      assertThat(visit.barriers()).isEmpty();
      visit.page().locator("tbody th a").nth(2).click();
      assertThat(visit.overflows()).isFalse();
      visit.screenshot("leaderboard-entry-phone");
      visit.page().locator(".bar nav a").last().click();
      assertThat(visit.overflows()).isFalse();
      visit.screenshot("leaderboard-queries-phone");
    }
  }
}
