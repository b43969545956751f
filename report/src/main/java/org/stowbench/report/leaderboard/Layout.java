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
import java.util.Map;
import java.util.Objects;
import org.stowbench.io.Sha256;
import org.stowbench.io.TextForm;
import org.stowbench.scorer.leaderboard.Leaderboard;
import org.stowbench.scorer.protocols.Protocol;

/**
 * What the pages of leaderboards have in common. The templates escape every text; only what a
 * template drew itself goes in as it is. A page holds its own style and allows nothing else: no
 * script, no request.
 */
final class Layout {

  private final Map<String, Object> about;
  private final Mustache.Compiler compiler =
      Mustache.compiler().withEscaper(TextForm.MARKUP::of).withLoader(Layout::template);
  private final Map<String, Template> templates = new HashMap<>();
  private final String style = text("style.css");

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
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
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

  /** What every page speaks of. */
  Map<String, Object> page(String heading) {
    Map<String, Object> page = new HashMap<>(about);
    page.put("heading", heading);
    page.put("style", style);
    byte[] digest = Sha256.digest().digest(style.getBytes(StandardCharsets.UTF_8));
    page.put("styleHash", "sha256-" + Base64.getEncoder().encodeToString(digest));
    return page;
  }
}
