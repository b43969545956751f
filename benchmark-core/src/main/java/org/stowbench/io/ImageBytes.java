package org.stowbench.io;

import java.util.Base64;

/**
 * A photo's file as it is.
 *
 * @param mediaType {@code image/jpeg} or {@code image/png}
 * @param bytes the file's content
 */
public record ImageBytes(String mediaType, byte[] bytes) {

  public ImageBytes {
    if (!mediaType.matches("image/[a-z]+")) {
      throw new IllegalArgumentException("media type " + mediaType + ": must be an image's");
    }
    bytes = bytes.clone();
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The image as a URI that holds it. */
  public String dataUri() {
    return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
