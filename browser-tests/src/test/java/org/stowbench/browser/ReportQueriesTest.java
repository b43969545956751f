package org.stowbench.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.report.Conversations;
import org.stowbench.report.HtmlReport;
import org.stowbench.report.Photos;
import org.stowbench.report.ReportedRuns;
import org.stowbench.report.SampleRuns;
import org.stowbench.run.RunFolder;

/** The report's table of queries, kinds of misses and notes, as someone uses them. */
class ReportQueriesTest {

  @RegisterExtension static final Browser BROWSER = new Browser();

  @TempDir static Path folder;

  private static URI report;

  @BeforeAll
  static void writeReport() throws IOException {
    ReportedRuns runs =
        ReportedRuns.read(
            SampleRuns.make(folder.resolve("runs")), info -> SampleRuns.dataset(), label -> {});
    Path page = folder.resolve("report.html");
    try (OutputStream out = Files.newOutputStream(page)) {
      new HtmlReport(runs, List.of(), Photos.NONE, Conversations.NONE).writeTo(out);
    }
    report = page.toUri();
  }

  private static Visit visit(String hash) {
    return BROWSER.visit(URI.create(report + hash), Screen.DESKTOP);
  }

  private static Locator cells(Page page, String heading) {
    List<String> heads = page.locator("#listing thead th").allTextContents();
    int column =
        heads.stream().filter(h -> h.startsWith(heading)).map(heads::indexOf).findFirst().get();
    return page.locator("#listing tbody tr > :nth-child(" + (column + 1) + ")");
  }

  private static void sortBy(Page page, String heading) {
    page.locator("#listing thead button", new Page.LocatorOptions().setHasText(heading)).click();
  }

  @Test
  void aPartOfABarShowsTheQueriesOfThatKind() {
    try (Visit visit = visit("")) {
      Page page = visit.page();
      Locator chart = page.locator("#misses .chart");
      chart.scrollIntoViewIfNeeded();
      BoundingBox box = chart.boundingBox();
      // The last bar, of who answers nothing or "not here"; its first part.
      page.mouse()
          .click(box.x + Math.min(280, box.width * 0.42) + 20, box.y + box.height - 46 - 15);

      assertThat(page.locator("#of-miss")).hasValue("0");
      assertThat(page.locator("#of-predictor")).hasValue("3");
      assertThat(page.locator("#rows")).hasText("1 to 8 of 8 queries");
      assertThat(cells(page, "kind of miss").allTextContents()).containsOnly("no answer");

      page.locator("#of-miss").selectOption("1");
      assertThat(page.locator("#rows")).hasText("1 to 8 of 8 queries");
      assertThat(cells(page, "kind of miss").allTextContents()).containsOnly("said not here");
      assertThat(page.locator(".answer.chosen .detail").textContent()).contains("said not here");

      // Of answers that are liked equally, each counts.
      page.keyboard().press("Escape");
      page.locator("#of-predictor").selectOption("2");
      page.locator("#of-miss").selectOption("-1");
      assertThat(cells(page, "kind of miss").allTextContents())
          .anySatisfy(kind -> assertThat(kind).contains(" or "));
    }
  }

  @Test
  void theTableIsSortedPagedAndKeptInTheAddress() {
    try (Visit visit = visit("")) {
      Page page = visit.page();
      assertThat(page.locator("#rows")).hasText("1 to 10 of 16 queries");
      page.locator("#page-next").click();
      assertThat(page.locator("#rows")).hasText("11 to 16 of 16 queries");

      sortBy(page, "query");
      sortBy(page, "query");
      assertThat(cells(page, "query").first().textContent()).isEqualTo("whisk-7");
      assertThat(page.locator("#listing th[aria-sort]")).hasAttribute("aria-sort", "descending");
      assertThat(page.evaluate("() => document.activeElement.textContent")).isEqualTo("query");

      page.locator("#listing .columns summary").click();
      page.locator("#listing .boxes label", new Page.LocatorOptions().setHasText("household"))
          .click();
      page.locator("#which").selectOption("wrong");
      assertThat(page.locator("#rows")).hasText("1 to 7 of 7 queries");
      page.locator("#listing tbody a").nth(1).click();
      page.waitForURL(
          Pattern.compile(".*#query=whisk-6&which=wrong&sort=-query&columns=.*household.*"));
      String address = page.url();

      page.keyboard().press("ArrowRight");
      page.waitForURL(Pattern.compile(".*#query=whisk-5.*"));
      page.navigate("about:blank");
      page.navigate(address);
      assertThat(page.locator("#position")).hasText("2 of 7: Whisk");
      assertThat(page.locator("#listing tr[aria-current]")).containsText("whisk-6");
      assertThat(cells(page, "household").first().textContent()).isEqualTo("home-7");
    }
  }

