package org.stowbench.predictors.external.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A small process beside this one that ends planners when this one is gone, however it went: {@code
 * kill -9} leaves nobody here to do it. It waits for the end of its standard input, which the
 * operating system closes with us.
 */
public final class Guard implements AutoCloseable {

  private static final long LONGEST_END_SECONDS = 5;

  private final Process process;

  private Guard(Process process) {
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param mark what the planners' environment is marked with
   * @throws IOException if it cannot be started
   */
  public static Guard start(String mark) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx16m",
            "-cp",
            code(),
            Guard.class.getName(),
            mark);
    // Agents and options that were meant for this JVM.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return new Guard(Program.start(builder));
  }

  private static String code() throws IOException {
    try {
      return Path.of(Guard.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /**
   * Tells it of a planner; where marks cannot be looked for, this is how it knows.
   *
   * @throws IOException if it is gone
   */
  synchronized void watch(long pid) throws IOException {
    try {
      OutputStream out = process.getOutputStream();
      out.write((pid + "\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (IOException e) {
      throw new IOException("the process that ends planners with this one is gone", e);
    }
  }

  /** Lets it end whatever is left, and waits for that. */
  @Override
  public synchronized void close() {
    try {
      process.getOutputStream().close();
      process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      // It is gone already.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The guard's own life.
   *
   * @param arguments the mark
   */
  public static void main(String[] arguments) throws IOException {
    CountDownLatch done = new CountDownLatch(1);
    // Ctrl-C goes to it as well; it must not end before its work is done.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(done)));
    List<ProcessHandle> planners = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        planners.removeIf(planner -> !planner.isAlive());
        ProcessHandle.of(Long.parseLong(line)).ifPresent(planners::add);
      }
    } finally {
      ProcessTree.end(arguments[0], planners);
      done.countDown();
    }
  }

  private static void await(CountDownLatch done) {
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
