package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that ask a language model, as users type them, against a server on this machine. */
class LanguageModelCommandsTest {

  private static final String KEY = "very-secret-key";
  private static final String REPLY =
      """
      {"id": "c", "object": "chat.completion", "created": 1, "model": "m-1",
       "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant",
         "content": "<think>By <script>hack()</script> \\u001b[2Jthe sink</think>{\\"ranking\\": [{\\"container\\": 1, \\"probability\\": 1}]}"}}],
       "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}}
      """;

  private StowbenchSession stowbench;
  private Path folder;

  @BeforeEach
  void makeDataset() throws IOException {
    stowbench = StowbenchSession.begin();
    folder = stowbench.folder();
    SmallDataset.write(folder.resolve("small"));
  }

  private static HttpServer server(int status, AtomicInteger requests) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          byte[] body =
              (status == 200 ? REPLY : "wrong key " + KEY).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private StowbenchProcess.Result run(HttpServer server, String... more) {
    String[] arguments = new String[more.length + 5];
    String spec =
        "noam:model=openai/m,key-variable=MY_KEY,base-url=http://localhost:"
            + server.getAddress().getPort();
    System.arraycopy(
        new String[] {"run", "--dataset", "small", "--predictor", spec}, 0, arguments, 0, 5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return stowbench.run(arguments);
  }

  @Test
  void aDryRunAsksNothingALimitStopsAResumeGoesOnAndASecondRunIsFree() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server = server(200, requests);
    try {
      StowbenchProcess.Result dry = run(server, "--dry-run");
      assertThat(dry.exitCode()).as(dry.err()).isZero();
      assertThat(dry.out())
          .contains(
              "Item: whisk",
              "6 queries, 6 requests",
              "cost about unknown; with the longest replies 98304 tokens");
      assertThat(run(server, "--dry-run", "--max-requests", "5").out())
          .endsWith("--max-requests 5 would stop it before its end\n");
      assertThat(run(server, "--dry-run", "--max-cost", "1", "--max-tokens", "90000").out())
          .endsWith(
              "--max-tokens 90000 would stop it with long replies; --max-cost 1.0 needs a price,"
                  + " which is unknown here\n");
      assertThat(run(server, "--predictor", "noam:model=openai/m,output=text", "--dry-run").out())
          .contains("\nall 2 predictors: 12 requests, about ");
      assertThat(run(server).err()).contains("needs a key").contains("MY_KEY");
      assertThat(requests).hasValue(0);

      Files.writeString(folder.resolve(".env"), "export MY_KEY=\"" + KEY + "\"\n");
      StowbenchProcess.Result limited = run(server, "--max-requests", "2", "--out", "runs");
      assertThat(limited.exitCode()).isEqualTo(3);
      assertThat(limited.err()).contains("--max-requests 2 is reached", "--resume");
      Path run = folder.resolve("runs").resolve(folder.resolve("runs").toFile().list()[0]);
      StowbenchProcess.Result resumed =
          stowbench.run("run", "--dataset", "small", "--resume", run.toString());
      assertThat(resumed.exitCode()).as(resumed.err()).isZero();
      assertThat(resumed.err()).contains("400 tokens in");
      assertThat(requests).hasValue(6);

      assertThat(run(server).exitCode()).isZero();
      assertThat(requests).hasValue(6);
      assertThat(stowbench.run("cache", "stats", "--format", "csv").out()).contains("6,");
      StowbenchProcess.Result shown = stowbench.run("cache", "show", "q1");
      assertThat(shown.out())
          .contains("numbered from 1 in these prompts", "12 is container 11")
          .contains("with temperature=0.0, max-output-tokens=1024, run seed 1")
          .contains("m at http://localhost", "-- task", "-- question", "Item: whisk")
          .contains(
              "   <think>By <script>hack()</script> \\u001b[2Jthe sink</think>{\"ranking\": [{")
          .contains("-- reply (m-1, 100 tokens in, 20 out", "ended by stop)")
          .doesNotContain("\u001b");
      assertThat(stowbench.run("cache", "show", "q1", "--model", "openai/m").out())
          .isEqualTo(shown.out());
      assertThat(stowbench.run("cache", "show", "q1", "--model", "openai/n").err())
          .contains("the id of one that openai/n was asked");
      assertThat(stowbench.run("cache", "show", "q1", "--format", "markdown").out())
          .contains("&lt;script>")
          .doesNotContain("\u001b");
      assertThat(stowbench.run("cache", "show", "no\u001bne").err())
          .contains("no kept answer to query no\\u001bne")
          .doesNotContain("\u001b");
      assertThat(stowbench.run("cache", "clear").out()).contains("Deleted 6 answers");
      assertNoKeyIn(run);
    } finally {
      server.stop(0);
    }
  }

  private static void assertNoKeyIn(Path run) throws IOException {
    try (var files = Files.walk(run)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).doesNotContain(KEY);
      }
    }
  }

  @Test
  void aWrongKeyStopsWithOneLineThatDoesNotShowIt() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server = server(401, requests);
    try {
      Files.writeString(folder.resolve(".env"), "MY_KEY=" + KEY + "\n");
      StowbenchProcess.Result result = run(server, "--jobs", "1");

      assertThat(result.exitCode()).isEqualTo(3);
      assertThat(result.err())
          .contains("openai does not accept the key in MY_KEY")
          .doesNotContain(KEY);
      assertThat(requests).hasValue(1);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void describeSaysWhatEachProviderNeeds() throws IOException {
    Files.writeString(folder.resolve(".env"), "MISTRAL_API_KEY=" + KEY + "\n");

    assertThat(stowbench.run("predictors", "describe", "noam").out())
        .contains("mistral/NAME needs a key in MISTRAL_API_KEY: configured")
        .contains("ollama/NAME needs no key; a server at http://localhost:11434/v1")
        .doesNotContain(KEY);
  }
}
