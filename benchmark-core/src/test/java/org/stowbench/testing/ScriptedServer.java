package org.stowbench.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An HTTP server on this machine that does with each request what a test tells it to. */
public final class ScriptedServer implements AutoCloseable {

  /** A request as it came in. */
  public record Request(String target, Map<String, String> headers) {

    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** What to do with a request; the connection is closed when it returns. */
  public interface Script {
    void answer(Request request, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private final Script script;

  public ScriptedServer(Script script) throws IOException {
    this.script = script;
    Thread thread = new Thread(this::serve, "scripted server");
    thread.setDaemon(true);
    thread.start();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread thread = new Thread(() -> serve(connection), "scripted connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      String first = in.readLine();
      if (first == null) {
        return;
      }
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        int colon = line.indexOf(':');
        headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
      Request request = new Request(first.split(" ")[1], headers);
      requests.add(request);
      script.answer(request, connection.getOutputStream());
    } catch (IOException | InterruptedException e) {
      // The other side went away, or the test is over.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Writes the head of an answer. */
  public static void head(OutputStream out, int status, String... headers) throws IOException {
    StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    text.append("Connection: close\r\n\r\n");
    out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Serves bytes as an honest server would, with ranges. */
  public static Script honest(byte[] content) {
    return (request, out) -> {
      String range = request.header("Range");
      if (range.isEmpty() || !request.header("If-Range").equals("\"v1\"")) {
        head(out, 200, "Content-Length: " + content.length, "ETag: \"v1\"");
        out.write(content);
      } else {
        int from = Integer.parseInt(range.replaceAll("[^0-9]", ""));
        head(
            out,
            206,
            "Content-Length: " + (content.length - from),
            String.format(
                Locale.ROOT,
                "Content-Range: bytes %d-%d/%d",
                from,
                content.length - 1,
                content.length),
            "ETag: \"v1\"");
        out.write(content, from, content.length - from);
      }
      out.flush();
    };
  }
}