  @Test
  void theSearchAsksColumns() {
    try (Visit visit = visit("")) {
      Page page = visit.page();
      for (String[] asked :
          new String[][] {
            {"item:whisk", "8"},
            {"rank>1", "7"},
            {"Rank > 1", "7"},
            {"item:\"whi", "8"},
            {"rank>=1 item=whisk", "8"},
            {"D:\"no answer\" whisk", "0"},
            {"D:\"no answer\" home-3", "1"},
            {"truth:\"not here\"", "1"},
            {"D:\"container 0\"", "0"},
            {"A:\"container 0\"", "8"},
            {"luck>1", "0"},
          }) {
        page.locator("#search").fill(asked[0]);
        assertThat(page.locator("#rows"))
            .hasText(
                Pattern.compile(
                    asked[1].equals("0") ? "No query fits." : "of " + asked[1] + " quer(y|ies)$"));
      }
      assertThat(page.locator("#rows")).containsText("There is no column “luck”");
      page.locator("#search").fill("rank>few");
      assertThat(page.locator("#rows")).containsText("“few” is no number");
    }
  }

  @Test
  void aNameThatTurnsTheDirectionOfWritingTurnsNoSentence() throws IOException {
    Path made = folder.resolve("turning");
    List<RunFolder> runs = new ArrayList<>(SampleRuns.make(made));
    runs.add(SampleRuns.turning(made));
    Path page = folder.resolve("turning.html");
    try (OutputStream out = Files.newOutputStream(page)) {
      new HtmlReport(
              ReportedRuns.read(runs, info -> SampleRuns.dataset(), label -> {}),
              List.of(),
              Photos.NONE,
              Conversations.NONE)
          .writeTo(out);
    }
    try (Visit visit = BROWSER.visit(page.toUri(), Screen.DESKTOP)) {
      assertThat(visit.page().locator("#lede").textContent()).doesNotContain("\u202e");
      assertThat(visit.page().locator(".sentences li").allTextContents())
          .noneMatch(sentence -> sentence.contains("\u202e"))
          .anyMatch(sentence -> sentence.contains("note= rules"));
    }
  }

  @Test
  void anAddressThatMeansNothingHereShowsAllQueries() {
    try (Visit visit =
        visit("#which=toString&miss=luck&sort=none&columns=,x&predictor=Z&item=%FF")) {
      assertThat(visit.page().locator("#rows")).hasText("1 to 10 of 16 queries");
    }
  }

  @Test
  void aNoteIsKeptSavedAndLoadedAndWantsToRunInVain() throws IOException {
    String words = "=HYPERLINK(\"x\"), " + SampleRuns.HOSTILE + "\u202e";
    try (Visit visit = visit("#query=whisk-3")) {
      Page page = visit.page();
      page.locator("#next").focus();
      page.keyboard().press("n");
      page.locator("#note").fill(words);
      assertThat(cells(page, "note").allTextContents()).contains(words);
      page.keyboard().press("Escape");
      page.keyboard().press("ArrowRight");
      assertThat(page.locator("#note")).hasValue("");

      page.reload();
      page.locator("#which").selectOption("noted");
      assertThat(page.locator("#rows")).hasText("1 to 1 of 1 query");
      assertThat(page.locator("#note")).hasValue(words);
      assertThat(visit.barriers()).isEmpty();
      assertThat(visit.overflows()).isFalse();
      visit.screenshot("report-notes");

      Download table = page.waitForDownload(() -> page.locator("#save-table").click());
      assertThat(table.suggestedFilename()).isEqualTo("test-kitchens-queries.csv");
      assertThat(Files.readString(table.path()))
          .startsWith("predictor,query,item,")
          .contains("\"'=HYPERLINK(\"\"x\"\"), </script>", "\\u202e")
          .doesNotContain("\u202e")
          .hasLineCount(2);

      Path saved = page.waitForDownload(() -> page.locator("#save-notes").click()).path();
      String file = Files.readString(saved);
      page.evaluate("() => localStorage.clear()");
      page.reload();
      assertThat(page.locator("#save-notes")).isDisabled();

      load(page, file.replace("test:<kitchens>", "other:kitchens"));
      assertThat(page.locator("#notes-said")).containsText("nothing was added");
      load(page, "{");
      assertThat(page.locator("#notes-said")).containsText("no file of notes");
      load(page, file.replace("\"whisk-3\"", "\"gone\""));
      assertThat(page.locator("#notes-said"))
          .hasText("0 notes added, 1 on queries that are not in this page left out.");
      load(page, file);
      assertThat(page.locator("#notes-said")).hasText("1 note added.");
      load(page, file);
      assertThat(page.locator("#notes-said")).hasText("0 notes added, 1 were here.");
      assertThat(page.locator("#save-notes")).isEnabled();

      assertThat(page.locator("img, iframe, object").count()).isZero();
      assertThat(page.evaluate("() => window.hacked === undefined")).isEqualTo(true);
    }
  }

  private static void load(Page page, String file) {
    page.locator("#notes-file")
        .setInputFiles(
            new FilePayload(
                "notes.json", "application/json", file.getBytes(StandardCharsets.UTF_8)));
  }
}
