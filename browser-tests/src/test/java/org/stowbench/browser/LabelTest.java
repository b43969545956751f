package org.stowbench.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.io.PhotoFiles;
import org.stowbench.label.HomePhotos;
import org.stowbench.label.LabelSite;
import org.stowbench.label.LabelledHome;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Truth;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.server.ServerSettings;
import org.stowbench.server.WebServer;
import org.stowbench.testing.OfficialData;

/**
 * The page of {@code stowbench label}, served by a process that is killed on the way, or by this
 * one where nothing is.
 */
class LabelTest {

  @RegisterExtension static final Browser BROWSER = new Browser();

  /** A name that would be markup. */
  private static final String HOSTILE = "<img src=x onerror=alert(1)>";

  private static final int PHOTOS = 5;

  @TempDir private Path folder;

  private ServingProcess serve() throws IOException {
    return new ServingProcess(folder, "label", "kitchen", "--out", "my-home");
  }

  /** The page without a process of its own, which takes seconds to start. */
  private Served here() throws IOException {
    HomePhotos photos = HomePhotos.in(folder.resolve("kitchen"), folder.resolve("my-home"));
    LabelledHome home =
        LabelledHome.open(folder.resolve("my-home"), photos.photos(), photo -> "kitchen");
    return new Served(home, LabelSite.serve(home, ServerSettings.onLoopback(0, 4), trouble -> {}));
  }

  private record Served(LabelledHome home, WebServer server) implements AutoCloseable {
    URI address() {
      return server.address();
    }

    @Override
    public void close() throws IOException {
      server.close();
      home.close();
    }
  }

  /** A box from one corner to another, in parts of the photo. */
  private static void drag(Page page, double left, double top, double right, double bottom) {
    Locator view = page.locator("#view");
    view.scrollIntoViewIfNeeded();
    BoundingBox box = view.boundingBox();
    page.mouse().move(box.x + left * box.width, box.y + top * box.height);
    page.mouse().down();
    page.mouse().move(box.x + (left + right) / 2 * box.width, box.y + bottom * box.height);
    page.mouse().move(box.x + right * box.width, box.y + bottom * box.height);
    page.mouse().up();
  }

  private static void tap(Page page, double x, double y) {
    Locator view = page.locator("#view");
    view.scrollIntoViewIfNeeded();
    BoundingBox box = view.boundingBox();
    page.mouse().move(box.x + x * box.width, box.y + y * box.height);
    page.mouse().down();
    page.mouse().up();
  }

  private static void touch(Page page, double x, double y) {
    Locator view = page.locator("#view");
    view.scrollIntoViewIfNeeded();
    BoundingBox box = view.boundingBox();
    page.touchscreen().tap(box.x + x * box.width, box.y + y * box.height);
  }

  private static void box(Page page, double left, double top, double right, double bottom) {
    int before = page.locator(".container").count();
    page.locator("[data-tool=rectangle]").click();
    drag(page, left, top, right, bottom);
    assertThat(page.locator(".container")).hasCount(before + 1);
  }

  private static void ask(Page page, String item) {
    page.locator("#item").fill(item);
    page.locator("#item").press("Enter");
  }

  private static void saved(Page page) {
    assertThat(page.locator("#saved")).hasText("Saved");
  }

  private static DatasetFolder dataset(Path folder) {
    return DatasetFolder.open(folder.resolve("my-home"));
  }

  private static List<LabeledQuery> queries(Path folder) {
    try (Stream<LabeledQuery> queries = dataset(folder).split("eval").queries()) {
      return queries.toList();
    }
  }

  private static Scene scene(Path folder, String id) {
    try (Stream<Scene> scenes = dataset(folder).scenes()) {
      return scenes.filter(scene -> scene.id().equals(id)).findFirst().orElseThrow();
    }
  }

