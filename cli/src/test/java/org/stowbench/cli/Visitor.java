package org.stowbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who uses a page that a command serves, over HTTP, until all is done; then the command is asked to
 * end. So a command that serves ends by itself, as others do. What the visitor was told is kept,
 * the visitor remembers, over all processes that are killed meanwhile.
 */
abstract class Visitor {

  private static final Pattern SERVING = Pattern.compile("serving at (http://\\S+?)/?\n");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** The page does not answer, or not with what was asked for: its process is killed, or full. */
  static final class SentAwayException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Does all that there is still to do. */
  abstract void visit(URI server) throws SentAwayException, InterruptedException;

  /**
   * Holds that a folder has what the visitor was told is kept, and nothing twice. Nobody writes
   * meanwhile.
   */
  abstract void check(Path folder) throws IOException;

  /** Comes as soon as the process says where, and ends it when there is nothing to do. */
  final void come(Process process, Path log) {
    Thread thread =
        new Thread(
            () -> {
              try {
                visit(address(process, log));
              } catch (SentAwayException | InterruptedException e) {
                // The next process will be visited again.
              } finally {
                process.destroy();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static URI address(Process process, Path log) throws SentAwayException {
    while (process.isAlive()) {
      try {
        Matcher line = SERVING.matcher(Files.readString(log));
        if (line.find()) {
          return URI.create(line.group(1));
        }
      } catch (IOException e) {
        // It is written to.
      }
      LockSupport.parkNanos(5_000_000);
    }
    throw new SentAwayException();
  }

  static JsonNode get(URI server, String path) throws SentAwayException, InterruptedException {
    return send(HttpRequest.newBuilder(server.resolve(path)));
  }

  static JsonNode post(URI server, String path, JsonNode body)
      throws SentAwayException, InterruptedException {
    return send(
        HttpRequest.newBuilder(server.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  private static JsonNode send(HttpRequest.Builder request)
      throws SentAwayException, InterruptedException {
    try {
      HttpResponse<String> answer =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 503) {
        throw new SentAwayException(); // the disk is full
      }
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new SentAwayException();
    }
  }
}
