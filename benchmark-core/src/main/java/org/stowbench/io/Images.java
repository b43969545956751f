package org.stowbench.io;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.stowbench.scene.ImageSize;

/**
 * The one way in which pictures are decoded and encoded. What is decoded stands upright, whatever
 * way the camera was held; what is encoded says nothing of cameras.
 */
public final class Images {

  /** A small file can claim to be a picture that no memory holds. */
  private static final long MOST_PIXELS = 100_000_000;

  /** Of a photo that is only turned; nobody should see that it was. */
  private static final float REDRAWN_QUALITY = 0.95f;

  private interface Use<T> {
    T of(ImageReader reader) throws IOException;
  }

  private Images() {}

  /** The upright size that a picture's header gives; empty where that cannot be read. */
  public static Optional<ImageSize> size(InputFile file) {
    return storedSize(file).map(orientation(file)::of);
  }

  /** As {@link #size(InputFile)}, of a picture that was read already. */
  public static Optional<ImageSize> size(byte[] file) {
    try {
      return Optional.of(
              use(new ByteArrayInputStream(file), InputLocation.of("picture"), Images::size))
          .map(orientation(file)::of);
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  /** The size of the pixels in a file, before anything is turned. */
  static Optional<ImageSize> storedSize(InputFile file) {
    try (InputStream in = file.open()) {
      return Optional.of(use(in, file.location(), Images::size));
    } catch (IOException | InvalidInputException e) {
      return Optional.empty();
    }
  }

  /** What a file says of how it is to be turned; upright where it cannot be read. */
  static Orientation orientation(InputFile file) {
    try (InputStream in = file.open()) {
      return Exif.orientation(new BufferedInputStream(in));
    } catch (IOException | InvalidInputException e) {
      return Orientation.UPRIGHT;
    }
  }

  private static Orientation orientation(byte[] file) {
    return Exif.orientation(new ByteArrayInputStream(file));
  }

  /**
   * A JPEG or PNG drawn anew, turned, and without anything beside the pixels; as it is where it
   * cannot be decoded.
   */
  static ImageBytes redrawn(ImageBytes photo, Orientation turn) {
    byte[] file = photo.bytes();
    BufferedImage image;
    try {
      image = turn.of(readStored(file, InputLocation.of("picture")));
    } catch (InvalidInputException e) {
      return photo;
    }
    return photo.mediaType().equals("image/png")
        ? new ImageBytes(photo.mediaType(), png(image))
        : new ImageBytes("image/jpeg", jpeg(image, REDRAWN_QUALITY));
  }

  private static ImageSize size(ImageReader reader) throws IOException {
    return new ImageSize(reader.getWidth(0), reader.getHeight(0));
  }

  /**
   * Decodes a picture.
   *
   * @param where it is from, for messages
   * @throws InvalidInputException if it is none that can be read, a damaged one, or one of more
   *     than 100 million pixels
   */
  public static BufferedImage read(byte[] file, InputLocation where) {
    return orientation(file).of(readStored(file, where));
  }

  private static BufferedImage readStored(byte[] file, InputLocation where) {
    return use(
        new ByteArrayInputStream(file),
        where,
        reader -> {
          checkSize(reader, where);
          return reader.read(0);
        });
  }

  /**
   * Decodes a picture that is to be made small: of a large one only every second, third, ... pixel.
   *
   * @param longest how many pixels the longer side will have; it has twice as many here, or more
   * @throws InvalidInputException as {@link #read(byte[], InputLocation)}
   */
  public static BufferedImage readSparsely(byte[] file, InputLocation where, int longest) {
    return orientation(file).of(readStoredSparsely(file, where, longest));
  }

  private static BufferedImage readStoredSparsely(byte[] file, InputLocation where, int longest) {
    return use(
        new ByteArrayInputStream(file),
        where,
        reader -> {
          ImageSize size = checkSize(reader, where);
          int step = Math.max(1, Math.max(size.width(), size.height()) / (2 * longest));
          ImageReadParam param = reader.getDefaultReadParam();
          param.setSourceRegion(new Rectangle(size.width(), size.height()));
          param.setSourceSubsampling(step, step, 0, 0);
          return reader.read(0, param);
        });
  }

  private static ImageSize checkSize(ImageReader reader, InputLocation where) throws IOException {
    ImageSize size = size(reader);
    long pixels = (long) size.width() * size.height();
    if (pixels > MOST_PIXELS) {
      throw InvalidInputException.expected(
          where, "at most " + MOST_PIXELS + " pixels", Long.toString(pixels));
    }
    return size;
  }

  private static <T> T use(InputStream file, InputLocation where, Use<T> use) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(file)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new InvalidInputException(where, "not a picture that can be read");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return use.of(reader);
      } finally {
        reader.dispose();
      }
    } catch (InvalidInputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Damaged pictures make the decoders throw many things.
      throw new InvalidInputException(where, "damaged picture", e);
    }
  }

  /** A picture as PNG. */
  public static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * A picture as JPEG, without anything beside it.
   *
   * @param quality from 0 to 1
   */
  public static byte[] jpeg(BufferedImage image, float quality) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
