package org.stowbench.browser;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A headless Chromium, the one that is installed; where none is, the tests are skipped. It is
 * started once for all test classes.
 *
 * <pre>{@code
 * @RegisterExtension static final Browser BROWSER = new Browser();
 *
 * try (Visit visit = BROWSER.visit(report.toUri(), Screen.PHONE)) {
 *   assertThat(visit.page().locator("h1").textContent()).isEqualTo("...");
 * }
 * }</pre>
 */
final class Browser implements BeforeAllCallback {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private Started started;

  @Override
  public void beforeAll(ExtensionContext context) {
    Optional<Path> chromium = installed();
    Assumptions.assumeTrue(
        chromium.isPresent(), "skipped: none of " + NAMES + " is installed on the PATH");
    started =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(Browser.class))
            .getOrComputeIfAbsent(
                Started.class, key -> Started.start(chromium.get()), Started.class);
  }

  private static Optional<Path> installed() {
    return Arrays.stream(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Opens a page, on a screen. */
  Visit visit(URI address, Screen screen) {
    return new Visit(started.chromium().newContext(screen.options()), address);
  }

  /** JUnit closes it after the last test. */
  private record Started(Playwright playwright, com.microsoft.playwright.Browser chromium)
      implements AutoCloseable {

    static Started start(Path executable) {
      // A machine that builds something else beside this is slow, but right.
      PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
      Playwright playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      return new Started(
          playwright,
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(executable)
                      .setArgs(
                          List.of(
                              "--no-sandbox",
                              "--disable-gpu",
                              "--disable-background-networking",
                              "--disable-component-update",
                              "--disable-sync",
                              "--no-first-run"))));
    }

    @Override
    public void close() {
      playwright.close();
    }
  }
}
