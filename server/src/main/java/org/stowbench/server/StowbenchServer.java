package org.stowbench.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.stowbench.ask.Advice;
import org.stowbench.ask.AdviceJson;
import org.stowbench.ask.Needs;
import org.stowbench.ask.NoAdviceException;
import org.stowbench.io.ImageBytes;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.QueryJson;
import org.stowbench.io.SceneJson;
import org.stowbench.scene.Scene;

/**
 * Answers questions over HTTP until it is closed.
 *
 * <p>Closing lets the questions that are being answered end, refuses new ones, and frees the port.
 */
public final class StowbenchServer implements AutoCloseable {
  private static final String PHOTO = "/v1/photos/";

  /** Photos that are sent at once. */
  private static final int PHOTOS = 8;

  private final ServerSettings settings;
  private final Map<String, ServedPredictor> predictors = new LinkedHashMap<>();
  private final SceneLibrary library;
  private final Map<String, Scene> scenes = new LinkedHashMap<>();
  private final Consumer<String> trouble;
  private final Pool pool;
  private final Semaphore photos = new Semaphore(PHOTOS);
  private final ServerMetrics metrics;
  private final Javalin javalin;
  private final URI address;

  private StowbenchServer(
      ServerSettings settings,
      List<ServedPredictor> served,
      SceneLibrary library,
      Consumer<String> trouble) {
    if (served.isEmpty()) {
      throw new IllegalArgumentException("server without predictors: must have at least one");
    }
    this.settings = settings;
    this.library = library;
    this.trouble = trouble;
    served.forEach(one -> predictors.putIfAbsent(one.name(), one));
    library.scenes().forEach(scene -> scenes.put(scene.id(), scene));
    this.pool = new Pool(settings.jobs(), settings.waiting(), settings.patience());
    this.metrics = new ServerMetrics(pool::busy);
    this.javalin = Javalin.create(this::configure);
    try {
      javalin.start();
    } catch (RuntimeException e) {
      pool.close();
      throw new InvalidInputException(
          "cannot listen on %s, port %d: %s"
              .formatted(settings.host(), settings.port(), e.getMessage()),
          e);
    }
    String host = settings.isLoopback() ? settings.host() : "localhost";
    String name = host.contains(":") ? "[" + host + "]" : host;
    this.address = URI.create("http://%s:%d/".formatted(name, javalin.port()));
  }

  /**
   * Starts to listen.
   *
   * @param predictors one or more; the first is asked where a client names none
   * @param library scenes to pick from
   * @param trouble is told, in one line, what went wrong here and is not the client's fault
   * @throws InvalidInputException if the address cannot be listened on
   */
  public static StowbenchServer start(
      ServerSettings settings,
      List<ServedPredictor> predictors,
      SceneLibrary library,
      Consumer<String> trouble) {
    return new StowbenchServer(settings, predictors, library, trouble);
  }

  /** Where the page is. */
  public URI address() {
    return address;
  }

  @Override
  public void close() {
    try (pool) {
      javalin.stop();
    } catch (JavalinException e) {
      trouble.accept("some questions were not answered before the server stopped");
    }
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    config.http.defaultContentType = "application/json";
    // Every question that may be worked on or wait has a thread, and there are some to say no.
    QueuedThreadPool threads =
        new QueuedThreadPool(settings.jobs() + settings.waiting() + PHOTOS + 16, 8);
    threads.setName("stowbench-http");
    config.jetty.threadPool = threads;
    config.jetty.modifyHttpConfiguration(StowbenchServer::configure);
    config.jetty.addConnector(this::listen);
    config.jetty.modifyServer(
        server -> {
          // Any question is over by then, so that none is cut off.
          server.setStopTimeout(settings.patience().plusSeconds(5).toMillis());
          Connections connections =
              new Connections(
                  server.getScheduler(),
                  ServerSettings.IDLE,
                  settings.patience().plus(ServerSettings.IDLE));
          server.addBean(connections);
          server.setHandler(
              new GracefulHandler(
                  new Door(
                      settings.access(),
                      settings.bodyDeadline(),
                      connections,
                      refusal -> metrics.count("none", refusal.status(), 0))));
          server.setErrorHandler(StowbenchServer::malformed);
        });
    for (Page page : Page.values()) {
      config.routes.get(page.path(), ctx -> ctx.contentType(page.type()).result(page.content()));
    }
    config.routes.post("/v1/rank", this::rank);
    config.routes.get("/v1/predictors", this::listPredictors);
    config.routes.get("/v1/scenes", this::listScenes);
    config.routes.get("/v1/scenes/<id>", this::showScene);
    config.routes.get(PHOTO + "<id>", this::showPhoto);
    config.routes.get(Door.HEALTH, ctx -> json(ctx, Json.object().put("status", "ok")));
    config.routes.get(
        "/metrics", ctx -> ctx.contentType(metrics.contentType()).result(metrics.text()));
    config.routes.exception(Refusal.class, (refusal, ctx) -> refuse(ctx, refusal));
    config.routes.exception(InvalidInputException.class, (e, ctx) -> refuse(ctx, Refusal.of(e)));
    config.routes.exception(
        HttpResponseException.class,
        (e, ctx) ->
            refuse(ctx, Refusal.of(e.getStatus(), ctx.method() + " is not served at this path")));
    config.routes.exception(Exception.class, this::fail);
    config.requestLogger.http(this::count);
  }

  private static void configure(HttpConfiguration http) {
    http.setSendServerVersion(false);
  }

  private ServerConnector listen(Server server, HttpConfiguration http) {
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(ServerSettings.IDLE.toMillis());
    connector.addEventListener(server.getBean(Connections.class));
    return connector;
  }

