package org.stowbench.io;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Proxies as the environment names them: {@code HTTPS_PROXY} for https, {@code HTTP_PROXY} for
 * http, {@code ALL_PROXY} for both, each also in lower case, which counts first. {@code NO_PROXY}
 * lists hosts that are reached directly: {@code *}, names with their subdomains, either with a
 * port. Java itself does not look there. Whoever fetches or asks over HTTP goes by this.
 */
public final class EnvironmentProxies extends ProxySelector {

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
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    for (String entry : variable("no_proxy").orElse("").split("[,\\s]+")) {
      String pattern = entry.toLowerCase(Locale.ROOT);
      int colon = pattern.lastIndexOf(':');
      boolean withPort = colon > 0 && pattern.substring(colon + 1).matches("[0-9]+");
      String name = withPort ? pattern.substring(0, colon) : pattern;
      name = name.replaceFirst("^\\*?\\.", "");
      boolean samePort =
          !withPort || pattern.substring(colon + 1).equals(Integer.toString(port(uri)));
      if (samePort
          && !name.isEmpty()
          && (name.equals("*") || host.equals(name) || host.endsWith("." + name))) {
        return true;
      }
    }
    return false;
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
  }

  private static InetSocketAddress address(String proxy) {
    try {
      URI uri = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
      if (uri.getHost() != null && uri.getScheme().equals("http")) {
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
