package org.stowbench.datasets.labelstudio;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the photo of a task is called, of which the task knows an address. */
final class TaskPhoto {

  private static final String HOST = "(?:https?://[^/]*)?";

  /** Before the name of what was uploaded, so that no two are the same. */
  private static final Pattern UPLOADED =
      Pattern.compile(HOST + "/data/upload/(?:[0-9]+/)?(?:[0-9a-f]{8}-)?(.+)");

  /** A file of the machine that Label Studio runs on. */
  private static final Pattern LOCAL = Pattern.compile(HOST + "/data/local-files/?\\?d=(.+)");

  /** Behind the scheme and the host or bucket. */
  private static final Pattern ADDRESS =
      Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://[^/]*/([^?#]+).*");

  private TaskPhoto() {}

  /** The name behind an address; what is no address is a name. */
  static String of(String address) {
    for (Pattern form : List.of(UPLOADED, LOCAL, ADDRESS)) {
      Matcher matcher = form.matcher(address);
      if (matcher.matches()) {
        return decoded(matcher.group(1));
      }
    }
    return address;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // A name with a percent sign of its own.
    }
  }
}
