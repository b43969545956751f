package org.stowbench.study;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stowbench.ask.Whereabouts;
import org.stowbench.io.FileProblem;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.PhotoFiles;
import org.stowbench.io.QueryJson;
import org.stowbench.io.SceneJson;
import org.stowbench.io.YamlInput;
import org.stowbench.prediction.Details;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.Query;
import org.stowbench.report.drawing.SceneDrawing;
import org.stowbench.report.drawing.ScenePlan;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;
import org.stowbench.search.Search;
import org.stowbench.search.SearchJson;
import org.stowbench.server.Refusal;
import org.stowbench.server.Reply;
import org.stowbench.server.Route;
import org.stowbench.server.ServerSettings;
import org.stowbench.server.WebServer;

/**
 * The page on which people answer. It shows what a predictor is shown, and no more: the item, the
 * scene, what is known; never where the item is, nor which questions are asked again.
 */
public final class StudySite {

  /** What a prediction says of a person who knows no answer. */
  public static final String UNKNOWN = "the participant does not know";

  private static final String PICTURES = "/v1/study/pictures/";
  private static final Pattern PICTURE = Pattern.compile("(practice|asked)-([0-9]{1,9})");
  private static final int MOST_CHOICES = 3;
  private static final int SUREST = 5;
  private static final int LONGEST_MS = 86_400_000;

  private final Study study;
  private final StudyTexts texts;
  private final PhotoFiles photos;
  private final PhotoFiles practicePhotos;
  private final Consumer<String> trouble;

  private StudySite(
      Study study,
      StudyTexts texts,
      PhotoFiles photos,
      PhotoFiles practicePhotos,
      Consumer<String> trouble) {
    this.study = study;
    this.texts = texts;
    this.photos = photos;
    this.practicePhotos = practicePhotos;
    this.trouble = trouble;
  }

  /**
   * Serves a study until it is closed; the study itself stays open.
   *
   * @param photos of the scenes that are asked about
   * @param practicePhotos of those for practice
   * @param trouble is told, in one line, what went wrong here and is not a participant's fault
   * @throws InvalidInputException if the address cannot be listened on
   */
  public static WebServer serve(
      Study study,
      StudyTexts texts,
      PhotoFiles photos,
      PhotoFiles practicePhotos,
      ServerSettings settings,
      Consumer<String> trouble) {
    StudySite site = new StudySite(study, texts, photos, practicePhotos, trouble);
    return WebServer.start(settings, site.routes(), WebServer.Counter.NONE, trouble);
  }

  private List<Route> routes() {
    List<Route> routes =
        new ArrayList<>(Route.page(StudySite.class, "index.html", "study.js", "study.css"));
    routes.addAll(Route.page(WebServer.class, WebServer.STYLE, WebServer.SCRIPT));
    routes.addAll(
        List.of(
            Route.get("/v1/study", asked -> about()),
            Route.post("/v1/study/enter", this::enter),
            Route.post("/v1/study/consent", this::consent),
            Route.post("/v1/study/open", this::open),
            Route.post("/v1/study/answer", this::answer),
            Route.get(PICTURES + "{id}", this::picture)));
    return routes;
  }

  private Reply about() {
    ObjectNode json = Json.object();
    json.set("texts", texts.json());
    return Reply.json(json);
  }

  private static JsonInput body(Route.Asked asked, String... fields) {
    JsonInput body = JsonInput.parse(asked.body(), InputLocation.of("body"));
    YamlInput.refuseOthers(body, List.of(fields));
    return body;
  }

  private Reply enter(Route.Asked asked) {
    String code = ParticipantCode.read(body(asked, "participant").field("participant"));
    return reply(code, turn(code), false);
  }

  private Study.Turn turn(String code) {
    return study
        .turn(code)
        .orElseThrow(() -> Refusal.of(403, "this study knows no participant of that code"));
  }

  private Reply consent(Route.Asked asked) {
    JsonInput body = body(asked, "participant", "language");
    String code = ParticipantCode.read(body.field("participant"));
    turn(code);
    JsonInput language = body.field("language");
    String text =
        texts
            .consent(language.text())
            .orElseThrow(
                () ->
                    language.unexpected(
                        "one of " + String.join(", ", new TreeSet<>(texts.byLanguage().keySet()))));
    keep(
        () -> {
          study.consent(code, language.text(), text);
          return Study.Taken.KEPT;
        });
    return reply(code, turn(code), false);
  }

