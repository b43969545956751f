package org.stowbench.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The files that are served as they are: each has its own path, so that no path can lead astray.
 */
enum Page {
  INDEX("/", "page/index.html", "text/html; charset=utf-8"),
  SCRIPT("/page.js", "page/page.js", "text/javascript; charset=utf-8"),
  STYLE("/page.css", "page/page.css", "text/css; charset=utf-8"),
  OPENAPI("/openapi.json", "openapi.json", "application/json");

  private final String path;
  private final String type;
  private final byte[] bytes;

  Page(String path, String resource, String type) {
    this.path = path;
    this.type = type;
    try (InputStream in = Page.class.getResourceAsStream(resource)) {
      this.bytes = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a path, as it was sent, is one of these. */
  static boolean isAt(String path) {
    return Arrays.stream(values()).anyMatch(page -> page.path.equals(path));
  }

  String path() {
    return path;
  }

  String type() {
    return type;
  }

  InputStream content() {
    return new java.io.ByteArrayInputStream(bytes);
  }
}
