package org.stowbench.spark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A language model on this machine, which may hold its tongue. */
final class FakeModel implements AutoCloseable {

  private static final byte[] REPLY =
      """
      {"id": "c", "object": "chat.completion", "created": 1, "model": "m-1",
       "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant",
         "content": "{\\"ranking\\": [{\\"container\\": 1, \\"probability\\": 1}]}"}}],
       "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}}
      """
          .getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger arrived = new AtomicInteger();
  private final List<String> answered = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final int answers;

  /**
   * Starts it.
   *
   * @param answers how many requests are answered before it holds its tongue
   */
  FakeModel(int answers) throws IOException {
    this.answers = answers;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String prompt = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (arrived.incrementAndGet() > answers && released.getCount() > 0) {
        released.await();
        return; // who asked is gone
      }
      answered.add(prompt);
      exchange.sendResponseHeaders(200, REPLY.length);
      exchange.getResponseBody().write(REPLY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** From now on it answers everything but what it holds already. */
  void release() {
    released.countDown();
  }

  String spec() {
    return "noam:model=openai/m,base-url=http://localhost:" + server.getAddress().getPort();
  }

  /** What it was asked and has answered. */
  List<String> answered() {
    return answered;
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    threads.shutdownNow();
  }
}
