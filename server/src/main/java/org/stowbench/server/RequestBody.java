package org.stowbench.server;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Reads a body that a client may send too much of, too slowly, or in the wrong form. */
final class RequestBody {

  private RequestBody() {}

  /**
   * The body as text.
   *
   * @throws Refusal 408 for a slow client, 413 for a large body, 415 for what does not say that it
   *     is JSON, 400 for what is not UTF-8
   */
  static String read(HttpServletRequest request, Duration patience) throws IOException {
    String type = request.getContentType() == null ? "" : request.getContentType();
    // A page of another site can send a form or plain text here without asking; JSON it cannot.
    if (!type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json")) {
      throw Refusal.of(415, "expected Content-Type application/json");
    }
    if (request.getHeader("Content-Encoding") != null) {
      throw Refusal.of(415, "expected a body without Content-Encoding");
    }
    if (request.getContentLengthLong() > ServerSettings.LARGEST_BODY) {
      throw tooLarge();
    }
    byte[] bytes = bytes(request.getInputStream(), System.nanoTime() + patience.toNanos());
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Refusal.of(400, "the body is not UTF-8");
    }
  }

  private static byte[] bytes(InputStream in, long deadline) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    for (int n = in.read(part); n >= 0; n = in.read(part)) {
      body.write(part, 0, n);
      if (body.size() > ServerSettings.LARGEST_BODY) {
        throw tooLarge();
      }
      if (System.nanoTime() > deadline) {
        throw Refusal.of(408, "the body took too long to arrive");
      }
    }
    return body.toByteArray();
  }

  private static Refusal tooLarge() {
    return Refusal.of(413, "expected a body of at most " + ServerSettings.LARGEST_BODY + " bytes");
  }
}
