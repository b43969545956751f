package org.stowbench.server;

import java.util.Locale;
import java.util.Set;

/** The names under which a machine calls itself. */
final class Loopback {

  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private Loopback() {}

  /** Whether a request's Host header, with or without a port, is one of them. */
  static boolean names(String host) {
    return host != null
        && NAMES.contains(host.replaceFirst(":[0-9]{1,5}$", "").toLowerCase(Locale.ROOT));
  }
}
