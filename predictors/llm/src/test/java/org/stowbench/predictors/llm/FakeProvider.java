package org.stowbench.predictors.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A real HTTP server on this machine that speaks the wire formats of OpenAI (and whatever copies
 * it), Anthropic and Gemini, and misbehaves when told to.
 */
public final class FakeProvider implements AutoCloseable {

  static {
    // Else each small response waits 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** An answer in JSON: container 4. */
  public static final String ANSWER =
      "{\"reasoning\":\"a\",\"ranking\":[{\"container\":4,\"probability\":0.6}]}";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the server does with a request. */
  public sealed interface Behaviour {
    /** Says this, in the provider's form. */
    record Say(String text) implements Behaviour {}

    /** Says this after these thoughts, and ends for this reason, in the provider's words. */
    record Think(String thoughts, String text, boolean cutOff) implements Behaviour {}

    /** Responds like this. */
    record Status(int code, String body, Map<String, String> headers) implements Behaviour {}

    /** Sends a part of a good response and hangs up. */
    record CutOff() implements Behaviour {}

    /** Sends a part of a good response, then nothing for so long. */
    record Stall(long millis) implements Behaviour {}
  }

  /** A request as it came. */
  public record Received(String path, Map<String, List<String>> headers, JsonNode body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Function<JsonNode, Behaviour> behaviour;
  private final boolean remember;

  public FakeProvider(Function<JsonNode, Behaviour> behaviour) {
    this(behaviour, true);
  }

  /**
   * Starts a server.
   *
   * @param behaviour what it does, by the request's body
   * @param remember whether to keep the requests
   */
  public FakeProvider(Function<JsonNode, Behaviour> behaviour, boolean remember) {
    this.behaviour = behaviour;
    this.remember = remember;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public static Behaviour say(String text) {
    return new Behaviour.Say(text);
  }

  public static Behaviour status(int code) {
    return status(code, "{\"error\": {\"message\": \"no\"}}");
  }

  public static Behaviour status(int code, String body) {
    return new Behaviour.Status(code, body, Map.of());
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/v1";
  }

  public List<Received> received() {
    return received;
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    JsonNode json = JSON.readTree(body);
    String path = exchange.getRequestURI().toString();
    if (remember) {
      received.add(new Received(path, Map.copyOf(exchange.getRequestHeaders()), json));
    }
    Behaviour next = behaviour.apply(json);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    if (next instanceof Behaviour.Say say) {
      send(exchange, 200, response(path, json, new Behaviour.Think("", say.text(), false)));
    } else if (next instanceof Behaviour.Think think) {
      send(exchange, 200, response(path, json, think));
    } else if (next instanceof Behaviour.Status status) {
      status.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
      send(exchange, status.code(), status.body().getBytes(StandardCharsets.UTF_8));
    } else {
      byte[] whole = response(path, json, new Behaviour.Think("", "Best container: 1", false));
      exchange.sendResponseHeaders(200, whole.length);
      exchange.getResponseBody().write(whole, 0, whole.length / 2);
      exchange.getResponseBody().flush();
      if (next instanceof Behaviour.Stall stall) {
        sleep(stall.millis());
      }
      exchange.close();
    }
  }

  static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Of those that speak OpenAI's protocol, Mistral's and Ollama's models are known by name. */
  private static byte[] response(String path, JsonNode request, Behaviour.Think reply)
      throws IOException {
    String text = JSON.writeValueAsString(reply.text());
    String thoughts = JSON.writeValueAsString(reply.thoughts());
    boolean thinks = !reply.thoughts().isEmpty();
    String name = request.path("model").asText("model-from-path");
    String model = name + "-2026-01-01";
    String json;
    if (path.contains("generateContent")) {
      json =
          """
          {"candidates": [{"content": {"role": "model", "parts": [%s{"text": %s}]},
            "finishReason": "%s", "index": 0}],
           "usageMetadata": {"promptTokenCount": 100, "candidatesTokenCount": 20,
            "totalTokenCount": 120}, "modelVersion": "%s", "responseId": "r"}
          """
              .formatted(
                  thinks ? "{\"thought\": true, \"text\": " + thoughts + "}, " : "",
                  text,
                  reply.cutOff() ? "MAX_TOKENS" : "STOP",
                  model);
    } else if (path.contains("/messages")) {
      json =
          """
          {"id": "msg", "type": "message", "role": "assistant", "model": "%s",
           "content": [%s{"type": "text", "text": %s}], "stop_reason": "%s",
           "usage": {"input_tokens": 100, "output_tokens": 20}}
          """
              .formatted(
                  model,
                  thinks
                      ? "{\"type\": \"thinking\", \"thinking\": %s, \"signature\": \"x\"}, "
                          .formatted(thoughts)
                      : "",
                  text,
                  reply.cutOff() ? "max_tokens" : "end_turn");
    } else {
      String message = "\"content\": " + text;
      String limit = "length";
      if (thinks && name.startsWith("mistral")) {
        message =
            """
            "content": [{"type": "thinking", "thinking": [{"type": "text", "text": %s}]},
              {"type": "text", "text": %s}]"""
                .formatted(thoughts, text);
        limit = "model_length";
      } else if (thinks) {
        message +=
            ", \"%s\": %s"
                .formatted(name.startsWith("ollama") ? "reasoning" : "reasoning_content", thoughts);
      }
      json =
          """
          {"id": "c", "object": "chat.completion", "created": 1, "model": "%s",
           "choices": [{"index": 0, "finish_reason": "%s",
             "message": {"role": "assistant", %s}}],
           "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}}
          """
              .formatted(model, reply.cutOff() ? limit : "stop", message);
    }
    return json.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
