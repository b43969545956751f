package org.stowbench.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.stowbench.io.ImageBytes;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Explaining;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Answer;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.Query;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/** A real server on a free port, with predictors whose behaviour the item decides, and a client. */
final class Served implements AutoCloseable {

  /** Containers in reverse, then "not here"; fails for the item "failure", throws for "bug". */
  private static final class Reverse implements Predictor, Explaining {

    @Override
    public Prediction predict(Query query, PredictionContext context) {
      if (query.item().equals("failure")) {
        return Prediction.failed(query.id(), "no idea");
      }
      if (query.item().equals("bug")) {
        throw new IllegalStateException("a secret of the server");
      }
      List<Answer> answers = new ArrayList<>();
      for (int id = query.scene().containers().size() - 1; id >= 0; id--) {
        answers.add(Answer.container(id));
      }
      answers.add(Answer.NOT_HERE);
      return Prediction.of(query, Ranking.of(answers));
    }

    @Override
    public List<Optional<String>> reasons(Query query, List<Answer> answers) {
      return answers.stream().map(answer -> Optional.of("the last is the best")).toList();
    }
  }

  /** More than a connection holds in flight. */
  static final int LARGE_PHOTO = 12_000_000;

  final StowbenchServer server;
  final Queue<String> trouble = new ConcurrentLinkedQueue<>();
  private final HttpClient client = HttpClient.newHttpClient();

  Served(ServerSettings settings, Predictor... others) {
    List<ServedPredictor> predictors = new ArrayList<>();
    predictors.add(new ServedPredictor("reverse", "the last container first", new Reverse()));
    for (Predictor other : others) {
      predictors.add(new ServedPredictor("other", "another", other));
    }
    server = StowbenchServer.start(settings, predictors, library(), trouble::add);
  }

  static Served onLoopback() {
    return new Served(ServerSettings.onLoopback(0, 2));
  }

  private static SceneLibrary library() {
    Scene row = TestKitchens.row("row", 3);
    Scene nested = TestKitchens.row("a kitchen/with a slash", 2);
    Scene large = TestKitchens.row("large", 2);
    Scene lengthy = Scene.of("long", List.of(Container.named(0, "x".repeat(1_000_000))));
    return new SceneLibrary() {
      @Override
      public String name() {
        return "test:eval";
      }

      @Override
      public List<Scene> scenes() {
        return List.of(row, nested, large, lengthy);
      }

      @Override
      public List<KnownPlacement> known(Scene scene) {
        return scene == nested
            ? List.of(new KnownPlacement("spoon", Answer.container(1)))
            : List.of();
      }

      @Override
      public List<String> items() {
        return List.of("whisk");
      }

      @Override
      public Optional<ImageBytes> photo(Scene scene) {
        if (scene == row) {
          return Optional.empty();
        }
        byte[] bytes = scene == large ? new byte[LARGE_PHOTO] : new byte[] {1, 2, 3};
        return Optional.of(new ImageBytes("image/png", bytes));
      }
    };
  }

  URI at(String path) {
    return server.address().resolve(path);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(at(path)));
  }

  HttpResponse<String> rank(String body) throws IOException, InterruptedException {
    return post("/v1/rank", body);
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(request(path, body));
  }

  HttpRequest.Builder rankRequest(String body) {
    return request("/v1/rank", body);
  }

  HttpRequest.Builder request(String path, String body) {
    return HttpRequest.newBuilder(at(path))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpRequest sent = request.timeout(Duration.ofSeconds(60)).build();
    HttpResponse<String> answer = client.send(sent, HttpResponse.BodyHandlers.ofString());
    Described.check(sent, answer);
    return answer;
  }

  HttpClient client() {
    return client;
  }

  /** Sends a text as it is and no more, and gives what comes back until the server closes. */
  String raw(String text) throws IOException {
    return raw(out -> out.accept(text.getBytes(StandardCharsets.ISO_8859_1)), true);
  }

  /**
   * @param thatIsAll whether to say that no more will come
   */
  String raw(Consumer<Consumer<byte[]>> writer, boolean thatIsAll) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
      socket.setSoTimeout(60_000);
      writer.accept(
          bytes -> {
            try {
              socket.getOutputStream().write(bytes);
              socket.getOutputStream().flush();
            } catch (IOException e) {
              // The server has heard enough; what it said is read below.
            }
          });
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      try {
        if (thatIsAll) {
          socket.shutdownOutput();
        }
      } catch (SocketException e) {
        // The server was faster.
      }
      try {
        socket.getInputStream().transferTo(said);
      } catch (SocketException e) {
        // It closed on what it had not read; what it said first is here.
      }
      return said.toString(StandardCharsets.ISO_8859_1);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
