package org.stowbench.label;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.stowbench.io.FileProblem;
import org.stowbench.io.InputLocation;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.YamlInput;
import org.stowbench.server.Refusal;
import org.stowbench.server.Reply;
import org.stowbench.server.Route;
import org.stowbench.server.ServerSettings;
import org.stowbench.server.WebServer;

/** The page on which a person draws containers, names them and says what is in them. */
public final class LabelSite {

  private final LabelledHome home;
  private final List<String> photos;
  private final Consumer<String> trouble;

  private LabelSite(LabelledHome home, Consumer<String> trouble) {
    this.home = home;
    this.photos = home.photos();
    this.trouble = trouble;
  }

  /**
   * Serves a home until it is closed; the home itself stays open.
   *
   * @param trouble is told, in one line, what went wrong here and is not the labelling person's
   *     fault
   * @throws org.stowbench.io.InvalidInputException if the address cannot be listened on
   */
  public static WebServer serve(
      LabelledHome home, ServerSettings settings, Consumer<String> trouble) {
    LabelSite site = new LabelSite(home, trouble);
    return WebServer.start(settings, site.routes(), WebServer.Counter.NONE, trouble);
  }

  private List<Route> routes() {
    List<Route> routes =
        new ArrayList<>(
            Route.page(
                LabelSite.class,
                "index.html",
                "label.js",
                "label.css",
                "annotorious.js",
                "annotorious.css"));
    routes.addAll(Route.page(WebServer.class, WebServer.STYLE, WebServer.SCRIPT));
    routes.addAll(
        List.of(
            Route.get("/v1/label", asked -> about()),
            Route.get("/v1/label/photos/{number}", this::photo),
            Route.get("/v1/label/pictures/{number}", this::picture),
            Route.post("/v1/label/save", this::save)));
    return routes;
  }

  private Reply about() {
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("photos");
    for (String name : photos) {
      PhotoLabels labels = home.labels(name);
      list.addObject()
          .put("photo", name)
          .put("household", home.household(name))
          .put("containers", labels.containers().size())
          .put("items", labels.items().size());
    }
    UndoSteps steps = home.steps();
    write(json.putArray("back"), steps.back());
    write(json.putArray("forth"), steps.forth());
    return Reply.json(json);
  }

  /** A photo whose file is gone cannot be shown, so its steps are no use to the page. */
  private void write(ArrayNode list, List<UndoSteps.Step> steps) {
    for (UndoSteps.Step step : steps) {
      int number = photos.indexOf(step.photo());
      if (number >= 0) {
        list.addObject().put("photo", number).setAll(step.labels().write());
      }
    }
  }

  private String named(Route.Asked asked) {
    String number = asked.at("number");
    int at = number.matches("[0-9]{1,6}") ? Integer.parseInt(number) : photos.size();
    if (at >= photos.size()) {
      throw Refusal.of(404, "there is no such photo");
    }
    return photos.get(at);
  }

  private Reply photo(Route.Asked asked) {
    String name = named(asked);
    PhotoLabels labels = home.labels(name);
    ObjectNode json = Json.object().put("photo", name).put("version", labels.version());
    json.setAll(labels.write());
    return Reply.json(json);
  }

  private Reply picture(Route.Asked asked) {
    return Reply.picture(home.photo(named(asked)).file().photo());
  }

  private Reply save(Route.Asked asked) {
    JsonInput body = JsonInput.parse(asked.body(), InputLocation.of("body"));
    YamlInput.refuseOthers(body, List.of("photo", "version", "household", "containers", "items"));
    JsonInput photo = body.field("photo");
    String name = photo.text();
    if (!photos.contains(name)) {
      throw photo.unexpected("the name of a photo");
    }
    PhotoLabels labels = PhotoLabels.read(body, home.size(name));
    String version = body.field("version").text();
    LabelledHome.Saved saved = body.build(o -> keep(name, version, labels));
    if (!saved.taken()) {
      throw Refusal.of(409, "this photo was changed in another window: reload the page");
    }
    return Reply.json(Json.object().put("version", saved.version()));
  }

  /** Who hears that a change was not kept keeps it on the page, and sends it again. */
  private LabelledHome.Saved keep(String name, String version, PhotoLabels labels) {
    try {
      return home.save(name, version, labels);
    } catch (IOException e) {
      trouble.accept("a change could not be kept: " + FileProblem.describe(e));
      throw Refusal.of(503, "the change could not be kept: send it again");
    }
  }
}
