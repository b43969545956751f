package org.stowbench.report.leaderboard;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.stowbench.io.Sha256;
import org.stowbench.io.TextForm;
import org.stowbench.scorer.leaderboard.Leaderboard;
import org.stowbench.scorer.protocols.Protocol;

/**
 * What the pages of leaderboards have in common. The templates escape every text; only what a
 * template drew itself goes in as it is. A page holds its own style, which is the report's and what
 * leaderboards have beside it, and the script that sorts its tables; it allows nothing else, no
 * request either.
 */
final class Layout {

  /** From the root: within a jar, no name leads upwards. */
  private static final String REPORT_STYLE = "/org/stowbench/report/page.css";

  private final Map<String, Object> about;
  private final Mustache.Compiler compiler =
      Mustache.compiler()
          .emptyStringIsFalse(true)
          .withEscaper(TextForm.MARKUP::of)
          .withLoader(Layout::template);
  private final Map<String, Template> templates = new HashMap<>();
  private final String style = text(REPORT_STYLE) + text("board.css");
  private final String script = text("sort.js");

  /**
   * A layout.
   *
   * @param about what every page speaks of
   */
  Layout(Map<String, Object> about) {
    this.about = Map.copyOf(about);
  }

  /** Of a leaderboard's pages. */
  static Layout of(Leaderboard board) {
    return new Layout(
        Map.of(
            "title", board.title(),
            "dataset", board.dataset().id(),
            "simulated", board.dataset().simulated(),
            "metric", board.metric().name(),
            "version", Protocol.CONSISTENT.version()));
  }

  private static Reader template(String name) {
    return new InputStreamReader(open(name + ".mustache"), StandardCharsets.UTF_8);
  }

  private static InputStream open(String resource) {
    return Objects.requireNonNull(Layout.class.getResourceAsStream(resource), resource);
  }

  private static String text(String resource) {
    try (InputStream in = open(resource)) {
      // With the line ends that a browser sees, or checksums differ.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a template makes of what it is told. */
  String render(String template, Object context) {
    return templates
        .computeIfAbsent(template, name -> compiler.compile(template(name)))
        .execute(context);
  }

  /** One of the pages that a page leads to. */
  static Map<String, Object> link(String href, String text, boolean here) {
    return Map.of("href", href, "text", text, "here", here);
  }

  /**
   * What every page speaks of.
   *
   * @param links where it leads to
   */
  Map<String, Object> page(String heading, List<Map<String, Object>> links) {
    Map<String, Object> page = new HashMap<>(about);
    page.put("heading", heading);
    page.put("style", style);
    page.put("styleHash", checksum(style));
    page.put("script", script);
    page.put("scriptHash", checksum(script));
    page.put("links", links);
    return page;
  }

  private static String checksum(String content) {
    byte[] digest = Sha256.digest().digest(content.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }
}
