package org.stowbench.io;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A buffered stream whose errors name the file that the user knows, which may have another name
 * while it grows. Closing it flushes it and leaves the file open, for whoever moves it into place.
 */
final class NamedOutput extends FilterOutputStream {

  private final Path file;

  NamedOutput(Path file, OutputStream out) {
    super(new BufferedOutputStream(out, 1 << 16));
    this.file = file;
  }

  @Override
  public void write(int b) throws IOException {
    FileProblem.writing(file, () -> out.write(b));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    FileProblem.writing(file, () -> out.write(bytes, offset, length));
  }

  @Override
  public void flush() throws IOException {
    FileProblem.writing(file, out::flush);
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
