package org.stowbench.datasets.format;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonLines;

/** Reads the lines of a dataset's file by their places. For one thread. */
final class PlacedLines implements Closeable {

  private final InputLocation file;
  private final RandomAccessFile lines;

  PlacedLines(Path folder, String name) {
    this.file = DatasetFolder.file(folder, name).location();
    this.lines = InputFile.openRandom(folder.resolve(name), FileKind.RECORDS);
  }

  JsonLines.Line read(ContentIndex.Place place) {
    byte[] bytes = new byte[place.length()];
    try {
      lines.seek(place.offset());
      lines.readFully(bytes);
    } catch (EOFException e) {
      throw new InvalidInputException(file, "ends before line " + place.number(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new JsonLines.Line(bytes, place.offset(), place.number(), file.line(place.number()));
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
