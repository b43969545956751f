package org.stowbench.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.io.Json;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictions.ResponseFile;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.study.StudyStatus;
import org.stowbench.testing.TestKitchens;

/** The page of {@code stowbench study}, served by a process that is killed on the way. */
class StudyTest {

  @RegisterExtension static final Browser BROWSER = new Browser();

  /** A name that would be markup. */
  private static final String HOSTILE = "<img src=x onerror=alert(1)>";

  private static final int QUESTIONS = 6;
  private static final int STEPS = 1 + QUESTIONS + 2;

  @TempDir private static Path folder;
  private static ServingProcess study;

  @BeforeAll
  static void serve() throws IOException {
    try (DatasetWriter writer = DatasetWriter.create(folder.resolve("asked"))) {
      List<LabeledQuery> queries = new ArrayList<>();
      for (int i = 0; i < QUESTIONS; i++) {
        queries.add(
            TestKitchens.query(
                "q" + i,
                TestKitchens.row("row" + i, 4),
                i == 0 ? HOSTILE : "thing " + i,
                "home" + i,
                Answer.container(i % 4)));
      }
      Scene row = TestKitchens.row("other", 3);
      Scene labelled =
          new Scene(
              "other",
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              row.containers().stream().map(c -> c.labelled("drawer", 1)).toList(),
              List.of(new Anchor("sink", Region.box(0, 60, 40, 90), OptionalDouble.of(1))),
              Optional.empty());
      LabeledQuery practice = TestKitchens.query("p", labelled, "cup", "else", Answer.NOT_HERE);
      for (LabeledQuery query : queries) {
        writer.scene(query.query().scene());
        writer.query(query, "eval");
      }
      writer.scene(practice.query().scene());
      writer.query(practice, "dev");
      writer.commit(
          new DatasetDescription(
              "asked", "Rows", "", "Apache-2.0", "none", Json.object(), false, "eval"));
    }
    study = serve(folder, "--practice", "1", "--checks", "2");
  }

