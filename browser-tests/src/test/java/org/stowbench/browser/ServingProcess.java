package org.stowbench.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command that serves, as a process of its own, which can be killed and started again. */
final class ServingProcess implements AutoCloseable {

  private static final Pattern SAYS = Pattern.compile("serving at (http://\\S+)\n");

  private final Path folder;
  private final List<String> command;
  private Process process;
  private URI address = URI.create("http://127.0.0.1:0/");

  /**
   * Starts it on a free port.
   *
   * @param folder in which it runs
   * @param command its words after {@code stowbench}, but for the port
   */
  ServingProcess(Path folder, String... command) throws IOException {
    this.folder = folder;
    this.command = List.of(command);
    start();
  }

  /** Starts it, after a kill at the same address. */
  void start() throws IOException {
    Path log = folder.resolve("stderr");
    Files.deleteIfExists(log);
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of("--port", Integer.toString(address.getPort())));
    process = begin(folder, log, words);
    while (process.isAlive()) {
      Matcher line = SAYS.matcher(Files.readString(log));
      if (line.find()) {
        address = URI.create(line.group(1));
        return;
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new AssertionError(Files.readString(log));
  }

  private static Process begin(Path folder, Path log, List<String> command) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "org.stowbench.cli.Main"));
    words.addAll(command);
    return new ProcessBuilder(words)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Runs a command that ends, and gives what it said; it must have gone well. */
  static String run(Path folder, String... command) throws IOException, InterruptedException {
    Path log = folder.resolve("said");
    if (begin(folder, log, List.of(command)).waitFor() != 0) {
      throw new AssertionError(Files.readString(log));
    }
    return Files.readString(log);
  }

  /** Where the page is, also after a kill. */
  URI address() {
    return address;
  }

  /** Kills it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(60, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
