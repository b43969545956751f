package org.stowbench.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;
import org.stowbench.testing.ScriptedServer;

/** Downloads from servers that are not all honest. */
class DownloadTest {

  private static final byte[] CONTENT = new byte[300_000];

  static {
    new SplittableRandom(7).nextBytes(CONTENT);
  }

  @TempDir Path temp;

  private Path file() {
    return temp.resolve("archive");
  }

  private static DownloadSettings settings(Map<String, String> environment) {
    return new DownloadSettings(
        Duration.ofMillis(700), 3, Duration.ofMillis(1), 1_000_000, environment);
  }

  private void download(URI uri) throws IOException {
    Download.to(uri, file(), settings(Map.of()), DownloadListener.NONE);
  }

  private void assertWhole() throws IOException {
    assertThat(file()).hasBinaryContent(CONTENT);
    assertThat(names()).containsExactly("archive");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(temp)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void an_honest_server_gives_the_file_at_once() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.honest(CONTENT))) {
      AtomicLong last = new AtomicLong();
      Download.to(
          server.uri("/a"),
          file(),
          settings(Map.of()),
          (step, done, total) -> {
            assertThat(total).isEqualTo(OptionalLong.of(CONTENT.length));
            last.set(done);
          });
      assertThat(last).hasValue(CONTENT.length);
      assertThat(server.requests()).hasSize(1);
    }
    assertWhole();
  }

  @Test
  void a_broken_line_is_gone_on_from_where_it_broke() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    ScriptedServer.Script honest = ScriptedServer.honest(CONTENT);
    try (ScriptedServer server =
        new ScriptedServer(
            (request, out) -> {
              if (calls.incrementAndGet() == 1) {
                ScriptedServer.head(out, 200, "Content-Length: " + CONTENT.length, "ETag: \"v1\"");
                out.write(CONTENT, 0, 100_000);
                out.flush();
                // What has not been read when a connection ends is lost to the reader.
                Thread.sleep(300);
              } else {
                honest.answer(request, out);
              }
            })) {
      download(server.uri("/a"));
      assertThat(server.requests()).hasSize(2);
      assertThat(server.requests().get(1).header("Range")).matches("bytes=[1-9][0-9]+-");
      assertThat(server.requests().get(1).header("If-Range")).isEqualTo("\"v1\"");
    }
    assertWhole();
  }

  @Test
  void a_later_process_goes_on_too() throws IOException {
    Files.write(temp.resolve("archive.part"), Arrays.copyOf(CONTENT, 1000));
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.honest(CONTENT))) {
      Files.writeString(temp.resolve("archive.part.from"), server.uri("/a") + "\n\"v1\"\n");
      download(server.uri("/a"));
      assertThat(server.requests().get(0).header("Range")).isEqualTo("bytes=1000-");
    }
    assertWhole();
  }

  @Test
  void a_file_that_changed_meanwhile_is_fetched_anew() throws IOException {
    Files.writeString(temp.resolve("archive.part"), "something older");
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.honest(CONTENT))) {
      Files.writeString(temp.resolve("archive.part.from"), server.uri("/a") + "\n\"v0\"\n");
      download(server.uri("/a"));
    }
    assertWhole();
  }

  @Test
  void a_part_from_another_address_is_not_gone_on_from() throws IOException {
    Files.writeString(temp.resolve("archive.part"), "something else");
    Files.writeString(temp.resolve("archive.part.from"), "http://elsewhere/\n\"v1\"\n");
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.honest(CONTENT))) {
      download(server.uri("/a"));
      assertThat(server.requests().get(0).header("Range")).isEmpty();
    }
    assertWhole();
  }

  @Test
  void a_server_without_ranges_begins_again() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    try (ScriptedServer server =
        new ScriptedServer(
            (request, out) -> {
              boolean first = calls.incrementAndGet() == 1;
              ScriptedServer.head(out, 200, "Content-Length: " + CONTENT.length);
              out.write(CONTENT, 0, first ? 5000 : CONTENT.length);
              out.flush();
            })) {
      download(server.uri("/a"));
      assertThat(server.requests().get(1).header("Range")).isEmpty();
    }
    assertWhole();
  }

  @Test
  void a_range_from_another_place_is_not_glued_on() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    ScriptedServer.Script honest = ScriptedServer.honest(CONTENT);
    Files.write(temp.resolve("archive.part"), Arrays.copyOf(CONTENT, 1000));
    try (ScriptedServer server =
        new ScriptedServer(
            (request, out) -> {
              if (calls.incrementAndGet() == 1) {
                ScriptedServer.head(
                    out,
                    206,
                    "Content-Length: 10",
                    "Content-Range: bytes 500-509/" + CONTENT.length);
                out.write(CONTENT, 500, 10);
              } else {
                honest.answer(request, out);
              }
            })) {
      Files.writeString(temp.resolve("archive.part.from"), server.uri("/a") + "\n\"v1\"\n");
      download(server.uri("/a"));
    }
    assertWhole();
  }

  @Test
  void a_server_that_falls_silent_is_left_and_asked_again() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    ScriptedServer.Script honest = ScriptedServer.honest(CONTENT);
    try (ScriptedServer server =
        new ScriptedServer(
            (request, out) -> {
              if (calls.incrementAndGet() == 1) {
                ScriptedServer.head(out, 200, "Content-Length: " + CONTENT.length, "ETag: \"v1\"");
                out.write(CONTENT, 0, 70_000);
                out.flush();
                Thread.sleep(60_000);
              } else {
                honest.answer(request, out);
              }
            })) {
      download(server.uri("/a"));
      assertThat(server.requests()).hasSize(2);
    }
    assertWhole();
  }

  @Test
  void a_server_that_never_answers_is_given_up_and_named() throws IOException {
    try (ScriptedServer server = new ScriptedServer((request, out) -> Thread.sleep(60_000))) {
      assertThatThrownBy(() -> download(server.uri("/a")))
          .isInstanceOf(Download.BrokenOff.class)
          .hasMessageContaining("timed out");
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void a_server_that_promises_more_than_it_sends_leaves_the_part_to_go_on_from()
      throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(
            (request, out) -> {
              if (request.header("Range").isEmpty()) {
                ScriptedServer.head(out, 200, "Content-Length: 900000", "ETag: \"v1\"");
                out.write(CONTENT);
                out.flush();
                Thread.sleep(300);
              } else {
                ScriptedServer.head(out, 503);
              }
            })) {
      assertThatThrownBy(() -> download(server.uri("/a"))).isInstanceOf(Download.BrokenOff.class);
    }
    assertThat(names()).containsExactly("archive.part", "archive.part.from");
    byte[] part = Files.readAllBytes(temp.resolve("archive.part"));
    assertThat(part).isNotEmpty().isEqualTo(Arrays.copyOf(CONTENT, part.length));
  }

  @Test
  void a_file_that_is_too_large_is_refused_whether_it_says_so_or_not() throws IOException {
    for (String length : List.of("Content-Length: 2000000", "X: y")) {
      try (ScriptedServer server =
          new ScriptedServer(
              (request, out) -> {
                ScriptedServer.head(out, 200, length);
                out.write(new byte[2_000_000]);
                out.flush();
              })) {
        assertThatThrownBy(() -> download(server.uri("/a")))
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("at most 1000000 are fetched");
      }
      assertThat(names()).isEmpty();
    }
  }

  @Test
  void redirects_are_followed_with_the_range() throws IOException {
    ScriptedServer.Script honest = ScriptedServer.honest(CONTENT);
    try (ScriptedServer server =
        new ScriptedServer(
            (request, out) -> {
              if (request.target().equals("/a")) {
                ScriptedServer.head(out, 302, "Location: /b", "Content-Length: 0");
              } else {
                honest.answer(request, out);
              }
            })) {
      download(server.uri("/a"));
      assertThat(server.requests())
          .extracting(ScriptedServer.Request::target)
          .containsExactly("/a", "/b");
    }
    assertWhole();
  }

  @Test
  void redirects_in_a_circle_and_to_files_are_refused() throws IOException {
    for (String to : List.of("/a", "file:///etc/passwd", "ftp://127.0.0.1/", "http:///", "%zz")) {
      try (ScriptedServer server =
          new ScriptedServer(
              (request, out) ->
                  ScriptedServer.head(out, 301, "Location: " + to, "Content-Length: 0"))) {
        assertThatThrownBy(() -> download(server.uri("/a")))
            .as(to)
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("redirects");
      }
      assertThat(names()).isEmpty();
    }
  }

  @Test
  void a_redirect_never_leaves_encryption() {
    URI https = URI.create("https://example.org/a");
    assertThat(Download.redirect(https, "http://example.org/a")).isEmpty();
    assertThat(Download.redirect(https, "HTTP://example.org/a")).isEmpty();
    assertThat(Download.redirect(https, "//other.org/b"))
        .contains(URI.create("https://other.org/b"));
    assertThat(Download.redirect(https, "/b")).contains(URI.create("https://example.org/b"));
  }

  @Test
  void an_endless_chain_of_redirects_is_refused() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    try (ScriptedServer server =
        new ScriptedServer(
            (request, out) ->
                ScriptedServer.head(
                    out, 307, "Location: /" + calls.incrementAndGet(), "Content-Length: 0"))) {
      assertThatThrownBy(() -> download(server.uri("/a")))
          .hasMessageContaining("more than 5 times");
    }
  }

  @Test
  void a_refusal_is_final() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer((request, out) -> ScriptedServer.head(out, 404, "Content-Length: 0"))) {
      assertThatThrownBy(() -> download(server.uri("/a")))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("answers with HTTP status 404");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void a_proxy_of_the_environment_is_used_for_hosts_that_need_it() throws IOException {
    try (ScriptedServer proxy = new ScriptedServer(ScriptedServer.honest(CONTENT))) {
      String address = proxy.uri("").toString();
      Download.to(
          URI.create("http://kitchens.invalid/a"),
          file(),
          settings(Map.of("HTTP_PROXY", address)),
          DownloadListener.NONE);
      assertThat(proxy.requests().get(0).target()).isEqualTo("http://kitchens.invalid/a");
    }
    assertWhole();
  }
}
