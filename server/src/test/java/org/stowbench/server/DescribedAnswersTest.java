package org.stowbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What {@code openapi.json} does not say by path and status: which routes there are, what every
 * answer carries, and what is answered to that which is no request for one of them. All that {@link
 * Served} gets for other tests is held against the description there.
 */
class DescribedAnswersTest {

  private static Served served;

  @BeforeAll
  static void start() {
    served = Served.onLoopback();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void everyRouteThatIsNoPageIsDescribedAndEveryPathIsServed() {
    Set<String> routes = new TreeSet<>(Set.of("get /healthz"));
    for (Route route : served.server.routes()) {
      boolean page = route.forEverybody() && !route.path().endsWith(".json");
      if (!page) {
        routes.add((route.posted() ? "post " : "get ") + route.path().replaceAll("[<>]", "|"));
      }
    }
    Set<String> described = new TreeSet<>();
    for (var path : Described.API.get("paths").properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(
              method -> described.add(method + " " + path.getKey().replaceAll("[{}]", "|")));
    }
    assertThat(described).isEqualTo(routes);
  }

  @Test
  void whatEveryAnswerCarriesIsDescribed() throws IOException, InterruptedException {
    JsonNode description = Described.API.at("/info/description");
    for (String path : Set.of("/healthz", "/v1/scenes", "/v1/scenes/none", "/nothing", "/")) {
      HttpResponse<String> answer = served.get(path);
      for (String header : answer.headers().map().keySet()) {
        if (!Set.of("content-length", "content-type", "date", "transfer-encoding")
            .contains(header)) {
          assertThat(description.textValue()).containsIgnoringCase(header);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET /nothing, 404",
    "GET /v1/rank, 405",
    "PUT /v1/scenes, 405",
    "DELETE /healthz, 405",
    "OPTIONS /v1/scenes, 405",
    "TRACE /v1/scenes, 405",
    "BREW /v1/scenes, 405",
    "GET v1/scenes, 400",
    "GET /%zz, 400",
  })
  void aRequestForNothingThatIsThereIsRefusedInTheSameForm(String line, int status)
      throws IOException {
    check(line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", status);
  }

  @Test
  void whatIsNoRequestIsRefusedInTheSameForm() throws IOException {
    check("nonsense\r\n\r\n", 400);
    check("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n", 431);
    check("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 414);
    check("GET /healthz HTTP/9.9\r\nHost: localhost\r\n\r\n", 505);
    check(
        "POST /v1/rank HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        400);
  }

  private static void check(String request, int status) throws IOException {
    Described.Answer answer = Described.Answer.of(served.raw(request));
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().containsKey("allow")).isEqualTo(status == 405);
    Described.checkError(answer);
  }

  @Test
  void aBugIsAnsweredAsDescribed() throws IOException, InterruptedException {
    HttpRequest.Builder request = served.rankRequest("{\"scene_id\":\"row\",\"item\":\"bug\"}");
    assertThat(served.send(request).statusCode()).isEqualTo(502);
  }
}
