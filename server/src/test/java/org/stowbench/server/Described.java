package org.stowbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code openapi.json}, and what it says of an answer of the server. */
final class Described {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What a client's program may act on. */
  private static final Set<String> ACTED_ON =
      Set.of("www-authenticate", "retry-after", "allow", "location");

  static final JsonNode API = read();

  private Described() {}

  private static JsonNode read() {
    try (InputStream in = StowbenchServer.class.getResourceAsStream("openapi.json")) {
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An answer as it came. */
  record Answer(int status, Map<String, String> headers, String body) {

    /** Of what a socket read. */
    static Answer of(String raw) {
      int end = raw.indexOf("\r\n\r\n");
      Map<String, String> headers = new HashMap<>();
      raw.substring(0, end)
          .lines()
          .skip(1)
          .forEach(
              line ->
                  headers.put(
                      line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                      line.substring(line.indexOf(':') + 1).strip()));
      return new Answer(Integer.parseInt(raw.substring(9, 12)), headers, raw.substring(end + 4));
    }
  }

  /** Holds that an answer is one that is described, unless it is a page's. */
  static void check(HttpRequest request, HttpResponse<String> response) {
    Map<String, String> headers = new HashMap<>();
    response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
    Answer answer = new Answer(response.statusCode(), headers, response.body());
    Optional<String> path = path(request.uri().getPath());
    if (path.isPresent()) {
      check(path.get(), request.method().toLowerCase(Locale.ROOT), answer);
    } else if (answer.status() >= 400) {
      checkError(answer);
    }
  }

  /** The path as the description writes it; empty for one of which it says nothing. */
  static Optional<String> path(String path) {
    String found = "";
    for (Map.Entry<String, JsonNode> each : API.get("paths").properties()) {
      if (path.matches(each.getKey().replace(".", "\\.").replace("{id}", ".+"))) {
        found = each.getKey();
      }
    }
    return Optional.of(found).filter(name -> !name.isEmpty());
  }

  static JsonNode responses(String path, String method) {
    return API.get("paths").get(path).path(method).path("responses");
  }

  /** Holds that an answer to a path, as the description writes it, is one that is described. */
  static void check(String path, String method, Answer answer) {
    JsonNode described = responses(path, method).path("" + answer.status());
    if (described.isMissingNode() && answer.status() >= 400) {
      described = responses(path, method).path("default");
    }
    if (described.isMissingNode()) {
      assertThat(answer.status()).as("%s %s: %s", method, path, answer).isGreaterThanOrEqualTo(400);
      checkError(answer); // a method that is not served here
      return;
    }
    if (described.has("$ref")) {
      described = API.at(described.get("$ref").textValue().substring(1));
    }
    String media = described.get("content").fieldNames().next();
    assertThat(answer.headers().get("content-type")).startsWith(media.replace("*", ""));
    JsonNode headers = described.path("headers");
    for (Map.Entry<String, JsonNode> header : headers.properties()) {
      String value = answer.headers().get(header.getKey().toLowerCase(Locale.ROOT));
      if (value == null) {
        assertThat(header.getValue().path("required").booleanValue()).as(header.getKey()).isFalse();
      } else {
        assertThat(value).matches(form(header.getValue().get("schema")));
      }
    }
    for (String header : ACTED_ON) {
      if (answer.headers().containsKey(header)) {
        assertThat(headers.fieldNames())
            .toIterable()
            .as("%s %s %d", method, path, answer.status())
            .anyMatch(name -> name.equalsIgnoreCase(header));
      }
    }
    JsonNode schema = described.at("/content/application~1json/schema/$ref");
    if (schema.isTextual()) {
      checkSchema(schema.textValue().substring("#/components/schemas/".length()), answer);
    }
  }

  private static String form(JsonNode schema) {
    return schema.has("const")
        ? schema.get("const").textValue()
        : schema.get("type").textValue().equals("integer") ? "[0-9]{1,9}" : ".+";
  }

  /** Holds that a refusal is in the form of all. */
  static void checkError(Answer answer) {
    checkSchema("Error", answer);
    assertThat(json(answer).at("/error/status").intValue()).isEqualTo(answer.status());
  }

  private static void checkSchema(String schema, Answer answer) {
    assertThat(problems(schema, json(answer))).as(answer.body()).isEmpty();
  }

  private static JsonNode json(Answer answer) {
    try {
      return MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  static Set<?> problems(String schema, JsonNode value) {
    ObjectNode whole = MAPPER.createObjectNode();
    whole.put("$ref", "#/components/schemas/" + schema);
    whole.set("components", API.get("components"));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(whole)
        .validate(value);
  }
}
