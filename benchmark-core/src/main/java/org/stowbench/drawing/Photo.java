package org.stowbench.drawing;

import java.util.Base64;

/**
 * A photo's file as it is.
 *
 * @param mediaType {@code image/jpeg} or {@code image/png}
 * @param bytes the file's content
 */
public record Photo(String mediaType, byte[] bytes) {

  public Photo {
    if (!mediaType.matches("image/[a-z]+")) {
      throw new IllegalArgumentException("media type " + mediaType + ": must be an image's");
    }
    bytes = bytes.clone();
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  String dataUri() {
    return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
