package org.stowbench.io;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file so that others see the whole of it or nothing. */
public final class AtomicFile {

  /** What writes the content. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /** Writes beside the file, forces that to disk, and moves it into place. */
  public static void write(Path file, Content content) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      // Not Files.newOutputStream: it gives up when the thread is interrupted, and a run that was
      // interrupted still has to be put in order.
      try (FileOutputStream stream = new FileOutputStream(beside.toFile());
          OutputStream out = new BufferedOutputStream(stream, 1 << 16)) {
        content.writeTo(out);
        out.flush();
        stream.getFD().sync();
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(beside);
      throw e;
    }
  }
}
