package org.stowbench.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.stowbench.io.EnvironmentProxies;
import org.stowbench.io.FileProblem;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.NotWrittenException;

/**
 * One file over HTTP, in as many pieces as the line breaks it into. The part that is there stays
 * when the other side breaks off, and the next attempt, also of a later process, goes on behind it
 * if the other side still has the same file ({@code Range} with {@code If-Range}, RFC 9110, section
 * 13.1.5); else it begins again.
 */
public final class Download {

  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> TRY_AGAIN = Set.of(408, 425, 429, 500, 502, 503, 504);

  private final URI source;
  private final PartialDownload part;
  private final DownloadSettings settings;
  private final DownloadListener listener;
  private final HttpClient client;

  private Download(URI source, Path file, DownloadSettings settings, DownloadListener listener) {
    this.source = source;
    this.part = new PartialDownload(file, source);
    this.settings = settings;
    this.listener = listener;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // Followed here: from https to http, and round in circles, is not followed.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.patience())
            .proxy(new EnvironmentProxies(settings.environment()))
            .build();
  }

  /** The line broke; what came before it did may be kept. */
  public static final class BrokenOff extends IOException {

    private static final long serialVersionUID = 1;

    private final long kept;

    BrokenOff(String message, long kept, IOException cause) {
      super(message, cause);
      this.kept = kept;
    }

    /** How many bytes are kept for the next attempt to go on from. */
    public long kept() {
      return kept;
    }
  }

  /** What went wrong in words for people; what a library says is for programmers. */
  static final class Told extends IOException {

    private static final long serialVersionUID = 1;

    Told(String message) {
      super(message);
    }

    Told(String message, Exception cause) {
      super(message, cause);
    }
  }

  /**
   * Downloads a file.
   *
   * @param file where to; a part of it may be there already
   * @throws BrokenOff if the other side cannot be reached, or breaks off again and again
   * @throws NotWrittenException if there is no room for it, or it cannot be written there; a part
   *     that is there is kept
   * @throws InvalidInputException if the other side refuses, redirects to where it must not, or has
   *     a file that is too large; nothing is kept then
   */
  public static void to(URI source, Path file, DownloadSettings settings, DownloadListener listener)
      throws IOException {
    new Download(source, file, settings, listener).run();
  }

  private void run() throws IOException {
    int fruitless = 0;
    long best = part.size();
    while (true) {
      try {
        attempt();
        part.finish();
        return;
      } catch (InvalidInputException e) {
        part.discard();
        throw e;
      } catch (NotWrittenException e) {
        // No fault of the line's, so that no other attempt would go better.
        part.discardEmpty();
        throw e;
      } catch (IOException e) {
        fruitless = part.size() > best ? 1 : fruitless + 1;
        best = Math.max(best, part.size());
        // Where not even a connection comes about, a second attempt is enough.
        int most = e instanceof ConnectException ? 2 : settings.attempts();
        if (fruitless >= Math.min(most, settings.attempts())) {
          throw new BrokenOff(reason(e), part.size(), e);
        }
        pause(fruitless);
      }
    }
  }

  private static String reason(IOException e) {
    if (e instanceof ConnectException) {
      return "no connection";
    }
    if (e instanceof HttpTimeoutException) {
      return "timed out";
    }
    if (e instanceof SSLException) {
      return "no secure connection: its certificate is not trusted, or it does not speak TLS";
    }
    return e instanceof Told
        ? InvalidInputException.excerpt(e.getMessage())
        : "the connection broke";
  }