  private void rank(Context ctx) throws Exception {
    String body = ctx.attribute(Door.BODY);
    try {
      json(ctx, pool.call(() -> answer(body)));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw e;
    }
  }

  /** All that a question costs, from its text on; for the pool's threads, with their deadline. */
  private ObjectNode answer(String body) throws InterruptedException {
    RankRequest asked = RankRequest.read(body, id -> Optional.ofNullable(scenes.get(id)));
    ServedPredictor served =
        asked.predictor().map(this::named).orElseGet(() -> predictors.values().iterator().next());
    Needs.require(served.name(), served.predictor(), asked.query().scene());
    try {
      ObjectNode answer = Json.object().put("predictor", served.name());
      answer.setAll(
          AdviceJson.write(
              Advice.ask(served.predictor(), asked.query(), asked.top(), asked.reasons())));
      return answer;
    } catch (NoAdviceException failure) {
      throw failed(served, failure);
    }
  }

  /** What a predictor says of its failure is an answer; an exception's text is not for clients. */
  private Refusal failed(ServedPredictor served, NoAdviceException failure) {
    if (failure.getCause() == null) {
      return Refusal.of(
          502, "predictor %s failed: %s".formatted(served.name(), failure.getMessage()));
    }
    trouble.accept("predictor %s failed: %s".formatted(served.name(), failure.getMessage()));
    return Refusal.of(
        502, "predictor %s failed; the server's own output says why".formatted(served.name()));
  }

  private ServedPredictor named(String name) {
    ServedPredictor served = predictors.get(name);
    if (served == null) {
      throw InvalidInputException.expected(
          InputLocation.of("body").child("predictor"),
          "one of " + String.join(", ", predictors.keySet()),
          name);
    }
    return served;
  }

  private void listPredictors(Context ctx) {
    ArrayNode list = Json.list();
    for (ServedPredictor served : predictors.values()) {
      list.addObject()
          .put("name", served.name())
          .put("summary", served.summary())
          .put("reasons", served.explains());
    }
    json(ctx, Json.object().set("predictors", list));
  }

  private void listScenes(Context ctx) {
    ObjectNode json = Json.object().put("dataset", library.name());
    ArrayNode list = json.putArray("scenes");
    for (Scene scene : scenes.values()) {
      list.addObject().put("id", scene.id()).put("containers", scene.containers().size());
    }
    ArrayNode items = json.putArray("items");
    library.items().forEach(items::add);
    json(ctx, json);
  }

  private void showScene(Context ctx) {
    Scene scene = found(ctx);
    ObjectNode json = Json.object();
    json.set("scene", SceneJson.write(scene));
    if (!library.known(scene).isEmpty()) {
      json.set("known", QueryJson.write(library.known(scene)));
    }
    if (library.photo(scene).isPresent()) {
      String id = URLEncoder.encode(scene.id(), StandardCharsets.UTF_8);
      json.put("photo", PHOTO + id.replace("+", "%20").replace("%2F", "/"));
    }
    json(ctx, json);
  }

  /**
   * A photo is larger than other answers: who is slow to take it keeps its thread, and some can.
   */
  private void showPhoto(Context ctx) {
    ImageBytes photo =
        library
            .photo(found(ctx))
            .orElseThrow(() -> Refusal.of(404, "this scene has no photo here"));
    if (!photos.tryAcquire()) {
      throw Refusal.of(503, "too many photos at once: ask again soon");
    }
    try {
      ctx.contentType(photo.mediaType());
      ctx.res().setContentLength(photo.bytes().length);
      ctx.res().getOutputStream().write(photo.bytes());
    } catch (IOException e) {
      // Who asked has left.
    } finally {
      photos.release();
    }
  }

  private Scene found(Context ctx) {
    Scene scene = scenes.get(ctx.pathParam("id"));
    if (scene == null) {
      throw Refusal.of(404, "there is no such scene; /v1/scenes lists them");
    }
    return scene;
  }

  private static void json(Context ctx, JsonNode value) {
    byte[] text = Json.line(value).getBytes(StandardCharsets.UTF_8);
    // Handed over as a whole, so that a client who is slow to take it holds no thread.
    if (text.length > ctx.res().getBufferSize()) {
      ctx.res().setBufferSize(text.length);
    }
    ctx.contentType("application/json").result(text);
  }

  private static void refuse(Context ctx, Refusal refusal) {
    refusal.headers().forEach(ctx::header);
    ctx.status(refusal.status()).contentType("application/json").result(refusal.text());
  }

  /** What is not the client's fault is told to whoever runs the server, and not to the client. */
  private void fail(Exception e, Context ctx) {
    Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
    if (cause instanceof OutOfMemoryError) {
      trouble.accept("memory ran out over a question, which was sent away");
      refuse(ctx, Refusal.of(503, "the server's memory ran out: ask again, or ask less"));
      return;
    }
    trouble.accept(
        "this is a bug in Stowbench; please report it: %s %s: %s"
            .formatted(ctx.method(), route(ctx), cause));
    refuse(ctx, Refusal.of(500, "the server failed; its own output says why"));
  }

  /** What Jetty refuses before it comes to a route, such as a request line that is none. */
  private static boolean malformed(Request request, Response response, Callback callback) {
    int status = response.getStatus() < 400 ? 400 : response.getStatus();
    Refusal.of(status, HttpStatus.getMessage(status)).send(response, callback);
    return true;
  }

  private void count(Context ctx, float milliseconds) {
    metrics.count(route(ctx), ctx.statusCode(), milliseconds / 1e3);
  }

  private static String route(Context ctx) {
    Endpoint endpoint = ctx.endpoints().lastHttpEndpoint();
    return endpoint == null ? "none" : endpoint.path;
  }
}
