package org.stowbench.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** What comes out of gzip, unless it is so much more than went in that somebody means harm. */
final class Unpacked extends FilterInputStream {

  /** Texts of JSON shrink to a twentieth. */
  private static final long RATIO = 200;

  /** Up to here the ratio does not matter: small texts may shrink to almost nothing. */
  private static final long FREE = 256L << 20;

  private final Counted packed;
  private final InputLocation location;
  private long count;

  /**
   * Begins to unpack.
   *
   * @throws InvalidInputException if that is no gzip
   */
  Unpacked(InputStream packed, InputLocation location) throws IOException {
    this(new Counted(packed), location);
  }

  private Unpacked(Counted packed, InputLocation location) throws IOException {
    super(begin(packed, location));
    this.packed = packed;
    this.location = location;
  }

  private static InputStream begin(InputStream packed, InputLocation location) throws IOException {
    try {
      return new GZIPInputStream(packed, 1 << 16);
    } catch (ZipException e) {
      throw damaged(location, e);
    }
  }

  private static InvalidInputException damaged(InputLocation location, ZipException e) {
    return new InvalidInputException(location, "damaged: it cannot be unpacked", e);
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
    } catch (ZipException e) {
      throw damaged(location, e);
    }
    count += Math.max(0, read);
    if (count > FREE && count / RATIO >= packed.count) {
      throw new InvalidInputException(
          location, String.format(Locale.ROOT, "unpacks to more than %,d bytes: a bomb", count));
    }
    return read;
  }

  /** Counts what goes in. */
  private static final class Counted extends FilterInputStream {

    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
