package org.stowbench.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.stowbench.io.FileProblem;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

/**
 * Keeps a second process, or a second one of this process, out of a folder that one writes to. The
 * operating system drops the lock with the process, however that ends. The file itself stays: if it
 * were deleted, a process that had just opened it would hold a lock that no later process can see.
 */
public final class FolderLock implements AutoCloseable {

  /** The file that is locked. */
  public static final String FILE = ".lock";

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws InvalidInputException if someone else holds it
   */
  static FolderLock take(Path folder) throws IOException {
    return take(folder, "another run is writing to this folder; wait for it to end, or stop it");
  }

  /**
   * Takes the lock.
   *
   * @param otherwise what is said to whoever comes second, and what to do
   * @throws InvalidInputException if someone else holds it
   */
  public static FolderLock take(Path folder, String otherwise) throws IOException {
    FileChannel channel =
        FileProblem.naming(
            folder,
            () ->
                FileChannel.open(
                    folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // held by this very process: answered below, like any other holder
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    if (lock == null) {
      throw new InvalidInputException(InputLocation.of(folder), otherwise);
    }
    return new FolderLock(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