  private Reply open(Route.Asked asked) {
    JsonInput body = body(asked, "participant", "step", "container");
    String code = ParticipantCode.read(body.field("participant"));
    int step = body.field("step").integer();
    int container = body.field("container").integer();
    Study.Turn turn = turn(code);
    if (isPast(turn, step)) {
      return reply(code, turn, true);
    }
    keep(
        () -> {
          try {
            study.open(code, step, container);
          } catch (IllegalArgumentException e) {
            throw Refusal.of(409, e.getMessage());
          }
          return Study.Taken.KEPT;
        });
    return reply(code, turn(code), false);
  }

  private Reply answer(Route.Asked asked) {
    JsonInput body = body(asked, "participant", "step", "choices", "sure", "took_ms");
    String code = ParticipantCode.read(body.field("participant"));
    int step = body.field("step").integer();
    Study.Turn turn = turn(code);
    if (isPast(turn, step)) {
      return reply(code, turn, true);
    }
    if (!(turn instanceof Study.Turn.Question question) || step != question.step()) {
      throw Refusal.of(409, "this is not the current question: enter your code again");
    }
    Query query = study.query(question.practice(), question.number()).query();
    List<Answer> choices = choices(body.field("choices"), query);
    Prediction prediction =
        study.design().search()
            ? searched(query, question, choices, body.field("choices"))
            : ranked(query, choices);
    Study.Taken taken = keep(() -> study.answer(code, step, detailed(prediction, body, step)));
    return reply(code, turn(code), taken == Study.Taken.ALREADY);
  }

  /** Whether a step was answered, in another window maybe; the answer that is there stays. */
  private static boolean isPast(Study.Turn turn, int step) {
    return step >= 0 && !(turn instanceof Study.Turn.Consent) && step < steps(turn);
  }

  private static int steps(Study.Turn turn) {
    return turn instanceof Study.Turn.Question question
        ? question.step()
        : ((Study.Turn.Done) turn).steps();
  }

  private interface Keeping {
    Study.Taken keep() throws IOException;
  }

  /** Who hears that an answer was not kept keeps it on the page, and sends it again. */
  private Study.Taken keep(Keeping keeping) {
    try {
      return keeping.keep();
    } catch (IOException e) {
      trouble.accept("an answer could not be kept: " + FileProblem.describe(e));
      throw Refusal.of(503, "the answer could not be kept: send it again");
    }
  }

  private static Prediction ranked(Query query, List<Answer> choices) {
    return choices.isEmpty()
        ? Prediction.failed(query.id(), UNKNOWN)
        : Prediction.of(query, Ranking.of(choices));
  }

  /**
   * What was opened, in its order, and "not here" if the item was not found, as of any searcher.
   */
  private static Prediction searched(
      Query query, Study.Turn.Question question, List<Answer> choices, JsonInput given) {
    if (!choices.equals(question.found() ? List.of() : List.of(Answer.NOT_HERE))) {
      throw given.unexpected(
          question.found() ? "no choice, since the item was found" : "not_here, and nothing else");
    }
    List<Answer> answers = new ArrayList<>();
    question.opened().forEach(each -> answers.add(Answer.container(each.container())));
    answers.addAll(choices);
    ObjectNode details = Json.object();
    details.set("opened", SearchJson.write(question.opened()));
    details.put("end", Json.name(question.found() ? Search.End.FOUND : Search.End.GAVE_UP));
    return Prediction.of(query, Ranking.of(answers)).withDetails(new Details(details));
  }

  private static Prediction detailed(Prediction prediction, JsonInput body, int step) {
    ObjectNode details = Json.object().put("step", step);
    body.optional("sure").ifPresent(sure -> details.put("sure", within(sure, 1, SUREST)));
    prediction.details().ifPresent(own -> details.setAll(own.json()));
    return prediction
        .withLatency(Duration.ofMillis(within(body.field("took_ms"), 0, LONGEST_MS)))
        .withDetails(new Details(details));
  }

