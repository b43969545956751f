package org.stowbench.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which proxy the environment names for an address. */
class EnvironmentProxiesTest {

  private static Proxy proxy(Map<String, String> environment, String uri) {
    return new EnvironmentProxies(environment).select(URI.create(uri)).get(0);
  }

  private static Proxy at(String host, int port) {
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
  }

  @Test
  void each_scheme_has_its_own_and_lower_case_counts_first() {
    Map<String, String> environment =
        Map.of("HTTPS_PROXY", "http://a:1", "https_proxy", "b:2", "HTTP_PROXY", "http://c/");
    assertThat(proxy(environment, "https://x.org/")).isEqualTo(at("b", 2));
    assertThat(proxy(environment, "http://x.org/")).isEqualTo(at("c", 80));
    assertThat(proxy(Map.of("ALL_PROXY", "d:4"), "https://x.org/")).isEqualTo(at("d", 4));
    assertThat(proxy(Map.of("ALL_PROXY", "HTTP://d"), "https://x.org/")).isEqualTo(at("d", 80));
    assertThat(proxy(Map.of("HTTPS_PROXY", " "), "https://x.org/")).isEqualTo(Proxy.NO_PROXY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x.org            | https://x.org/     | true",
        "x.org            | https://a.x.org/   | true",
        ".x.org           | https://a.x.org/   | true",
        "*.x.org          | https://a.x.org/   | true",
        "X.ORG            | https://x.org/     | true",
        "*                | https://x.org/     | true",
        "a, x.org:443     | https://x.org/     | true",
        "x.org:8443       | https://x.org/     | false",
        "x.org            | https://ax.org/    | false",
        "127.0.0.1        | http://127.0.0.1/  | true",
        "10.0.0.0/8       | http://10.1.2.3/   | true",
        "10.0.0.0/8       | http://11.1.2.3/   | false",
        "10.0.0.0/x       | http://10.0.0.0/   | false",
        "::1              | http://[::1]:80/   | true",
        "[0:0::1]:80      | http://[::1]/      | true",
        "[::1]:81         | http://[::1]/      | false",
        "fd00::/8         | http://[fd12::3]/  | true",
      })
  void hosts_in_no_proxy_are_reached_directly(String noProxy, String uri, boolean direct) {
    Map<String, String> environment = Map.of("ALL_PROXY", "p:1", "NO_PROXY", noProxy);
    assertThat(proxy(environment, uri).equals(Proxy.NO_PROXY)).isEqualTo(direct);
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks5://user:secret@h:1", "http://", "http://user:secret@h:x y"})
  void what_is_no_http_proxy_is_refused_without_telling_its_password(String value) {
    assertThatThrownBy(() -> proxy(Map.of("HTTPS_PROXY", value), "https://x.org/"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageNotContaining("secret");
  }
}