  private void pause(int fruitless) throws IOException {
    try {
      Thread.sleep(settings.pause().toMillis() << (fruitless - 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Told("interrupted", e);
    }
  }

  private void attempt() throws IOException {
    URI uri = source;
    Set<URI> seen = new LinkedHashSet<>();
    while (true) {
      if (!seen.add(uri) || seen.size() > MOST_REDIRECTS + 1) {
        throw refused("redirects in a circle, or more than " + MOST_REDIRECTS + " times");
      }
      HttpResponse<InputStream> response = ask(uri);
      try (InputStream body = response.body()) {
        if (!REDIRECTS.contains(response.statusCode())) {
          receive(response, body);
          return;
        }
      }
      uri = redirect(uri, response);
    }
  }

  private HttpResponse<InputStream> ask(URI uri) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(settings.patience())
            .header("Accept-Encoding", "identity")
            .header("User-Agent", "stowbench");
    Optional<String> validator = part.validator();
    if (validator.isPresent()) {
      request.header("Range", "bytes=" + part.size() + "-").header("If-Range", validator.get());
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Told("interrupted", e);
    } catch (IllegalArgumentException e) {
      throw refused("has the address " + InvalidInputException.excerpt(uri.toString()));
    }
  }

  private URI redirect(URI from, HttpResponse<?> response) {
    String location = response.headers().firstValue("Location").orElse("");
    return redirect(from, location)
        .orElseThrow(
            () ->
                refused(
                    "redirects to %s: only https is followed"
                        .formatted(InvalidInputException.excerpt(location))));
  }

  /** Where a redirect leads; empty where it must not be followed. */
  static Optional<URI> redirect(URI from, String location) {
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    String scheme = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
    boolean safe = scheme.equals("https") || (scheme.equals("http") && isPlain(from));
    return Optional.of(to).filter(uri -> safe && uri.getHost() != null);
  }

  private static boolean isPlain(URI uri) {
    return uri.getScheme().equalsIgnoreCase("http");
  }

  private void receive(HttpResponse<InputStream> response, InputStream body) throws IOException {
    int status = response.statusCode();
    OptionalLong total;
    if (status == 206 && part.validator().isPresent()) {
      total = continued(response);
    } else if (status == 200) {
      part.restart(
          response
              .headers()
              .firstValue("ETag")
              .filter(tag -> !tag.startsWith("W/"))
              .or(() -> response.headers().firstValue("Last-Modified")));
      total = response.headers().firstValueAsLong("Content-Length");
    } else if (status == 416 && part.size() > 0) {
      part.discard();
      throw new Told("the part that was kept does not fit what is there now");
    } else if (TRY_AGAIN.contains(status)) {
      throw new Told("answers with HTTP status " + status);
    } else {
      throw refused("answers with HTTP status " + status);
    }
    if (total.isPresent() && total.getAsLong() > settings.largest()) {
      throw tooLarge(total.getAsLong());
    }
    copy(body, total);
  }

  /** Checks that the answer goes on exactly where the part ends; gives the size of the whole. */
  private OptionalLong continued(HttpResponse<?> response) throws IOException {
    String range = response.headers().firstValue("Content-Range").orElse("");
    if (range.matches("bytes [0-9]{1,18}-[0-9]{1,18}/[0-9]{1,18}")) {
      List<Long> numbers =
          List.of(range.substring("bytes ".length()).split("[-/]")).stream()
              .map(Long::valueOf)
              .toList();
      if (numbers.get(0) == part.size()) {
        return OptionalLong.of(numbers.get(2));
      }
    }
    part.discard();
    throw new Told("goes on at another place than it was asked to");
  }

  private void copy(InputStream body, OptionalLong total) throws IOException {
    long size = part.size();
    try (Watchdog watchdog = new Watchdog(body, settings.patience());
        OutputStream out = part.open()) {
      byte[] buffer = new byte[1 << 16];
      while (true) {
        int read = watchdog.read(buffer);
        if (read < 0) {
          break;
        }
        size += read;
        if (size > settings.largest()) {
          throw tooLarge(size);
        }
        FileProblem.writing(part.file(), () -> out.write(buffer, 0, read));
        listener.progressed("downloading", size, total);
      }
    }
    if (total.isPresent() && size < total.getAsLong()) {
      throw new Told("ended after %d of %d bytes".formatted(size, total.getAsLong()));
    }
    if (total.isPresent() && size > total.getAsLong()) {
      part.discard();
      throw new Told("sent %d bytes of %d".formatted(size, total.getAsLong()));
    }
  }

  private InvalidInputException tooLarge(long bytes) {
    return refused(
        "has %d bytes or more: at most %d are fetched".formatted(bytes, settings.largest()));
  }

  private InvalidInputException refused(String what) {
    return new InvalidInputException(source + " " + what);
  }
}
