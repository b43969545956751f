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

/** {@code stowbench study} as a process of its own, which can be killed and started again. */
final class StudyProcess implements AutoCloseable {

  private static final Pattern SAYS = Pattern.compile("serving at (http://\\S+)\n");

  private final Path folder;
  private final List<String> options;
  private Process process;
  private URI address = URI.create("http://127.0.0.1:0/");

  /**
   * Starts it on a free port.
   *
   * @param folder holds a dataset {@code asked}; its answers go to {@code study}
   */
  StudyProcess(Path folder, String... options) throws IOException {
    this.folder = folder;
    this.options = List.of(options);
    start();
  }

  /** Starts it, after a kill at the same address. */
  void start() throws IOException {
    Path log = folder.resolve("stderr");
    Files.deleteIfExists(log);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "org.stowbench.cli.Main",
                "study",
                "--dataset",
                "asked:eval",
                "--out",
                "study",
                "--port",
                Integer.toString(address.getPort())));
    command.addAll(options);
    process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
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