  /** Serves a study of the dataset {@code asked} in a folder. */
  private static ServingProcess serve(Path in, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("study", "--dataset", "asked:eval", "--out", "study"));
    command.addAll(List.of(options));
    return new ServingProcess(in, command.toArray(String[]::new));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (study != null) {
      study.close();
    }
  }

  private static void begin(Page page, String code) {
    page.locator("#code").fill(code);
    page.keyboard().press("Enter");
    assertThat(page.locator("#terms p").first()).isVisible();
    page.locator("#agree").click();
    assertThat(page.locator("#progress")).hasText(progress(0));
  }

  private static String progress(int step) {
    return step == 0 ? "Practice, does not count: 1 of 1" : step + " of " + (STEPS - 1);
  }

  /** Answers a step with a place that depends on what is asked, by a tap on it. */
  private static void answer(Page page, int step) {
    assertThat(page.locator("#progress")).hasText(progress(step));
    int place = place(page);
    page.locator("#overlay [data-container='" + place + "']").click();
    assertThat(page.locator("#chosen")).hasText(Integer.toString(place));
    page.locator("#next").click();
  }

  private static int place(Page page) {
    return Math.floorMod(page.locator("#asked").textContent().hashCode(), 3);
  }

  private static Dataset dataset() {
    return DatasetFolder.open(folder.resolve("asked")).split("eval");
  }

  private static StudyStatus.Progress progressOf(String code) {
    return StudyStatus.read(folder.resolve("study"), design -> dataset()).participants().stream()
        .filter(progress -> progress.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void twoPeopleAnswerToTheEndThoughTheServerIsKilledTwice() throws Exception {
    try (Visit ada = BROWSER.visit(study.address(), Screen.PHONE);
        Visit bob = BROWSER.visit(study.address(), Screen.DESKTOP)) {
      begin(ada.page(), "ada-1");
      begin(bob.page(), "Bob-2");
      for (int step = 0; step < STEPS; step++) {
        answer(ada.page(), step);
        if (step == 2 || step == 5) {
          // Whoever sees the next question has lost nothing.
          assertThat(ada.page().locator("#progress")).hasText(progress(step + 1));
          study.kill();
          assertThat(StudyStatus.read(folder.resolve("study"), design -> dataset()).participants())
              .isNotEmpty();
          // What is sent while nobody listens is said, stays on the page, and is sent again.
          bob.page().locator("#none").click();
          bob.page().locator("#next").click();
          assertThat(bob.page().locator("#message")).containsText("Nothing is lost");
          study.start();
        }
        answer(bob.page(), step);
      }
      for (Visit visit : List.of(ada, bob)) {
        assertThat(visit.page().locator("#done h2")).hasText("Thank you!");
        visit.forgive(); // the browser's own complaint about a server that was away
      }
    }
    for (String code : List.of("ada-1", "bob-2")) {
      StudyStatus.Progress progress = progressOf(code);
      assertThat(progress.answered()).isEqualTo(QUESTIONS);
      assertThat(progress.checks()).isEqualTo(2);
      assertThat(progress.same()).isEqualTo(2);
      List<String> answered = new ArrayList<>();
      ResponseFile.of(folder.resolve("study/predictions/" + code + ".jsonl"))
          .read(QueryIndex.of(dataset()), (person, prediction) -> answered.add(prediction.query()));
      assertThat(answered).hasSize(QUESTIONS);
      assertThat(new TreeSet<>(answered)).hasSize(QUESTIONS);
    }
  }

  @Test
  void aCodeLeadsBackAndASecondWindowDoublesNothing() throws IOException {
    try (Visit first = BROWSER.visit(study.address(), Screen.DESKTOP)) {
      begin(first.page(), "two-tabs");
      answer(first.page(), 0);
      assertThat(first.page().locator("#progress")).hasText(progress(1));
      String item = first.page().locator("#asked").textContent();
      Page second = first.page().context().newPage();
      second.navigate(first.page().url());
      assertThat(second.locator("#progress")).hasText(progress(1));
      assertThat(second.locator("#asked")).hasText(item);
      answer(second, 1);
      assertThat(second.locator("#progress")).hasText(progress(2));
      // The first window still shows what was answered in the second.
      first.page().locator("#unknown").click();
      first.page().locator("#next").click();
      assertThat(first.page().locator("#message")).containsText("answered already");
      assertThat(first.page().locator("#progress")).hasText(progress(2));
    }
    StudyStatus.Progress progress = progressOf("two-tabs");
    assertThat(progress.answered()).isEqualTo(1);
    assertThat(progress.unknown()).isZero();
  }

  @Test
  void theKeyboardAloneAnswersWithASecondChoiceAndHowSure() throws IOException {
    try (Visit visit = BROWSER.visit(study.address(), Screen.DESKTOP)) {
      Page page = visit.page();
      begin(page, "keys");
      assertThat(page.locator("#asked")).isFocused();
      page.keyboard().press("Tab");
      page.keyboard().press("ArrowRight");
      page.keyboard().press("Space");
      assertThat(page.locator("#chosen")).hasText("1");
      page.keyboard().press("Tab"); // in none of these
      page.keyboard().press("Tab"); // I don't know
      page.keyboard().press("Tab");
      page.keyboard().press("Enter"); // opens second choice and how sure
      page.locator("#slots .slot:nth-child(2) button").first().press("Enter");
      page.locator("#none").press("Enter");
      assertThat(page.locator("#chosen")).hasText("1, In none of these");
      page.locator("#sure input").nth(3).press("Space");
      page.locator("#next").press("Enter");
      assertThat(page.locator("#progress")).hasText(progress(1));
    }
    assertThat(Files.readString(folder.resolve("study/answers.jsonl")))
        .contains("\"ranking\":[{\"container\":1},{\"not_here\":true}]", "\"sure\":4");
  }

  @Test
  void aSearchOpensOnePlaceAfterTheOtherAndGoesOnAfterAKill() throws Exception {
    Path here = Files.createDirectories(folder.resolve("searching"));
    Files.createSymbolicLink(here.resolve("asked"), folder.resolve("asked"));
    try (ServingProcess searching =
            serve(here, "--mode", "search", "--practice", "0", "--limit", "2");
        Visit visit = BROWSER.visit(searching.address(), Screen.PHONE)) {
      Page page = visit.page();
      page.locator("#code").fill("finder");
      page.keyboard().press("Enter");
      page.locator("#agree").click();
      assertThat(page.locator("#unknown")).isHidden();
      page.locator("#overlay [data-container='3']").click();
      assertThat(page.locator("#seen li")).hasText("3: empty, as far as we know");
      assertThat(visit.barriers()).isEmpty();
      searching.kill();
      searching.start();
      page.locator("#containers [data-container='2']").click();
      assertThat(page.locator("#seen li")).hasCount(2);
      page.locator("#next").click();
      assertThat(page.locator("#message")).containsText("Open places until you find it");
      // The items are in the first place of one scene, and in the second of the other.
      page.locator("#containers [data-container='0']").click();
      assertThat(page.locator("#seen li")).hasCount(3);
      if (!page.locator("#seen li").last().textContent().contains("here it is")) {
        page.locator("#containers [data-container='1']").click();
      }
      assertThat(page.locator("#seen li").last()).containsText("here it is");
      visit.screenshot("study-search");
      page.locator("#next").click();
      assertThat(page.locator("#progress")).hasText("2 of 2");
      page.locator("#none").click();
      page.locator("#next").click();
      assertThat(page.locator("#done h2")).isVisible();
      visit.forgive(); // the browser's own complaint about a server that was away
    }
    assertThat(Files.readString(here.resolve("study/predictions/finder.jsonl")))
        .contains("\"end\":\"found\"", "[{\"not_here\":true}]", "\"end\":\"gave_up\"");
  }

  @ParameterizedTest
  @EnumSource(Screen.class)
  void isReadableAndFitsOnEveryScreenAndHasNoBarrier(Screen screen) {
    String name = screen.name().toLowerCase(Locale.ROOT);
    try (Visit visit = BROWSER.visit(study.address(), screen)) {
      Page page = visit.page();
      assertThat(page.locator("#code")).isVisible();
      assertThat(visit.barriers()).isEmpty();
      begin(page, "see-" + name.replace('_', '-'));
      assertThat(visit.barriers()).isEmpty();
      page.locator("summary").click();
      page.locator("#containers button").nth(1).click();
      assertThat(visit.barriers()).isEmpty();
      assertThat(visit.overflows()).isFalse();
      for (Locator target : page.locator("#question button:visible, summary").all()) {
        assertThat(target.boundingBox().height).isGreaterThanOrEqualTo(44);
        assertThat(target.boundingBox().width).isGreaterThanOrEqualTo(44);
      }
      visit.screenshot("study-" + name);
      page.locator("#pause").click();
      assertThat(page.locator("#paused-how")).containsText("see-" + name.replace('_', '-'));
      assertThat(visit.barriers()).isEmpty();
      page.locator("#resume").click();
      assertThat(page.locator("#chosen")).hasText("1");
    }
  }

  @Test
  void speaksGermanAndTakesEveryTextAsText() {
    try (Visit visit = BROWSER.visit(study.address(), Screen.PHONE)) {
      Page page = visit.page();
      begin(page, "deutsch");
      assertThat(page.locator("#containers button").first())
          .hasAttribute("aria-label", "0: drawer, middle left, near the sink");
      page.locator("#language").selectOption("de");
      assertThat(page.locator("#next")).hasText("Weiter");
      assertThat(page.locator("html")).hasAttribute("lang", "de");
      assertThat(page.locator("#containers button").first())
          .hasAttribute("aria-label", "0: Schublade, links in der Mitte, in der Nähe: Spüle");
      for (int step = 0; step < STEPS; step++) {
        page.locator("#unknown").click();
        page.locator("#next").click();
        if (step < STEPS - 1) {
          assertThat(page.locator("#progress")).containsText(step + 1 + " von " + (STEPS - 1));
        }
        // The picture alone is an image.
        assertThat(page.locator("img")).hasCount(1);
      }
      assertThat(page.locator("#done h2")).hasText("Vielen Dank!");
    }
  }
}
