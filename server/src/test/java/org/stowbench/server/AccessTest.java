package org.stowbench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is answered: under which names, and with which token. */
class AccessTest {

  private static final String TOKEN = "a-token-of-some-length==";
  private static final Optional<AccessToken> SECRET = Optional.of(AccessToken.of(TOKEN));
  private static final Set<String> NAMES = Set.of("Robot.local", "fe80::7");

  private static Served served;

  @BeforeAll
  static void start() {
    served =
        new Served(
            ServerSettings.onLoopback(0, 1)
                .withHost("127.0.0.1", new Access(SECRET, NAMES, false)));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static String get(String path, String... headers) throws IOException {
    return served.raw(
        "GET "
            + path
            + " HTTP/1.1\r\nConnection: close\r\n"
            + String.join("\r\n", headers)
            + "\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8080",
        "127.0.0.1:1",
        "127.1.2.3",
        "[::1]:80",
        "robot.LOCAL.:9000",
        "[FE80::7]",
        "[fe80:0:0:0:0:0:0:7]:80",
        "[0:0:0:0:0:0:0:1]:8080",
        "localhost.:80",
        "127.0.0.1.",
        "[::ffff:127.0.0.1]"
      })
  void answersToItsOwnNamesAndToThoseThatAreAllowed(String host) throws IOException {
    assertThat(get("/healthz", "Host: " + host)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "127.0.0.1.nip.io",
        "robot.local.evil.example",
        "xrobot.local",
        "192.168.0.7",
        "0.0.0.0",
        "[::2]",
        "1.127.0.0.1"
      })
  void refusesEveryOtherName(String host) throws IOException {
    assertThat(get("/healthz", "Host: " + host, "Authorization: Bearer " + TOKEN))
        .startsWith("HTTP/1.1 403")
        .contains("--allow-host")
        .doesNotContain(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:1@evil",
        "localhost@evil.example",
        "evil.example#localhost",
        "evil.example:80:localhost",
        "evil.example/localhost",
        "localhost..",
        ".localhost",
        "localhost,evil.example",
        "localhost evil.example",
        "[::1].evil.example",
        "[::1",
        "[::1%25lo]",
        "[1:2:3]",
        "::1",
        "2130706433",
        "0x7f.1",
        "127.999.0.1",
        "localhost:",
        "localhost:x",
        "localhost:999999"
      })
  void noTrickWithANameFindsAWayIn(String host) throws IOException {
    assertThat(get("/healthz", "Host: " + host, "Authorization: Bearer " + TOKEN))
        .matches("(?s)HTTP/1.1 40[03] .*");
  }

  @Test
  void refusesRequestsWithoutAHostWithTwoAndWithAnotherThanTheirTarget() throws IOException {
    assertThat(get("/healthz", "X: y")).startsWith("HTTP/1.1 400");
    assertThat(get("/healthz", "Host: localhost", "Host: evil.example")).startsWith("HTTP/1.1 400");
    assertThat(get("http://evil.example/healthz", "Host: localhost")).startsWith("HTTP/1.1 4");
    assertThat(served.raw("GET /healthz HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 403");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X: none",
        "Authorization: Bearer",
        "Authorization: Bearer ",
        "Authorization: Bearer wrong",
        "Authorization: Bearer a-token-of-some-length",
        "Authorization: Bearer A-TOKEN-OF-SOME-LENGTH==",
        "Authorization: Basic a-token-of-some-length==",
        "Authorization: a-token-of-some-length==",
        "Cookie: token=a-token-of-some-length=="
      })
  void whoDoesNotShowTheTokenIsToldHow(String header) throws IOException {
    for (String path :
        List.of("/v1/rank", "/v1/predictors", "/v1/scenes", "/metrics", "/v1/x/../../healthz")) {
      assertThat(get(path, "Host: localhost", header))
          .as(path)
          .startsWith("HTTP/1.1 401")
          .contains("WWW-Authenticate: Bearer\r\n", "\"status\":401")
          .doesNotContain(TOKEN);
    }
    assertThat(
            served.raw(
                "POST /v1/rank HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n"
                    + header
                    + "\r\n\r\n"))
        .as("before its body is looked at")
        .startsWith("HTTP/1.1 401");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONNECT localhost:80", "OPTIONS *", "TRACE /healthz", "HEAD /v1/scenes"})
  void methodsThatNobodyNeedsFindNoWayIn(String line) throws IOException {
    assertThat(served.raw(line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 4");
  }

  @Test
  void whoShowsTheTokenIsAnsweredAndThePageIsForEverybody() throws Exception {
    HttpResponse<String> answer =
        served.send(
            served
                .rankRequest("{\"scene_id\":\"row\",\"item\":\"whisk\"}")
                .header("Authorization", "bearer  " + TOKEN));
    assertThat(answer.statusCode()).isEqualTo(200);
    for (String path : List.of("/", "/page.js", "/page.css", "/openapi.json", "/healthz")) {
      assertThat(served.get(path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void nothingPrintsTheToken() {
    assertThat(new Access(SECRET, NAMES, false).toString())
        .contains("[token]")
        .doesNotContain(TOKEN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccessToken.of("too short"))
        .withMessageContaining("16 to 512")
        .withMessageNotContaining("too short");
  }

  @Test
  void beyondThisMachineBothATokenAndNamesAreNeededUnlessInsecureIsSaid() {
    ServerSettings settings = ServerSettings.onLoopback(0, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withHost("0.0.0.0", Access.LOCAL))
        .withMessageContainingAll("0.0.0.0", "--token-file", "--allow-host", "--insecure");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withHost("0.0.0.0", new Access(SECRET, Set.of(), false)))
        .withMessageContaining("--allow-host")
        .withMessageNotContaining("--token-file");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withHost("::", new Access(Optional.empty(), NAMES, false)))
        .withMessageContaining("--token-file")
        .withMessageNotContaining("--allow-host");
    settings.withHost("0.0.0.0", new Access(SECRET, NAMES, false));
    Access open = new Access(Optional.empty(), Set.of(), true);
    settings.withHost("0.0.0.0", open);
    assertThat(open.answersTo("any.example")).isTrue();
    Access named = new Access(Optional.empty(), NAMES, true);
    assertThat(named.answersTo("any.example")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "http://robot", "robot:80", "robot/x", "a b", "*"})
  void namesAreNames(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Access(Optional.empty(), Set.of(name), false))
        .withMessageContaining("without http:// and without port");
  }
}
