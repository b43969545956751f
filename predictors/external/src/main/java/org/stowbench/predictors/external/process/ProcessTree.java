package org.stowbench.predictors.external.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Ends processes with all that they started. Everywhere, that is their descendants. On Linux it is
 * also every process of this user that inherited the mark in its environment, whoever its parent is
 * by now: a child that became a daemon or leader of a session of its own too.
 */
public final class ProcessTree {

  /** The environment variable that holds the mark. */
  public static final String VARIABLE = "STOWBENCH_PLANNER";

  private static final Path PROC = Path.of("/proc");

  /** An environment longer than this is not looked through. */
  private static final int LONGEST_ENVIRONMENT = 4 << 20;

  /** Processes that fork while they are being ended need more than one round. */
  private static final int ROUNDS = 50;

  private static final long PAUSE_MILLIS = 10;

  private ProcessTree() {}

  /**
   * Ends processes, and returns when none is left, or some cannot be ended.
   *
   * @param mark how the value of the variable begins
   * @param roots processes to end with their descendants
   */
  public static void end(String mark, Collection<ProcessHandle> roots) {
    boolean interrupted = false;
    for (int round = 0; round < ROUNDS; round++) {
      Set<ProcessHandle> alive = alive(mark, roots);
      if (alive.isEmpty()) {
        break;
      }
      alive.forEach(ProcessHandle::destroyForcibly);
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The processes that {@link #end} would end.
   *
   * @param mark how the value of the variable begins
   * @param roots processes to look for with their descendants
   */
  public static Set<ProcessHandle> alive(String mark, Collection<ProcessHandle> roots) {
    Set<ProcessHandle> alive = marked(mark);
    for (ProcessHandle root : roots) {
      root.descendants().forEach(alive::add);
      alive.add(root);
    }
    alive.removeIf(process -> !process.isAlive());
    return alive;
  }

  private static Set<ProcessHandle> marked(String mark) {
    Set<ProcessHandle> marked = new HashSet<>();
    if (!Files.isReadable(PROC.resolve("self/environ"))) {
      return marked;
    }
    byte[] wanted = (VARIABLE + "=" + mark).getBytes(StandardCharsets.US_ASCII);
    long self = ProcessHandle.current().pid();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path folder : folders) {
        Optional<ProcessHandle> process =
            ProcessHandle.of(Long.parseLong(folder.getFileName().toString()));
        if (process.isPresent() && process.get().pid() != self && has(folder, wanted)) {
          marked.add(process.get());
        }
      }
    } catch (IOException | RuntimeException e) {
      // Processes come and go; those of other users cannot be read, and are not ours.
    }
    return marked;
  }

  private static boolean has(Path folder, byte[] wanted) {
    try (InputStream in = Files.newInputStream(folder.resolve("environ"))) {
      byte[] environment = in.readNBytes(LONGEST_ENVIRONMENT);
      for (int i = 0; i + wanted.length <= environment.length; i++) {
        boolean begins = i == 0 || environment[i - 1] == 0;
        if (begins
            && java.util.Arrays.equals(
                environment, i, i + wanted.length, wanted, 0, wanted.length)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }
}
