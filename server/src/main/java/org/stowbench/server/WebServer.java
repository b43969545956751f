package org.stowbench.server;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
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
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;

/**
 * Serves some routes until it is closed: to those who may ask, and safe from those who ask too much
 * or say too little. What is answered is its caller's.
 *
 * <p>Closing lets the requests that are being answered end, refuses new ones, and frees the port.
 */
public final class WebServer implements AutoCloseable {

  /** What pages on which people work look like; one that links to it serves it as a file. */
  public static final String STYLE = "people.css";

  /** What their scripts share, which comes before them. */
  public static final String SCRIPT = "people.js";

  /** Large replies that are sent at once. */
  private static final int LARGE = 8;

  /** Is told of every request, by its route and the status of its reply. */
  public interface Counter {

    /** Of a request that nobody wants counted. */
    Counter NONE = (route, status, seconds) -> {};

    /**
     * A request was answered.
     *
     * @param route its path as it is declared; {@code none} where there is no such
     */
    void count(String route, int status, double seconds);
  }

  private final ServerSettings settings;
  private final List<Route> routes;
  private final Counter counter;
  private final Consumer<String> trouble;
  private final Semaphore large = new Semaphore(LARGE);
  private final Javalin javalin;
  private final URI address;

  private WebServer(
      ServerSettings settings, List<Route> routes, Counter counter, Consumer<String> trouble) {
    this.settings = settings;
    this.routes = routes;
    this.counter = counter;
    this.trouble = trouble;
    this.javalin = Javalin.create(this::configure);
    try {
      javalin.start();
    } catch (RuntimeException e) {
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
   * Starts to listen. Beside the routes it says at {@value Door#HEALTH} that it is alive.
   *
   * @param trouble is told, in one line, what went wrong here and is not the client's fault
   * @throws InvalidInputException if the address cannot be listened on
   */
  public static WebServer start(
      ServerSettings settings, List<Route> routes, Counter counter, Consumer<String> trouble) {
    return new WebServer(settings, List.copyOf(routes), counter, trouble);
  }

  /** Where it is. */
  public URI address() {
    return address;
  }

  @Override
  public void close() {
    try {
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
    config.http.defaultContentType = Reply.JSON;
    // Every question that may be worked on or wait has a thread, and there are some to say no.
    QueuedThreadPool threads =
        new QueuedThreadPool(settings.jobs() + settings.waiting() + LARGE + 16, 8);
    threads.setName("stowbench-http");
    config.jetty.threadPool = threads;
    config.jetty.modifyHttpConfiguration(WebServer::configure);
    config.jetty.addConnector(this::listen);
    config.jetty.modifyServer(this::configure);
    config.routes.get(Door.HEALTH, ctx -> send(ctx, Reply.json(Json.object().put("status", "ok"))));
    for (Route route : routes) {
      config.routes.addHttpHandler(
          route.posted() ? HandlerType.POST : HandlerType.GET,
          route.path(),
          ctx -> send(ctx, route.work().answer(new Received(ctx))));
    }
    config.routes.exception(Refusal.class, (refusal, ctx) -> refuse(ctx, refusal));
    config.routes.exception(InvalidInputException.class, (e, ctx) -> refuse(ctx, Refusal.of(e)));
    config.routes.exception(
        HttpResponseException.class,
        (e, ctx) -> {
          // Of 405; the name is Javalin's.
          Optional.ofNullable(e.getDetails().get("availableMethods"))
              .ifPresent(methods -> ctx.header("Allow", methods));
          refuse(ctx, Refusal.of(e.getStatus(), ctx.method() + " is not served at this path"));
        });
    config.routes.exception(Exception.class, this::fail);
    config.requestLogger.http(this::count);
  }

  private void configure(Server server) {
    // Any question is over by then, so that none is cut off.
    server.setStopTimeout(settings.patience().plusSeconds(5).toMillis());
    Connections connections =
        new Connections(
            server.getScheduler(),
            ServerSettings.IDLE,
            settings.patience().plus(ServerSettings.IDLE));
    server.addBean(connections);
    Set<String> forEverybody =
        routes.stream()
            .filter(Route::forEverybody)
            .map(Route::path)
            .collect(Collectors.toUnmodifiableSet());
    server.setHandler(
        new GracefulHandler(
            new Door(
                settings.access(),
                forEverybody,
                settings.bodyDeadline(),
                connections,
                refusal -> counter.count("none", refusal.status(), 0))));
    server.setErrorHandler(WebServer::malformed);
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

  private record Received(Context ctx) implements Route.Asked {

    @Override
    public String at(String name) {
      return ctx.pathParam(name);
    }

    @Override
    public String body() {
      String body = ctx.attribute(Door.BODY);
      return body == null ? "" : body;
    }
  }

  private void send(Context ctx, Reply reply) {
    ctx.contentType(reply.type());
    if (reply.large()) {
      sendLarge(ctx, reply);
      return;
    }
    ctx.<IntConsumer>attribute(Door.OWED).accept(reply.bytes().length);
    // Handed over as a whole, so that a client who is slow to take it holds no thread.
    if (reply.bytes().length > ctx.res().getBufferSize()) {
      ctx.res().setBufferSize(reply.bytes().length);
      // A client can tell how much is still to come, and nothing is cut into chunks.
      ctx.res().setContentLength(reply.bytes().length);
    }
    ctx.result(reply.bytes());
  }

  private void sendLarge(Context ctx, Reply reply) {
    if (!large.tryAcquire()) {
      throw Refusal.of(503, "too many photos at once: ask again soon");
    }
    try {
      ctx.res().setContentLength(reply.bytes().length);
      ctx.res().getOutputStream().write(reply.bytes());
    } catch (IOException e) {
      // Who asked has left.
    } finally {
      large.release();
    }
  }

  private static void refuse(Context ctx, Refusal refusal) {
    refusal.headers().forEach(ctx::header);
    ctx.status(refusal.status()).contentType(Reply.JSON).result(refusal.text());
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
    counter.count(route(ctx), ctx.statusCode(), milliseconds / 1e3);
  }

  private static String route(Context ctx) {
    Endpoint endpoint = ctx.endpoints().lastHttpEndpoint();
    return endpoint == null ? "none" : endpoint.path;
  }
}
