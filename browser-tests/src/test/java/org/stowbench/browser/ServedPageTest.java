package org.stowbench.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stowbench.datasets.sim.SimulatedSplit;
import org.stowbench.io.ImageBytes;
import org.stowbench.io.Json;
import org.stowbench.io.SceneJson;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;
import org.stowbench.server.Access;
import org.stowbench.server.AccessToken;
import org.stowbench.server.SceneLibrary;
import org.stowbench.server.ServedPredictor;
import org.stowbench.server.ServerSettings;
import org.stowbench.server.StowbenchServer;
import org.stowbench.testing.TestKitchens;

/** The page of {@code stowbench serve}, over simulated kitchens. */
class ServedPageTest {

  @RegisterExtension static final Browser BROWSER = new Browser();

  private static final String IN_VAIN =
      "what is known of a household is not used by this predictor";

  @TempDir private static Path folder;
  private static StowbenchServer server;

  @BeforeAll
  static void serve() {
    server = serve(ServerSettings.onLoopback(0, 2), Optional.empty());
  }

  private static StowbenchServer serve(ServerSettings settings, Optional<ImageBytes> photo) {
    List<Scene> scenes;
    try (Stream<LabeledQuery> queries = SimulatedSplit.eval().queries()) {
      scenes = queries.limit(3).map(labeled -> labeled.query().scene()).toList();
    }
    return StowbenchServer.start(
        settings,
        List.of(served("rules"), served("largest"), served("random")),
        new SceneLibrary() {
          @Override
          public String name() {
            return "sim:eval";
          }

          @Override
          public List<Scene> scenes() {
            return scenes;
          }

          @Override
          public List<String> items() {
            return List.of("Spices", "Whisk");
          }

          @Override
          public Optional<ImageBytes> photo(Scene scene) {
            return photo;
          }
        },
        message -> {});
  }

