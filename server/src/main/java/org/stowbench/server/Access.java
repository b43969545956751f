package org.stowbench.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may ask, and under which names.
 *
 * <p>A page of another site can point a name of its own at this server's address and so ask through
 * a visitor's browser. Its requests carry that name; so only names that are known are answered.
 *
 * @param token what a client must show; empty for nothing
 * @param hosts names and addresses under which this server is called, without port, beside those of
 *     the machine itself
 * @param insecure whether it may listen beyond this machine without a token or without hosts;
 *     without hosts it then answers to every name
 */
public record Access(Optional<AccessToken> token, Set<String> hosts, boolean insecure) {

  /** No token, and no names but the machine's own. */
  public static final Access LOCAL = new Access(Optional.empty(), Set.of(), false);

  /** The names under which a machine calls itself. */
  private static final Pattern OWN =
      Pattern.compile(
          "localhost|127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}|\\[0:0:0:0:0:0:0:1]");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");
  private static final Pattern ADDRESS_6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*:.*");

  public Access {
    Set<String> names = new LinkedHashSet<>();
    for (String host : hosts) {
      String name = ADDRESS_6.matcher(host).matches() ? "[" + host + "]" : host;
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "allow-host %s: must be a name or an address, without http:// and without port"
                .formatted(host));
      }
      names.add(plain(name));
    }
    hosts = Set.copyOf(names);
  }

  /** What is missing to listen beyond this machine, in words. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (!insecure && token.isEmpty()) {
      missing.add("a token (--token-file)");
    }
    if (!insecure && hosts.isEmpty()) {
      missing.add("the names by which it is called (--allow-host)");
    }
    return missing;
  }

  /** Whether a request with this Host header, with or without a port, is meant for this server. */
  boolean answersTo(String host) {
    if (insecure && hosts.isEmpty()) {
      return true;
    }
    String name = host == null ? "" : plain(host.replaceFirst(":[0-9]{1,5}$", ""));
    return OWN.matcher(name).matches() || hosts.contains(name);
  }

  /** A name as all ways of writing it come to. */
  private static String plain(String name) {
    if (name.startsWith("[") && NAME.matcher(name).matches()) {
      try {
        String address = InetAddress.getByName(name).getHostAddress();
        return address.contains(":") ? "[" + address + "]" : address;
      } catch (UnknownHostException e) {
        return name; // which nobody is called by
      }
    }
    return name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
  }
}
