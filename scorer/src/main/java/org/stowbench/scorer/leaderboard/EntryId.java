package org.stowbench.scorer.leaderboard;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.stowbench.io.Sha256;

/** Names made fit for a folder and an address. */
final class EntryId {

  private static final int LONGEST = 60;
  private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?");

  private EntryId() {}

  /** The id of a name: its letters and digits, or, where it has none of ours, a checksum. */
  static String of(String name) {
    String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    id = id.substring(0, Math.min(LONGEST, id.length())).replaceAll("^-|-$", "");
    return id.isEmpty()
        ? "entry-" + Sha256.digits(name.getBytes(StandardCharsets.UTF_8)).substring(0, 12)
        : id;
  }

  static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }
}
