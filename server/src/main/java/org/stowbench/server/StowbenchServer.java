package org.stowbench.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.stowbench.ask.Advice;
import org.stowbench.ask.AdviceJson;
import org.stowbench.ask.Needs;
import org.stowbench.ask.NoAdviceException;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.QueryJson;
import org.stowbench.io.SceneJson;
import org.stowbench.predictor.LearnedFromJson;
import org.stowbench.predictor.Predictor;
import org.stowbench.scene.Scene;

/**
 * Answers questions over HTTP until it is closed.
 *
 * <p>Closing lets the questions that are being answered end, refuses new ones, and frees the port.
 */
public final class StowbenchServer implements AutoCloseable {

  private static final String PHOTO = "/v1/photos/";

  private final Map<String, ServedPredictor> predictors = new LinkedHashMap<>();
  private final SceneLibrary library;
  private final Reply listed;
  private final Consumer<String> trouble;
  private final Pool pool;
  private final ServerMetrics metrics;
  private final WebServer web;

  private StowbenchServer(
      ServerSettings settings,
      List<ServedPredictor> served,
      SceneLibrary library,
      Consumer<String> trouble) {
    if (served.isEmpty()) {
      throw new IllegalArgumentException("server without predictors: must have at least one");
    }
    this.library = library;
    this.trouble = trouble;
    served.forEach(one -> predictors.putIfAbsent(one.name(), one));
    this.listed = listed();
    this.pool = new Pool(settings.jobs(), settings.waiting(), settings.patience());
    this.metrics = new ServerMetrics(pool::busy);
    try {
      this.web = WebServer.start(settings, routes(), metrics::count, trouble);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
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
    return web.address();
  }

  @Override
  public void close() {
    try (pool) {
      web.close();
    }
  }

  /** All that is served, but for {@value Door#HEALTH}. */
  List<Route> routes() {
    List<Route> routes =
        new ArrayList<>(Route.page(StowbenchServer.class, "index.html", "page.js", "page.css"));
    routes.addAll(
        List.of(
            Route.file("/openapi.json", StowbenchServer.class, "openapi.json", Reply.JSON),
            Route.post("/v1/rank", asked -> answer(() -> rank(asked.body()))),
            Route.post("/v1/next", asked -> answer(() -> next(asked.body()))),
            Route.get("/v1/predictors", asked -> predictors()),
            Route.get("/v1/scenes", asked -> listed),
            Route.get("/v1/scenes/<id>", this::scene),
            Route.get(PHOTO + "<id>", this::photo),
            Route.get(
                "/metrics", asked -> new Reply(metrics.contentType(), metrics.text(), false))));
    return routes;
  }

  /** All that a question costs, from its text on, by the pool's threads and their deadline. */
  private Reply answer(Callable<ObjectNode> question) throws Exception {
    try {
      return Reply.json(pool.call(question));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw e;
    }
  }

  private ObjectNode rank(String body) throws InterruptedException {
    RankRequest asked = RankRequest.read(body, library);
    return ask(asked, predictor -> AdviceJson.write(Advice.ask(predictor, asked.inquiry())));
  }

  private ObjectNode next(String body) throws InterruptedException {
    RankRequest.Next asked = RankRequest.Next.read(body, library);
    return ask(asked.question(), predictor -> AdviceJson.writeNext(asked.next().ask(predictor)));
  }

  private interface Asking {
    ObjectNode put(Predictor predictor) throws NoAdviceException, InterruptedException;
  }

  private ObjectNode ask(RankRequest asked, Asking asking) throws InterruptedException {
    ServedPredictor served =
        asked.predictor().map(this::named).orElseGet(() -> predictors.values().iterator().next());
    Needs.require(served.name(), served.predictor(), asked.inquiry().query().scene());
    try {
      ObjectNode answer = Json.object().put("predictor", served.name());
      answer.setAll(asking.put(served.predictor()));
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

  private Reply predictors() {
    ArrayNode list = Json.list();
    for (ServedPredictor served : predictors.values()) {
      ObjectNode one =
          list.addObject()
              .put("name", served.name())
              .put("summary", served.summary())
              .put("reasons", served.explains());
      LearnedFromJson.writeShort(Advice.learnedFrom(served.predictor()), one);
    }
    return Reply.json(Json.object().set("predictors", list));
  }

  private Reply listed() {
    ObjectNode json = Json.object().put("dataset", library.name());
    ArrayNode list = json.putArray("scenes");
    for (Scene scene : library.scenes()) {
      list.addObject().put("id", scene.id()).put("containers", scene.containers().size());
    }
    ArrayNode items = json.putArray("items");
    library.items().forEach(items::add);
    return Reply.json(json);
  }

  private Reply scene(Route.Asked asked) {
    Scene scene = found(asked);
    ObjectNode json = Json.object();
    json.set("scene", SceneJson.write(scene));
    if (!library.known(scene).isEmpty()) {
      json.set("known", QueryJson.write(library.known(scene)));
    }
    if (library.photo(scene).isPresent()) {
      String id = URLEncoder.encode(scene.id(), StandardCharsets.UTF_8);
      json.put("photo", PHOTO + id.replace("+", "%20").replace("%2F", "/"));
    }
    return Reply.json(json);
  }

  private Reply photo(Route.Asked asked) {
    return Reply.picture(
        library
            .photo(found(asked))
            .orElseThrow(() -> Refusal.of(404, "this scene has no photo here")));
  }

  private Scene found(Route.Asked asked) {
    return library
        .scene(asked.at("id"))
        .orElseThrow(() -> Refusal.of(404, "there is no such scene; /v1/scenes lists them"));
  }
}
