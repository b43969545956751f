package org.stowbench.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Checksums as this project writes them: {@code sha256:} and 64 hexadecimal digits. */
public final class Sha256 {

  private Sha256() {}

  /** A digest to feed with content. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The checksum of what the digest was fed with; resets it. */
  public static String checksum(MessageDigest digest) {
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  /** The checksum of a file's bytes. */
  public static String checksum(Path file) throws IOException {
    MessageDigest digest = digest();
    try (InputStream in = InputFile.of(file, FileKind.RECORDS).digested(digest).open()) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return checksum(digest);
  }

  /** The checksum of a text in UTF-8. */
  public static String checksum(String text) {
    return "sha256:" + digits(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The digits of a checksum alone, for names. */
  public static String digits(byte[] content) {
    return HexFormat.of().formatHex(digest().digest(content));
  }
}