  private static int within(JsonInput json, int least, int most) {
    int value = json.integer();
    if (value < least || value > most) {
      throw json.unexpected("a whole number from %d to %d".formatted(least, most));
    }
    return value;
  }

  private static List<Answer> choices(JsonInput json, Query query) {
    List<JsonInput> given = json.elements();
    if (given.size() > MOST_CHOICES) {
      throw json.unexpected("at most %d choices".formatted(MOST_CHOICES));
    }
    List<Answer> choices = new ArrayList<>();
    Set<Answer> before = new HashSet<>();
    for (JsonInput element : given) {
      Answer answer = QueryJson.readAnswer(element);
      boolean there =
          answer instanceof Answer.NotHere
              || answer instanceof Answer.InContainer in
                  && in.id() < query.scene().containers().size();
      if (!there) {
        throw element.unexpected("a container of the scene, or not_here");
      }
      if (!before.add(answer)) {
        throw element.invalid("is chosen twice: must be chosen once");
      }
      choices.add(answer);
    }
    return choices;
  }

  private Reply reply(String code, Study.Turn turn, boolean already) {
    ObjectNode json = Json.object().put("participant", code);
    if (already) {
      json.put("already", true);
    }
    if (turn instanceof Study.Turn.Question question) {
      write(question, json);
    } else if (turn instanceof Study.Turn.Done done) {
      json.put("state", "done").put("steps", done.steps());
    } else {
      json.put("state", "consent");
    }
    return Reply.json(json);
  }

  private void write(Study.Turn.Question question, ObjectNode json) {
    Query query = study.query(question.practice(), question.number()).query();
    json.put("state", "question").put("step", question.step()).put("steps", question.steps());
    json.put("practice", question.practice()).put("practices", study.design().practice());
    json.put("item", query.item());
    if (study.design().search()) {
      json.put("found", question.found());
      json.set("opened", SearchJson.write(question.opened()));
    }
    json.put(
        "picture", PICTURES + (question.practice() ? "practice-" : "asked-") + question.number());
    Scene scene = query.scene();
    // The photo is looked at only where nothing else says how large it is.
    ScenePlan plan =
        ScenePlan.of(
            scene.size().isPresent() ? scene : drawing(question.practice(), query).scene());
    Whereabouts where = new Whereabouts(scene);
    ArrayNode containers = json.putArray("containers");
    for (Container container : scene.containers()) {
      ObjectNode place = containers.addObject().put("id", container.id());
      place.set("where", write(where.of(container)));
      place.set("region", SceneJson.writeRegion(plan.regions().get(container.id())));
    }
    ArrayNode known = json.putArray("known");
    for (KnownPlacement placement : query.known()) {
      known.addObject().put("item", placement.item()).setAll(QueryJson.write(placement.where()));
    }
  }

  /** The page puts it into words, in the language that is chosen. */
  private static ObjectNode write(Whereabouts.Spot spot) {
    ObjectNode json = Json.object(spot);
    spot.part().ifPresent(part -> json.put("part", Json.name(part)));
    return json;
  }

  private SceneDrawing drawing(boolean forPractice, Query query) {
    PhotoFiles files = forPractice ? practicePhotos : photos;
    Optional<PhotoFiles.Found> photo;
    try {
      photo = files.find(query.scene());
    } catch (InvalidInputException e) {
      // It is drawn without: who cannot be shown a photo can still be shown where things are.
      photo = Optional.empty();
    }
    return SceneDrawing.of(query.scene(), photo);
  }

  private Reply picture(Route.Asked asked) {
    Matcher id = PICTURE.matcher(asked.at("id"));
    boolean forPractice = id.matches() && id.group(1).equals("practice");
    int number = id.matches() ? Integer.parseInt(id.group(2)) : Integer.MAX_VALUE;
    if (number >= study.queries(forPractice)) {
      throw Refusal.of(404, "there is no such picture");
    }
    Query query = study.query(forPractice, number).query();
    String svg = drawing(forPractice, query).withKnown(query.known()).svg();
    return new Reply("image/svg+xml", svg.getBytes(StandardCharsets.UTF_8), true);
  }
}
