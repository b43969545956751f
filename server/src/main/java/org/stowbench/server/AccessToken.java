package org.stowbench.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.stowbench.io.Sha256;

/**
 * The secret that a client shows to be answered, as {@code Authorization: Bearer TOKEN}. Nothing
 * that prints this object can print the token, of which only a digest is kept.
 */
public final class AccessToken {

  /** As long as what nobody guesses; the characters that a Bearer header can hold. */
  private static final Pattern GOOD = Pattern.compile("[A-Za-z0-9._~+/-]{16,512}=*");

  private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(\\S+)");

  private final byte[] digest;

  private AccessToken(byte[] digest) {
    this.digest = digest;
  }

  /**
   * A token from its text.
   *
   * @throws IllegalArgumentException if it is too short or cannot be sent; the message does not
   *     hold it
   */
  public static AccessToken of(String text) {
    if (!GOOD.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must be a token of 16 to 512 letters, digits and - . _ ~ + /, such as openssl rand -hex 32 prints");
    }
    return new AccessToken(digest(text));
  }

  /** Whether an Authorization header shows this token; takes as long whatever it shows. */
  boolean isShownBy(String authorization) {
    var shown = BEARER.matcher(authorization == null ? "" : authorization.strip());
    return MessageDigest.isEqual(digest, digest(shown.matches() ? shown.group(1) : ""));
  }

  private static byte[] digest(String text) {
    return Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "[token]";
  }
}
