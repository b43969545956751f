package org.stowbench.io;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The one thing that we want from what cameras write beside the pixels: the orientation. */
final class Exif {

  private static final int JPEG = 0xffd8;
  private static final int PNG = 0x8950;
  private static final int APP1 = 0xe1;
  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;
  private static final byte[] HEADER = {'E', 'x', 'i', 'f', 0, 0};

  /** Of a chunk of a PNG; in a JPEG there is room for less. */
  private static final int MOST = 1 << 20;

  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY_BYTES = 12;

  private Exif() {}

  /**
   * The orientation that a JPEG or PNG declares; upright where it declares none, or what it
   * declares is damaged.
   */
  static Orientation orientation(InputStream file) {
    try {
      DataInputStream in = new DataInputStream(file);
      return switch (in.readUnsignedShort()) {
        case JPEG -> inJpeg(in);
        case PNG -> inPng(in);
        default -> Orientation.UPRIGHT;
      };
    } catch (IOException | BufferUnderflowException e) {
      return Orientation.UPRIGHT;
    }
  }

  private static Orientation inJpeg(DataInputStream in) throws IOException {
    while (true) {
      int marker = in.readUnsignedByte();
      if (marker != 0xff) {
        return Orientation.UPRIGHT;
      }
      while (marker == 0xff) { // it may be there several times
        marker = in.readUnsignedByte();
      }
      if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
        return Orientation.UPRIGHT;
      }
      int length = in.readUnsignedShort() - 2;
      if (length < 0) {
        return Orientation.UPRIGHT;
      }
      if (marker == APP1) {
        byte[] content = new byte[length];
        in.readFully(content);
        if (Arrays.equals(content, 0, Math.min(HEADER.length, length), HEADER, 0, HEADER.length)) {
          return inTiff(ByteBuffer.wrap(content, HEADER.length, length - HEADER.length).slice());
        }
      } else {
        in.skipNBytes(length);
      }
    }
  }

  private static Orientation inPng(DataInputStream in) throws IOException {
    in.skipNBytes(6);
    while (true) {
      int length = in.readInt();
      byte[] type = new byte[4];
      in.readFully(type);
      if (length < 0) {
        return Orientation.UPRIGHT;
      }
      if (Arrays.equals(type, new byte[] {'e', 'X', 'I', 'f'}) && length <= MOST) {
        byte[] content = new byte[length];
        in.readFully(content);
        return inTiff(ByteBuffer.wrap(content));
      }
      in.skipNBytes(length + 4L);
    }
  }

  private static Orientation inTiff(ByteBuffer tiff) {
    tiff.order(tiff.getShort() == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    tiff.getShort();
    int directory = tiff.getInt();
    if (directory < 0 || directory > tiff.limit() - 2) {
      return Orientation.UPRIGHT;
    }
    tiff.position(directory);
    int entries = tiff.getShort() & 0xffff;
    for (int i = 0; i < entries && tiff.remaining() >= ENTRY_BYTES; i++) {
      int tag = tiff.getShort() & 0xffff;
      int type = tiff.getShort();
      tiff.getInt(); // how many: one
      int at = tiff.position();
      if (tag == TAG) {
        int number = type == SHORT ? tiff.getShort() : tiff.getInt();
        return number >= 1 && number <= Orientation.values().length
            ? Orientation.values()[number - 1]
            : Orientation.UPRIGHT;
      }
      tiff.position(at + 4);
    }
    return Orientation.UPRIGHT;
  }
}
