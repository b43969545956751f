package org.stowbench.datasets.fetch;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.stowbench.io.FileKind;
import org.stowbench.io.FileProblem;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

/**
 * Reads an archive from strangers, {@code .tar.gz} or {@code .zip}, from its first entry to its
 * last. Only plain files and folders with plain names come out of it; links, devices, odd names and
 * more than the limits allow end the reading. Writes nothing itself.
 */
final class ArchiveReader {

  /** What takes the files. */
  interface Sink {

    /** Takes a file; {@code content} need not be read to its end. */
    void file(String path, InputStream content) throws IOException;

    /** Takes a folder; may come after files in it, or never. */
    default void folder(String path) throws IOException {}
  }

  private static final int TYPE_OF_FILE = 0170000;
  private static final int FILE = 0100000;
  private static final int FOLDER = 0040000;

  private final Path archive;
  private final InputLocation location;
  private final UnpackLimits limits;
  private final long size;
  private final EntryNames names;
  private long entries;
  private long bytes;

  private ArchiveReader(Path archive, UnpackLimits limits) throws IOException {
    this.archive = archive;
    this.location = InputLocation.of(archive);
    this.limits = limits;
    this.size = Math.max(1, Files.size(archive));
    this.names = new EntryNames(location);
  }

  /**
   * Hands every file to the sink, in the archive's order.
   *
   * @throws InvalidInputException if the archive is damaged, or is one that nobody should unpack
   */
  static void read(Path archive, UnpackLimits limits, Sink sink) throws IOException {
    ArchiveReader reader = new ArchiveReader(archive, limits);
    byte[] first = new byte[2];
    int read;
    try (InputStream in = InputFile.of(archive, FileKind.RECORDS).open()) {
      read = in.readNBytes(first, 0, 2);
    }
    if (read == 2 && (first[0] & 0xff) == 0x1f && (first[1] & 0xff) == 0x8b) {
      reader.readTar(sink);
    } else if (read == 2 && first[0] == 'P' && first[1] == 'K') {
      reader.readZip(sink);
    } else {
      throw new InvalidInputException(reader.location, "expected a .tar.gz or a .zip archive");
    }
    if (reader.entries == 0) {
      throw new InvalidInputException(reader.location, "an archive without files");
    }
  }

  private void readTar(Sink sink) throws IOException {
    try (InputStream file =
            new BufferedInputStream(InputFile.of(archive, FileKind.RECORDS).open(), 1 << 16);
        InputStream unzipped = damage(unzip(file));
        TarArchiveInputStream tar = new TarArchiveInputStream(unzipped, "UTF-8")) {
      for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
        boolean folder = entry.getLinkFlag() == TarConstants.LF_DIR;
        boolean plain =
            entry.getLinkFlag() == TarConstants.LF_NORMAL
                || entry.getLinkFlag() == TarConstants.LF_OLDNORM;
        if (!folder && (!plain || entry.isSparse())) {
          throw names.refused(
              entry.getName(), "must be a plain file or a folder, not a link or a device");
        }
        // Old archives mark a folder by its name alone.
        take(
            entry.getName(), !folder && !entry.getName().endsWith("/"), entry.getSize(), tar, sink);
      }
    }
  }

  private InputStream unzip(InputStream file) {
    try {
      return new GZIPInputStream(file, 1 << 16);
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  /** Commons Compress reports damage by several kinds of exception. */
  private TarArchiveEntry next(TarArchiveInputStream tar) {
    try {
      return tar.getNextEntry();
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(e);
    }
  }

  private void readZip(Sink sink) throws IOException {
    try (ZipFile zip = open()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
        int type = entry.getUnixMode() & TYPE_OF_FILE;
        if (entry.isUnixSymlink() || (type != 0 && type != FILE && type != FOLDER)) {
          throw names.refused(
              entry.getName(), "must be a plain file or a folder, not a link or a device");
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
          throw names.refused(entry.getName(), "must not be encrypted");
        }
        // Other ways want libraries that are not here.
        if (entry.getMethod() != ZipMethod.STORED.getCode()
            && entry.getMethod() != ZipMethod.DEFLATED.getCode()) {
          throw names.refused(
              entry.getName(), "must be stored or deflated, not packed in another way");
        }
        try (InputStream content = damage(content(zip, entry))) {
          take(entry.getName(), !entry.isDirectory(), entry.getSize(), content, sink);
        }
      }
    }
  }

  private ZipFile open() {
    try {
      return ZipFile.builder().setPath(archive).get();
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(e);
    }
  }

  private InputStream content(ZipFile zip, ZipArchiveEntry entry) {
    try {
      return zip.getInputStream(entry);
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(e);
    }
  }

  private void take(String name, boolean file, long declared, InputStream content, Sink sink)
      throws IOException {
    if (++entries > limits.entries()) {
      throw new InvalidInputException(
          location, "more than " + limits.entries() + " entries: too many to unpack");
    }
    String path = names.take(name, file);
    if (!file) {
      sink.folder(path);
      return;
    }
    if (declared < 0 || declared > limits.bytes() - bytes) {
      throw names.refused(name, "says it has %d bytes: too many to unpack".formatted(declared));
    }
    Counted counted = new Counted(content, name);
    sink.file(path, counted);
    // Read to the end even where nobody wants the content: only what is read is held to the limits.
    counted.transferTo(OutputStream.nullOutputStream());
    if (counted.count != declared) {
      throw names.refused(
          name, "says it has %d bytes and has %d".formatted(declared, counted.count));
    }
  }

  /** Counts against the limits while the content passes: what an entry says of itself may lie. */
  private final class Counted extends FilterInputStream {

    private final String name;
    private long count;

    Counted(InputStream in, String name) {
      super(in);
      this.name = name;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read;
      try {
        read = super.read(buffer, offset, length);
      } catch (IOException e) {
        throw damaged(e);
      }
      if (read > 0) {
        count += read;
        bytes += read;
        if (bytes > limits.bytes()
            || (bytes > limits.freeBytes() && bytes / size >= limits.ratio())) {
          throw names.refused(
              name, "the archive unpacks to more than %d bytes: a bomb".formatted(bytes));
        }
      }
      return read;
    }

    @Override
    public void close() {
      // Not the archive's stream: other entries follow.
    }
  }

  /** Turns what a decompressor says of damaged bytes into a message about the archive. */
  private InputStream damage(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        try {
          return super.read(buffer, offset, length);
        } catch (IOException e) {
          throw damaged(e);
        }
      }

      @Override
      public long skip(long count) {
        try {
          return super.skip(count);
        } catch (IOException e) {
          throw damaged(e);
        }
      }
    };
  }

  private InvalidInputException damaged(Exception e) {
    return new InvalidInputException(
        location,
        "damaged archive: "
            + (e instanceof EOFException eof ? FileProblem.why(eof) : "it cannot be unpacked"),
        e);
  }
}
