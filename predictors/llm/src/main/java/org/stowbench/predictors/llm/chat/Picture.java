package org.stowbench.predictors.llm.chat;

import java.util.Arrays;

/**
 * A picture as it is sent.
 *
 * @param mediaType {@code image/jpeg} or {@code image/png}
 * @param bytes the encoded picture
 * @param tokens roughly how many input tokens models count for it, 0 or more
 */
public record Picture(String mediaType, byte[] bytes, int tokens) {

  public Picture {
    if (!mediaType.equals("image/jpeg") && !mediaType.equals("image/png")) {
      throw new IllegalArgumentException(
          "media type " + mediaType + ": must be image/jpeg or image/png");
    }
    bytes = bytes.clone();
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Picture picture
        && mediaType.equals(picture.mediaType)
        && Arrays.equals(bytes, picture.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "a picture, " + mediaType + ", " + bytes.length + " bytes";
  }
}
