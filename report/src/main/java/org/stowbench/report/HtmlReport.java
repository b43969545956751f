package org.stowbench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.stowbench.io.Json;
import org.stowbench.io.Sha256;

/**
 * The report as one HTML file. It asks for nothing outside of itself: a content security policy
 * allows the scripts and the style that are in it, by their checksums, pictures that are in it, and
 * nothing else. The same runs give the same bytes.
 *
 * @param runs what it is about
 * @param curves learning curves to show beside them
 * @param photos what lies under the scenes
 * @param conversations what was said to language models and by them
 */
public record HtmlReport(
    ReportedRuns runs, List<LearningCurve> curves, Photos photos, Conversations conversations) {

  private static final String LIBRARY =
      "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";
  private static final List<String> SCRIPTS =
      List.of(
          "data.js",
          "dom.js",
          "tables.js",
          "charts.js",
          "misses.js",
          "notes.js",
          "figure.js",
          "listing.js",
          "viewer.js",
          "page.js");

  public HtmlReport {
    Objects.requireNonNull(runs, "runs");
    curves = List.copyOf(curves);
    Objects.requireNonNull(photos, "photos");
    Objects.requireNonNull(conversations, "conversations");
  }

  /** Writes the page in UTF-8; leaves the stream open. */
  public void writeTo(OutputStream out) throws IOException {
    PageData data = new PageData(runs, curves, photos, conversations);
    String library = resource(LIBRARY);
    String script =
        SCRIPTS.stream()
            .map(HtmlReport::resource)
            .collect(Collectors.joining("\n", "(() => {\n\"use strict\";\n", "})();\n"));
    String style = resource("page.css");
    String policy =
        "default-src 'none'; script-src %s %s; style-src %s; img-src data:; base-uri 'none'; form-action 'none'"
            .formatted(checksum(library), checksum(script), checksum(style));
    String page = resource("page.html");
    // Split at the marks, not replaced: no content can bring a mark of its own.
    for (String part : page.split("(?=\\{\\{)|(?<=\\}\\})")) {
      String content =
          switch (part) {
            case "{{policy}}" -> policy;
            case "{{style}}" -> style;
            case "{{data}}" -> embedded(data.json());
            case "{{texts}}" -> embedded(data.texts());
            case "{{said}}" -> embedded(conversations.json());
            case "{{library}}" -> library;
            case "{{script}}" -> script;
            default -> part;
          };
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** JSON that cannot end the element which holds it. */
  private static String embedded(JsonNode json) {
    return Json.line(json).replace("<", "\\u003c");
  }

  private static String checksum(String content) {
    byte[] digest = Sha256.digest().digest(content.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }

  /** A text file beside this class; with the line ends that a browser sees, or checksums differ. */
  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this build lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
