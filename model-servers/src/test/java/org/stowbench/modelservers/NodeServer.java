package org.stowbench.modelservers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that runs on Node, on a port of its own on this machine, until it is closed. */
final class NodeServer implements AutoCloseable {

  private static final Path FOLDER = Path.of("target", "node");
  private static final int PATIENCE_SECONDS = 60;
  private static final int PAUSE_MILLIS = 100;

  private final Process process;
  private final int port;

  private NodeServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Installs what package.json lists, from npm; nothing where it is there already. */
  static void install() throws IOException, InterruptedException {
    // Without scripts: the engine's would look for a build of it elsewhere.
    run("npm", "install", "--ignore-scripts", "--omit=optional", "--no-package-lock", "--no-audit");
  }

  /** Runs a command in the servers' folder to its end. */
  static void run(String... command) throws IOException, InterruptedException {
    Process process = builder(List.of(command)).start();
    if (process.waitFor() != 0) {
      throw new IOException(
          String.join(" ", command) + ":\n" + Files.readString(FOLDER.resolve("log")));
    }
  }

  /**
   * Starts a server, and waits until it listens.
   *
   * @param arguments to node; {@code PORT} stands for the port
   */
  static NodeServer start(String... arguments) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<String> command = new ArrayList<>(List.of("node"));
    Arrays.stream(arguments)
        .map(argument -> argument.replace("PORT", Integer.toString(port)))
        .forEach(command::add);
    NodeServer server = new NodeServer(builder(command).start(), port);
    for (int i = 0; i < PATIENCE_SECONDS * 1000 / PAUSE_MILLIS; i++) {
      if (server.listens()) {
        return server;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    server.close();
    throw new IOException(
        String.join(" ", command) + ":\n" + Files.readString(FOLDER.resolve("log")));
  }

  private static ProcessBuilder builder(List<String> command) {
    return new ProcessBuilder(command)
        .directory(FOLDER.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(FOLDER.resolve("log").toFile()));
  }

  private boolean listens() {
    try (Socket socket = new Socket("localhost", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Such as {@code http://localhost:4711}. */
  String url() {
    return "http://localhost:" + port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