  private void drawPhoto(String name, int width, int height) throws IOException {
    Path file = folder.resolve("kitchen").resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(
        new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
  }

  @Test
  @Tag("official")
  void fivePhotosAreLabelledThoughTheServerIsKilledAndRunWithoutAnotherTool() throws Exception {
    Path official = OfficialData.require().resolve("images/kitchen");
    Files.createDirectories(folder.resolve("kitchen"));
    try (Stream<Path> all = Files.list(official)) {
      for (Path photo : all.sorted().limit(PHOTOS).toList()) {
        Files.copy(photo, folder.resolve("kitchen").resolve(photo.getFileName()));
      }
    }
    try (ServingProcess label = serve();
        Visit visit = BROWSER.visit(label.address(), Screen.DESKTOP)) {
      Page page = visit.page();
      saved(page);
      for (int photo = 0; photo < PHOTOS; photo++) {
        assertThat(page.locator("#photos option:checked"))
            .containsText(photo + 1 + " of " + PHOTOS);
        box(page, .1, .1, .3, .3);
        box(page, .5, .5, .9, .8);
        if (photo == 2) {
          saved(page);
          label.kill();
          ask(page, "tea towel");
          page.locator("[data-place='1']").click();
          assertThat(page.locator("#message")).containsText("does not answer");
          assertThat(page.locator("#saved")).hasText("Not saved yet");
          label.start();
          saved(page);
        }
        ask(page, "whisk");
        tap(page, .7, .6);
        assertThat(page.locator("#items")).containsText("whisk: in 1");
        ask(page, "ladle");
        page.locator("[data-place=none]").click();
        assertThat(page.locator("#items")).containsText("ladle: in none of these");
        if (photo == 1) {
          page.locator("#undo").click();
          assertThat(page.locator("#items")).containsText("ladle: where?");
          saved(page);
          page.locator("#undo").click();
          assertThat(page.locator("#items")).not().containsText("ladle");
        }
        if (photo < PHOTOS - 1) {
          page.locator("#after").click();
        }
      }
      saved(page);
      visit.forgive(); // the browser's own complaint about a server that was away
    }
    assertThat(queries(folder)).hasSize(2 * PHOTOS);
    assertThat(queries(folder))
        .allMatch(query -> query.household().id().equals("kitchen"))
        .filteredOn(query -> query.query().item().equals("whisk"))
        .hasSize(PHOTOS)
        .allMatch(query -> query.truth().equals(Truth.in(1)));
    PhotoFiles copies = new PhotoFiles(folder.resolve("my-home"));
    try (Stream<Scene> scenes = dataset(folder).scenes()) {
      assertThat(scenes.toList())
          .hasSize(PHOTOS)
          .allMatch(scene -> scene.containers().size() == 2)
          .allMatch(
              scene -> copies.find(scene).flatMap(PhotoFiles.Found::size).equals(scene.size()));
    }
    ServingProcess.run(folder, "datasets", "validate", "my-home");
    assertThat(ServingProcess.run(folder, "run", "--dataset", "my-home", "--predictor", "largest"))
        .contains("largest");
  }

  @Test
  void outlinesMovesNamesAndUndoAreKeptAndTheSameCommandGoesOn() throws Exception {
    drawPhoto("a&b.png", 400, 300);
    try (ServingProcess label = serve()) {
      try (Visit visit = BROWSER.visit(label.address(), Screen.DESKTOP)) {
        Page page = visit.page();
        saved(page);
        box(page, .1, .1, .4, .4);
        page.locator("[data-tool=polygon]").click();
        for (double[] corner : new double[][] {{.6, .6}, {.9, .6}, {.8, .9}, {.6, .6}}) {
          tap(page, corner[0], corner[1]);
        }
        assertThat(page.locator(".container")).hasCount(2);
        page.locator(".container input").first().fill(HOSTILE);
        page.locator(".container input").first().press("Enter");
        ask(page, HOSTILE);
        page.locator("[data-place='0']").click();
        page.locator("[data-place='1']").click();
        assertThat(page.locator("#items")).containsText(HOSTILE + ": in 0 (" + HOSTILE + "), 1");
        saved(page);
        double before = scene(folder, "a&b.png").container(0).outline().bounds().left();
        page.locator("[data-tool=move]").click();
        tap(page, .25, .25);
        drag(page, .25, .25, .35, .25);
        saved(page);
        assertThat(scene(folder, "a&b.png").container(0).outline().bounds().left())
            .isGreaterThan(before + 20);
        page.keyboard().press("Control+z");
        saved(page);
        assertThat(scene(folder, "a&b.png").container(0).outline().bounds().left())
            .isEqualTo(before);
        page.locator("#redo").click();
        page.locator("#undo").click();
        // What was in a place that is gone is somewhere else, or nobody said where.
        page.getByLabel("Delete 0").click();
        assertThat(page.locator("#items")).containsText(HOSTILE + ": in 0");
        saved(page);
        assertThat(queries(folder).get(0).truth()).isEqualTo(Truth.in(0));
        page.locator("#undo").click();
        saved(page);
      }
      label.kill();
      label.start();
      try (Visit visit = BROWSER.visit(label.address(), Screen.PHONE)) {
        Page page = visit.page();
        assertThat(page.locator(".container")).hasCount(2);
        assertThat(page.locator("#items")).containsText(HOSTILE + ": in 0 (" + HOSTILE + "), 1");
        assertThat(page.locator("#view img")).hasCount(1);
        // What was undone before the page was closed and the server killed can still be repeated.
        page.locator("#redo").tap();
        assertThat(page.locator(".container")).hasCount(1);
        page.locator("#undo").tap();
        assertThat(page.locator(".container")).hasCount(2);
        page.locator("[data-tool=polygon]").tap();
        for (double[] corner : new double[][] {{.1, .6}, {.4, .6}, {.4, .9}, {.1, .6}}) {
          touch(page, corner[0], corner[1]);
        }
        assertThat(page.locator(".container")).hasCount(3);
        page.locator("#household").fill("grandma's");
        page.locator("#household").press("Enter");
        saved(page);
        page.reload();
        assertThat(page.locator("#household")).hasValue("grandma's");
        page.locator("#undo").tap();
        assertThat(page.locator("#household")).hasValue("kitchen");
        page.locator("#undo").tap();
        assertThat(page.locator(".container")).hasCount(2);
        page.locator("#redo").tap();
        page.locator("#redo").tap();
        assertThat(page.locator("#household")).hasValue("grandma's");
        saved(page);
      }
    }
    LabeledQuery query = queries(folder).get(0);
    assertThat(query.query().item()).isEqualTo(HOSTILE);
    assertThat(query.household().id()).isEqualTo("grandma's");
    assertThat(query.truth()).isEqualTo(Truth.in(0, 1));
    assertThat(query.query().scene().container(0).name()).contains(HOSTILE);
    Region outline = query.query().scene().container(1).outline();
    assertThat(outline.vertices()).hasSize(3);
  }

  @Test
  void theKeyboardAloneDrawsSizesNamesAndPlaces() throws Exception {
    drawPhoto("keys.png", 400, 300);
    try (Served label = here();
        Visit visit = BROWSER.visit(label.address(), Screen.DESKTOP)) {
      Page page = visit.page();
      saved(page);
      page.locator("#add-box").focus();
      page.keyboard().press("Enter");
      assertThat(page.locator(".container button").first()).isFocused();
      for (String key : List.of("ArrowLeft", "ArrowLeft", "ArrowUp", "Shift+ArrowRight")) {
        page.keyboard().press(key);
      }
      assertThat(page.locator("#where"))
          .hasText("From 38 % to 59 % of the width, 39 % to 59 % of the height");
      page.keyboard().press("Tab");
      page.keyboard().type("top drawer");
      page.keyboard().press("Enter");
      page.locator("#item").focus();
      page.keyboard().type("whisk");
      page.keyboard().press("Enter");
      page.keyboard().press("Tab"); // Ask where
      page.keyboard().press("Tab"); // the thing
      page.keyboard().press("Tab"); // delete it
      page.keyboard().press("Tab");
      page.keyboard().press("Space");
      assertThat(page.locator("#items")).containsText("whisk: in 0 (top drawer)");
      saved(page);
    }
    LabeledQuery query = queries(folder).get(0);
    assertThat(query.truth()).isEqualTo(Truth.in(0));
    assertThat(query.query().scene().container(0).name()).contains("top drawer");
    assertThat(query.query().scene().container(0).outline().bounds())
        .isEqualTo(new Region.Box(152, 117, 236, 177));
  }

  @Test
  void twoWindowsDoNotOverwriteEachOther() throws Exception {
    drawPhoto("one.png", 400, 300);
    try (Served label = here();
        Visit visit = BROWSER.visit(label.address(), Screen.DESKTOP)) {
      saved(visit.page());
      Page second = visit.page().context().newPage();
      second.navigate(label.address().toString());
      saved(second);
      box(second, .1, .1, .4, .4);
      saved(second);
      visit.page().bringToFront();
      visit.page().locator("[data-tool=rectangle]").click();
      drag(visit.page(), .5, .5, .9, .9);
      assertThat(visit.page().locator("#message")).containsText("changed in another window");
      assertThat(visit.page().locator(".container")).hasCount(0);
      visit.forgive(); // the browser's own complaint about the refusal
    }
  }

  @Test
  void aPhotoThatIsGoneIsNamedAndStopsNeitherThePageNorUndo() throws Exception {
    drawPhoto("a.png", 400, 300);
    drawPhoto("b.png", 400, 300);
    drawPhoto("c.png", 400, 300);
    try (Served label = here();
        Visit visit = BROWSER.visit(label.address(), Screen.DESKTOP)) {
      Page page = visit.page();
      saved(page);
      box(page, .1, .1, .4, .4);
      page.locator("#after").click();
      assertThat(page.locator("#photos option:checked")).containsText("2 of 3");
      box(page, .1, .1, .4, .4);
      page.locator("#after").click();
      assertThat(page.locator("#photos option:checked")).containsText("3 of 3");
      // A name that turns the direction does not turn what stands behind it.
      ask(page, "\u202ewhisk");
      assertThat(page.locator("#items")).containsText("\u2068\u202ewhisk\u2069: where?");
      saved(page);
      Files.delete(folder.resolve("kitchen/b.png"));

      page.locator("#undo").click();
      page.locator("#undo").click();
      assertThat(page.locator("#message")).containsText("b.png cannot be shown");
      page.locator("#photos").selectOption("1");
      assertThat(page.locator("#photos")).hasValue("2");
      page.locator("#undo").click();
      assertThat(page.locator("#photos")).hasValue("0");
      assertThat(page.locator(".container")).hasCount(0);
      assertThat(page.locator("#undo")).isDisabled();
      saved(page);

      Files.delete(folder.resolve("kitchen/a.png"));
      page.reload();
      assertThat(page.locator("#photos")).hasValue("2");
      assertThat(page.locator("#message")).containsText("b.png cannot be shown");
      visit.forgive(); // the browser's own complaint about the refusals
    }
  }

  @ParameterizedTest
  @EnumSource(Screen.class)
  void isReadableAndFitsOnEveryScreenAndHasNoBarrier(Screen screen) throws Exception {
    drawPhoto("kitchen with a long name that has to be cut somewhere.png", 600, 400);
    drawPhoto("other.png", 300, 400);
    String name = screen.name().toLowerCase(Locale.ROOT);
    try (Served label = here();
        Visit visit = BROWSER.visit(label.address(), screen)) {
      Page page = visit.page();
      saved(page);
      box(page, .1, .1, .4, .4);
      box(page, .5, .1, .9, .4);
      ask(page, "whisk");
      page.locator("[data-place='1']").click();
      assertThat(visit.barriers()).isEmpty();
      assertThat(visit.overflows()).isFalse();
      for (Locator target : page.locator("button:visible, input:visible, select:visible").all()) {
        assertThat(target.boundingBox().height).isGreaterThanOrEqualTo(44);
        assertThat(target.boundingBox().width).isGreaterThanOrEqualTo(44);
      }
      visit.screenshot("label-" + name);
    }
  }
}
