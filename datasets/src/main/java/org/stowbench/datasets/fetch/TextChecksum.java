package org.stowbench.datasets.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.stowbench.io.Sha256;

/**
 * The checksum of a text file that may have passed through git and editors: SHA-256 of its bytes
 * without carriage returns and without line feeds at its end. Git turns line ends on the way to a
 * checkout, and editors end the last line; neither changes what the file says.
 */
final class TextChecksum {

  private TextChecksum() {}

  /** The checksum of all that is left in the stream. */
  static String of(InputStream in) throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[1 << 16];
    byte[] kept = new byte[buffer.length];
    long lineFeeds = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      int length = 0;
      for (int i = 0; i < read; i++) {
        byte b = buffer[i];
        if (b == '\n') {
          lineFeeds++;
        } else if (b != '\r') {
          if (lineFeeds > 0) {
            digest.update(kept, 0, length);
            length = 0;
            for (; lineFeeds > 0; lineFeeds--) {
              digest.update((byte) '\n');
            }
          }
          kept[length++] = b;
        }
      }
      digest.update(kept, 0, length);
    }
    return Sha256.checksum(digest);
  }
}