  private static ServedPredictor served(String name) {
    return new ServedPredictor(
        name,
        name,
        Predictors.installed()
            .create(name, new HostEnvironment(folder, 1, Optional.empty(), Optional.empty())));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Screen.class)
  void showsAnAnswerAtOnceOnEveryScreen(Screen screen) {
    try (Visit visit = BROWSER.visit(server.address(), screen)) {
      assertThat(visit.page().locator("#answers li")).hasCount(6);
      assertThat(visit.page().locator("#picture .ranked").count()).isPositive();
      assertThat(visit.overflows()).isFalse();
      assertThat(visit.barriers()).isEmpty();
      visit.screenshot("serve-" + screen.name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  @Test
  void answersAnotherItemInAnotherSceneByTheKeyboardAlone() {
    try (Visit visit = BROWSER.visit(server.address(), Screen.DESKTOP)) {
      Page page = visit.page();
      assertThat(page.locator("#answers li")).hasCount(6);
      page.locator("#item").fill("Spices");
      page.keyboard().press("Enter");
      assertThat(page.locator("#wanted")).hasText("Spices");
      page.keyboard().press("Tab");
      page.keyboard().press("ArrowDown");
      assertThat(page.locator("#caption")).containsText("sim-1-000001");
      // The new scene is there before its answers are: until then, the old ones are.
      assertThat(page.locator("#message")).containsText("says:");
      page.locator(".answer").first().focus();
      assertThat(page.locator(".answer").first()).hasAttribute("aria-pressed", "true");
      assertThat(page.locator("#picture .chosen").count()).isPositive();
    }
  }

  @Test
  void asksForTheTokenOfAServerThatHasOneAndShowsItWithEveryRequest() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", png);
    Access access =
        new Access(Optional.of(AccessToken.of("a-token-of-some-length")), Set.of(), false);
    ServerSettings settings = ServerSettings.onLoopback(0, 1).withHost("127.0.0.1", access);
    try (StowbenchServer guarded =
            serve(settings, Optional.of(new ImageBytes("image/png", png.toByteArray())));
        Visit visit = BROWSER.visit(guarded.address(), Screen.PHONE)) {
      Page page = visit.page();
      assertThat(page.locator("#message")).hasText("this server answers who knows its token");
      page.locator("#token").fill("not-the-token-at-all");
      page.keyboard().press("Enter");
      assertThat(page.locator("#entry")).isVisible();
      page.locator("#token").fill("a-token-of-some-length");
      page.keyboard().press("Enter");
      assertThat(page.locator("#answers li")).hasCount(6);
      assertThat(page.locator("#entry")).isHidden();
      assertThat(page.locator("#picture.photo image")).hasCount(1);
      assertThat(visit.complaints()).allMatch(text -> text.contains("401"));
      visit.forgive();
    }
  }

  @Test
  void asksTheOtherPredictor() {
    try (Visit visit = BROWSER.visit(server.address(), Screen.PHONE)) {
      visit.page().locator("#predictor").selectOption("largest");
      assertThat(visit.page().locator("#message")).hasText("largest says:");
      assertThat(visit.page().locator(".percent")).hasCount(0);
    }
  }

  @Test
  void aHomeWithoutAPhotoIsAListAndTakesWhatIsKnownByName() throws IOException {
    Path file = folder.resolve("home.json");
    Files.writeString(
        file,
        """
        {"id": "home", "containers": [{"id": 0, "name": "oven"},
         {"id": 1, "name": "<b>top drawer</b>", "room": "hall"}]}
        """);
    try (Visit visit = BROWSER.visit(server.address(), Screen.PHONE)) {
      Page page = visit.page();
      assertThat(page.locator("#answers li")).hasCount(6);
      page.locator("#predictor").selectOption("random");
      page.locator("#upload").setInputFiles(file);
      assertThat(page.locator("#places .place"))
          .hasText(new String[] {"oven", "<b>top drawer</b>, hall"});
      assertThat(page.locator("#picture")).isHidden();
      assertThat(page.locator("#places .mark")).hasCount(2);
      page.locator("#known").fill("spoon=attic");
      page.keyboard().press("Enter");
      assertThat(page.locator("#message"))
          .containsText("spoon=attic: must be one container's number");
      page.locator("#known").fill("spoon=Oven, pot=not_here");
      page.keyboard().press("Enter");
      assertThat(page.locator("#message")).hasText("random says (careful: " + IN_VAIN + "):");
      assertThat(visit.overflows()).isFalse();
    }
  }

  @Test
  void anItemIsKnownToBeInTheContainerThatIsClicked() {
    try (Visit visit = BROWSER.visit(server.address(), Screen.DESKTOP)) {
      Page page = visit.page();
      assertThat(page.locator("#answers li")).hasCount(6);
      page.locator("#known").fill("pot=not_here, spoon");
      page.locator("#picture [data-container='4']").dispatchEvent("click");
      assertThat(page.locator("#known")).hasValue("pot=not_here, spoon=4");
      page.locator("#picture [data-container='3']").dispatchEvent("click");
      assertThat(page.locator("#known")).hasValue("pot=not_here, spoon=4");
      assertThat(page.locator("#message")).hasText("rules says (careful: " + IN_VAIN + "):");
      page.locator("#item").fill("Spoon");
      page.keyboard().press("Enter");
      assertThat(page.locator("#message"))
          .hasText(
              "rules says (careful: where the Spoon itself is was left out of what is known; "
                  + IN_VAIN
                  + "):");
    }
  }

  @Test
  void showsAnUploadedSceneWithAllItsTextsAsText() throws IOException {
    String hostile = "<img src=x onerror=alert(1)>";
    Scene row = TestKitchens.row(hostile, 3);
    Scene scene =
        Scene.of(row.id(), row.containers().stream().map(c -> c.labelled(hostile, 1)).toList());
    Path file = folder.resolve("scene.json");
    Files.writeString(file, Json.line(SceneJson.write(scene)));
    try (Visit visit = BROWSER.visit(server.address(), Screen.DESKTOP)) {
      Page page = visit.page();
      assertThat(page.locator("#answers li")).hasCount(6);
      page.locator("#item").fill(hostile);
      page.locator("#upload").setInputFiles(file);
      assertThat(page.locator("#wanted")).hasText(hostile);
      assertThat(page.locator("#picture .container")).hasCount(3);
      assertThat(page.locator("#answers li")).hasCount(4);
      assertThat(page.locator("img")).hasCount(0);
    }
  }

  @Test
  void saysWhatIsWrongWithAnUploadedFileAndKeepsTheScene() throws IOException {
    Path file = folder.resolve("broken.json");
    Files.writeString(file, "{\"id\": \"x\", \"containers\": [{\"id\": 0, \"region\": 7}]}");
    try (Visit visit = BROWSER.visit(server.address(), Screen.DESKTOP)) {
      Page page = visit.page();
      assertThat(page.locator("#answers li")).hasCount(6);
      page.locator("#upload").setInputFiles(file);
      assertThat(page.locator("#message"))
          .hasText("broken.json: scene.containers[0].region: expected a list, found 7");
      assertThat(page.locator("#caption")).containsText("sim-1-000000");
      assertThat(visit.complaints()).allMatch(text -> text.contains("400"));
      visit.forgive();
    }
  }
}
