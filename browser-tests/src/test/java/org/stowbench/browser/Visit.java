package org.stowbench.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A page that is open, in a browser profile of its own. Closing it fails the test if the page asked
 * for anything outside of itself, threw an exception, or complained on the console.
 *
 * <p>Inside is: the same server, for a page that was served; the page's own folder, for a file; and
 * what a page makes itself, {@code data:} and {@code blob:}. All else is blocked, so that a test
 * never reaches another machine.
 */
final class Visit implements AutoCloseable {

  private static final String AXE = axe();

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  Visit(BrowserContext context, URI address) {
    this.context = context;
    this.page = context.newPage();
    String home = address.resolve(address.getScheme().equals("file") ? "." : "/").toString();
    page.route(
        url -> !isInside(url, home),
        route -> {
          complaints.add("asked for " + route.request().url());
          route.abort();
        });
    page.onPageError(error -> complaints.add("threw " + error));
    page.onConsoleMessage(this::note);
    page.navigate(address.toString());
  }

  private static boolean isInside(String url, String home) {
    // Java writes file:/x, a browser file:///x.
    return url.replace("file:///", "file:/").startsWith(home)
        || url.startsWith("data:")
        || url.startsWith("blob:");
  }

  private void note(ConsoleMessage message) {
    if (message.type().equals("error") || message.type().equals("warning")) {
      complaints.add(message.type() + " on the console: " + message.text());
    }
  }

  /** The page, to click and to look at. */
  Page page() {
    return page;
  }

  /** What the page did so far that it should not. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Forgets the complaints that a test provoked. */
  void forgive() {
    complaints.clear();
  }

  /** Whether the page is wider than its window, so that one has to scroll sideways. */
  boolean overflows() {
    return (boolean)
        page.evaluate(
            "() => document.documentElement.scrollWidth > document.documentElement.clientWidth");
  }

  /**
   * What keeps people from using the page who cannot see, or use no mouse, as axe-core finds it:
   * its serious and critical findings, each with the first element that has it.
   */
  @SuppressWarnings("unchecked")
  List<String> barriers() {
    page.evaluate(AXE);
    return (List<String>)
        page.evaluate(
            """
            async () => (await axe.run({resultTypes: ["violations"]})).violations
              .filter(found => ["serious", "critical"].includes(found.impact))
              .map(found => `${found.id}: ${found.help}, ${found.nodes.length} times: ${found.nodes[0].html}`)
            """);
  }

  private static String axe() {
    try (InputStream in = Visit.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A picture of the whole page, as {@code target/screenshots/NAME.png}, for people. */
  void screenshot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "screenshots", name + ".png")));
  }

  @Override
  public void close() {
    context.close();
    if (!complaints.isEmpty()) {
      throw new AssertionError("the page " + String.join("; ", complaints));
    }
  }
}
