package org.stowbench.io;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Proxies as the environment names them: {@code HTTPS_PROXY} for https, {@code HTTP_PROXY} for
 * http, {@code ALL_PROXY} for both, each also in lower case, which counts first. {@code NO_PROXY}
 * lists hosts that are reached directly: {@code *}, names with their subdomains, addresses,
 * networks such as {@code 10.0.0.0/8}, each perhaps with a port. Java itself does not look there.
 * Whoever fetches or asks over HTTP goes by this.
 */
public final class EnvironmentProxies extends ProxySelector {

  private static final Pattern IP =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-f:]*:[0-9a-f:.]*");

  private final Map<String, String> environment;

  /**
   * The proxies of an environment.
   *
   * @param environment variables by name, as {@link System#getenv()} has them
   */
  public EnvironmentProxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * The one way to an address.
   *
   * @throws InvalidInputException if the environment names a proxy that is none
   */
  @Override
  public List<Proxy> select(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    Optional<String> named = variable(scheme + "_proxy").or(() -> variable("all_proxy"));
    return named.isEmpty() || direct(uri)
        ? List.of(Proxy.NO_PROXY)
        : List.of(new Proxy(Proxy.Type.HTTP, address(named.get())));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress proxy, IOException e) {
    // Whoever asked hears of it by the exception.
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name))
        .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private boolean direct(URI uri) {
    String host = bare(uri.getHost().toLowerCase(Locale.ROOT));
    for (String entry : variable("no_proxy").orElse("").toLowerCase(Locale.ROOT).split("[,\\s]+")) {
      // Of an address of IPv6, what follows its last colon is a port only behind brackets.
      boolean withPort = entry.matches("(\\[.*]|[^:]*):[0-9]+");
      int end = withPort ? entry.lastIndexOf(':') : entry.length();
      String name = bare(entry.substring(0, end)).replaceFirst("^\\*?\\.", "");
      boolean samePort = !withPort || entry.substring(end + 1).equals(Integer.toString(port(uri)));
      if (samePort
          && !name.isEmpty()
          && (name.equals("*")
              || host.equals(name)
              || host.endsWith("." + name)
              || inNetwork(host, name))) {
        return true;
      }
    }
    return false;
  }

  private static String bare(String host) {
    return host.replaceFirst("^\\[(.*)]$", "$1");
  }

  /** Whether a host is an address of a network such as {@code 10.0.0.0/8}, or that address. */
  private static boolean inNetwork(String host, String network) {
    String[] parts = network.split("/", 2);
    byte[] first = ip(parts[0]);
    byte[] other = ip(host);
    if (first.length == 0 || first.length != other.length) {
      return false;
    }
    int bits = 8 * first.length;
    int same = bits;
    if (parts.length == 2) {
      if (!parts[1].matches("[0-9]{1,3}")) {
        return false;
      }
      same = Math.min(bits, Integer.parseInt(parts[1]));
    }
    return new BigInteger(1, first)
        .xor(new BigInteger(1, other))
        .shiftRight(bits - same)
        .equals(BigInteger.ZERO);
  }

  /** The bytes of an address of IPv4 or IPv6; none of a name, which is not looked up. */
  private static byte[] ip(String host) {
    try {
      return IP.matcher(host).matches() ? InetAddress.getByName(host).getAddress() : new byte[0];
    } catch (UnknownHostException e) {
      return new byte[0];
    }
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0
        ? uri.getPort()
        : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }

  private static InetSocketAddress address(String proxy) {
    try {
      URI uri = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
      if (uri.getHost() != null && uri.getScheme().equalsIgnoreCase("http")) {
        return InetSocketAddress.createUnresolved(uri.getHost(), port(uri));
      }
    } catch (IllegalArgumentException e) {
      // Reported below, like an address without a host.
    }
    // Not the value: it may hold a password.
    throw new InvalidInputException(
        "the proxy that the environment names: must be http://HOST:PORT");
  }
}
