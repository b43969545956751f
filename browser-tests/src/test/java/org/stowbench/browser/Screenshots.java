package org.stowbench.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The pictures of the docs, of simulated kitchens alone: {@code results/screenshots} runs this, and
 * no build does.
 */
class Screenshots {

  @RegisterExtension static final Browser BROWSER = new Browser();

  /** Made by the script: the report, a study's and a label page's folder. */
  private static final Path MADE = Path.of(System.getProperty("screenshots.made"));

  private static final Path DOCS = Path.of(System.getProperty("screenshots.docs"));

  private static void save(Locator shown, String name) {
    shown.screenshot(new Locator.ScreenshotOptions().setPath(DOCS.resolve(name)));
  }

  private static void save(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(DOCS.resolve(name)));
  }

  @Test
  void report() {
    URI report = MADE.resolve("report.html").toUri();
    try (Visit visit = BROWSER.visit(report, Screen.DESKTOP)) {
      visit.page().setViewportSize(1280, 1000);
      save(visit.page(), "report-leaderboard.png");
      visit
          .page()
          .locator("#search")
          .fill("sim-1-000009#basting-brush"); // the kitchen of the README
      // It would stand across the picture.
      visit.page().evaluate("() => { document.querySelector('.bar').style.display = 'none'; }");
      save(visit.page().locator("#viewer"), "report-viewer.png");
    }
  }

  @Test
  void picturesForModels() {
    try (Visit visit = BROWSER.visit(MADE.resolve("marks.png").toUri(), Screen.DESKTOP)) {
      save(visit.page().locator("img"), "vision-marks.png");
    }
  }

  @Test
  void study() throws IOException, InterruptedException {
    ServingProcess study =
        new ServingProcess(
            MADE, "study", "--dataset", "sim:eval", "--out", "study", "--practice", "0");
    try (Visit visit = BROWSER.visit(study.address(), Screen.PHONE)) {
      Page page = visit.page();
      page.locator("#code").fill("p01");
      page.keyboard().press("Enter");
      page.locator("#agree").click();
      page.locator("#containers button").first().click();
      save(page, "study-page.png");
    } finally {
      study.close();
    }
  }

  @Test
  void label() throws IOException, InterruptedException {
    drawKitchen();
    ServingProcess label = new ServingProcess(MADE, "label", "kitchen", "--out", "my-home");
    try (Visit visit = BROWSER.visit(label.address(), Screen.DESKTOP)) {
      Page page = visit.page();
      box(page, 0, .06, .09, .24, .39);
      box(page, 1, .24, .09, .42, .39);
      box(page, 2, .06, .61, .28, .7);
      box(page, 3, .68, .61, .94, .7);
      page.locator("#item").fill("whisk");
      page.locator("#item").press("Enter");
      page.locator("[data-place='2']").click();
      save(page, "label-page.png");
    } finally {
      label.close();
    }
  }

  /** The page takes photos, not drawings. */
  private static void drawKitchen() {
    try (Visit visit = BROWSER.visit(MADE.resolve("kitchen.svg").toUri(), Screen.DESKTOP)) {
      save(visit.page().locator("svg").first(), MADE.resolve("kitchen/kitchen.png").toString());
    }
  }

  private static void box(
      Page page, int number, double left, double top, double right, double bottom) {
    page.locator("[data-tool=rectangle]").click();
    BoundingBox view = page.locator("#view").boundingBox();
    page.mouse().move(view.x + left * view.width, view.y + top * view.height);
    page.mouse().down();
    page.mouse().move(view.x + (left + right) / 2 * view.width, view.y + bottom * view.height);
    page.mouse().move(view.x + right * view.width, view.y + bottom * view.height);
    page.mouse().up();
    page.locator(".container").nth(number).waitFor();
  }
}
