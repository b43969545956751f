package org.stowbench.cli;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One connection to a server, with as little work around each question as can be. */
final class Asker implements AutoCloseable {

  private final URI server;
  private final Socket socket;
  private final InputStream in;
  private byte[] body = {};

  Asker(URI server) throws IOException {
    this.server = server;
    this.socket = new Socket(server.getHost(), server.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(60_000);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** A question as it is sent. */
  byte[] question(String json) {
    return request(
        "POST /v1/rank", "Content-Type: application/json\r\nContent-Length: %d\r\n", json);
  }

  private byte[] request(String line, String headers, String json) {
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    String head = line + " HTTP/1.1\r\nHost: " + server.getHost() + "\r\n" + headers + "\r\n";
    return (head.formatted(length) + json).getBytes(StandardCharsets.UTF_8);
  }

  /** The status of the answer. */
  int ask(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    int status = Integer.parseInt(line().substring(9, 12));
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    body = in.readNBytes(length);
    return status;
  }

  String get(String path) throws IOException {
    ask(request("GET " + path, "", ""));
    return new String(body, StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
