package org.stowbench.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.io.Json;
import org.stowbench.query.Answer;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.ItemName;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Vote;
import org.stowbench.report.drawing.SceneLabels;
import org.stowbench.report.drawing.ScenePlan;
import org.stowbench.run.RunManifest;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Container;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.QueryScore;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.adaptation.AdaptationCurve;
import org.stowbench.scorer.comparison.Comparer;
import org.stowbench.scorer.comparison.Comparison;
import org.stowbench.scorer.comparison.ComparisonFamily;
import org.stowbench.scorer.comparison.ComparisonWords;
import org.stowbench.scorer.metrics.Direction;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.misses.Miss;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.slices.Slice;
import org.stowbench.scorer.slices.Slices;
import org.stowbench.scorer.slices.Slicing;
import org.stowbench.scorer.statistics.Interval;
import org.stowbench.scorer.statistics.IntervalMethod;

/**
 * All that the page knows, as JSON. What there is much of stands in columns, one list a property in
 * the order of the queries, and names once, with their numbers wherever they occur: 6,500 queries
 * of ten predictors take some 4 MB.
 */
final class PageData {

  private static final Metric FIRST = Metrics.headline(Protocol.CONSISTENT);

  /** The columns of the page's leaderboard. */
  private static final List<Metric> SHOWN =
      List.of(
          FIRST,
          Metrics.HIT_3,
          Metrics.MRR,
          Metrics.MEAN_IOU,
          Metrics.OPENINGS,
          Metrics.OPENING_RATIO,
          Metrics.NOT_HERE_F1);

  private static final double ROUNDED_TO = 1e5;

  private final ReportedRuns report;
  private final List<LearningCurve> curves;
  private final Photos photos;
  private final Conversations conversations;
  private final Map<String, Integer> items = new LinkedHashMap<>();
  private final Map<String, Integer> households = new LinkedHashMap<>();
  private final Map<String, Integer> sceneNumbers = new LinkedHashMap<>();
  private final List<Scene> scenes = new ArrayList<>();

  PageData(
      ReportedRuns report, List<LearningCurve> curves, Photos photos, Conversations conversations) {
    this.report = report;
    this.curves = curves;
    this.photos = photos;
    this.conversations = conversations;
    for (String item : first().byItem().keySet()) {
      items.put(item, items.size());
    }
    for (LabeledQuery labeled : report.index().queries()) {
      households.putIfAbsent(labeled.household().id(), households.size());
      Scene scene = labeled.query().scene();
      if (sceneNumbers.putIfAbsent(scene.id(), scenes.size()) == null) {
        scenes.add(scene);
      }
    }
  }

  private Scorecard first() {
    return report.runs().get(0).scored().scorecard();
  }

  /** Everything but the words of the predictors. */
  ObjectNode json() {
    ObjectNode json = Json.object();
    json.set("dataset", dataset());
    Protocol.CONSISTENT.writeTo(json);
    ArrayNode metrics = json.putArray("metrics");
    Metrics.of(Protocol.CONSISTENT).forEach(metric -> metrics.add(metric(metric)));
    json.putObject("roles")
        .put("first", FIRST.name())
        .put("openings", Metrics.OPENINGS.name())
        .put("ratio", Metrics.OPENING_RATIO.name())
        .put("calibration", Metrics.ECE.name());
    ArrayNode misses = json.putArray("misses");
    for (Miss kind : Miss.values()) {
      misses
          .addObject()
          .put("name", Json.name(kind))
          .put("title", kind.title())
          .put("says", kind.description());
    }
    texts(json.putArray("shown"), SHOWN.stream().filter(first()::has).map(Metric::name).toList());
    ArrayNode predictors = json.putArray("predictors");
    report.runs().forEach(run -> predictors.add(predictor(run)));
    ObjectNode names = json.putObject("items");
    texts(names.putArray("names"), items.keySet());
    ArrayNode counts = names.putArray("queries");
    first().byItem().values().forEach(item -> counts.add(item.queries()));
    ArrayNode sizes = json.putArray("sizes");
    for (Slice slice : bySize(report.runs().get(0))) {
      sizes.add(Json.list().add(slice.name()).add(slice.queries()));
    }
    json.set("comparison", comparison());
    ArrayNode adaptation = json.putArray("adaptation");
    AdaptationCurve.of(report.runs().stream().map(ReportedRun::scored).toList())
        .forEach(curve -> adaptation.add(adaptation(curve)));
    ArrayNode learning = json.putArray("learning");
    curves.forEach(curve -> learning.add(learning(curve)));
    json.set("scenes", scenes());
    json.set("queries", queries());
    ArrayNode answers = json.putArray("answers");
    report.runs().forEach(run -> answers.add(answers(run)));
    return json;
  }

  /** The words of the predictors, by number. */
  ArrayNode texts() {
    ArrayNode list = Json.list();
    texts(list, report.texts().all());
    return list;
  }

  private static ObjectNode metric(Metric metric) {
    return Json.object()
        .put("name", metric.name())
        .put("title", metric.heading())
        .put("says", metric.description())
        .put("decimals", metric.decimals())
        .put("lower", metric.direction() == Direction.LOWER_IS_BETTER);
  }

  private ObjectNode dataset() {
    DatasetInfo info = report.index().info();
    ObjectNode json = Json.object();
    json.put("id", info.id());
    json.put("checksum", info.checksum());
    json.put("simulated", info.simulated());
    json.put("queries", report.index().queries().size());
    json.put("of_queries", report.splitQueries());
    json.put("would_be_asked", report.wouldBeAsked());
    json.put("known_of_at_least", report.knownOfAtLeast());
    json.put("households", households.size());
    json.put("photos", photos.byScene().size());
    json.put("conversations", conversations.kept());
    json.put("conversations_left_out", conversations.leftOut());
    photos.leftOut().ifPresent(why -> json.put("photos_left_out", why));
    return json;
  }

  private ObjectNode predictor(ReportedRun run) {
    RunManifest manifest = run.manifest();
    Scorecard card = run.scored().scorecard();
    ObjectNode json = Json.object();
    json.put("label", card.marked());
    manifest.known().ifPresent(known -> json.put("known", known.placements()));
    json.put("run", manifest.run());
    json.put("seed", manifest.seed());
    json.put("software", manifest.software().stowbench());
    json.put("learned", manifest.learnedFrom().words());
    json.put("answered", card.answered());
    number(json, "cost", run.spending().costOfThousand());
    ObjectNode metrics = json.putObject("metrics");
    card.metrics().forEach((name, figure) -> metrics.set(name, figure(figure)));
    ArrayNode misses = json.putArray("misses");
    List<Integer> all = IntStream.range(0, card.queries()).boxed().toList();
    for (Miss kind : Miss.values()) {
      Metric share = Metrics.miss(kind);
      ArrayNode list = misses.addArray();
      number(list, run.scored().perQuery().count(kind));
      list.add(figure(run.scored().figure(share, all, IntervalMethod.KORN_GRAUBARD)));
    }
    ArrayNode byItem = json.putArray("by_item");
    card.byItem().values().forEach(item -> byItem.add(figure(item.metrics().get(FIRST.name()))));
    numbers(json.putArray("hits"), Series.hits(run.scored()));
    ArrayNode calibration = json.putArray("calibration");
    ArrayNode calibrated = json.putArray("calibrated");
    for (Series.Calibrated point : Series.calibration(run.scored())) {
      ArrayNode list = calibration.addArray();
      number(list, point.confidence());
      number(list, point.accuracy().value().orElse(Double.NaN));
      list.add(point.queries());
      calibrated.add(figure(point.accuracy()));
    }
    ArrayNode answering = json.putArray("answering");
    for (Series.Answering point : Series.answering(run.scored())) {
      ArrayNode list = answering.addArray();
      number(list, point.share());
      list.add(figure(point.accuracy()));
      number(list, point.least());
    }
    ArrayNode openings = json.putArray("openings");
    bySize(run).forEach(slice -> openings.add(figure(slice.figure())));
    return json;
  }

  private static List<Slice> bySize(ReportedRun run) {
    return Slices.of(run.scored(), Metrics.OPENINGS, Slicing.candidates()).slices();
  }

  /** Every pair, as first, second, difference, its interval, adjusted p, and a sentence. */
  private ArrayNode comparison() {
    ArrayNode pairs = Json.list();
    List<ReportedRun> runs = report.runs();
    if (runs.size() < 2) {
      return pairs;
    }
    List<String> labels = runs.stream().map(ReportedRun::label).toList();
    ComparisonFamily family =
        Comparer.of(FIRST).allPairs(runs.stream().map(ReportedRun::scored).toList());
    for (Comparison comparison : family.comparisons()) {
      ArrayNode pair = pairs.addArray();
      pair.add(labels.indexOf(comparison.first()));
      pair.add(labels.indexOf(comparison.second()));
      number(pair, comparison.difference());
      number(pair, comparison.interval().map(Interval::low).orElse(Double.NaN));
      number(pair, comparison.interval().map(Interval::high).orElse(Double.NaN));
      number(pair, comparison.adjustedP());
      pair.add(comparison.isToldApart());
      pair.add(ComparisonWords.of(comparison));
    }
    return pairs;
  }

  private static ObjectNode adaptation(AdaptationCurve curve) {
    ObjectNode json = Json.object().put("predictor", curve.predictor());
    ArrayNode points = json.putArray("points");
    for (AdaptationCurve.Point point : curve.points()) {
      points.add(Json.list().add(point.known()).add(figure(point.figures().get(FIRST))));
    }
    return json;
  }

  private static ObjectNode learning(LearningCurve curve) {
    ObjectNode json = Json.object();
    json.put("predictor", curve.predictor());
    json.put("dataset", curve.dataset());
    json.put("simulated", curve.simulated());
    ArrayNode points = json.putArray("points");
    for (LearningCurve.Point point : curve.points()) {
      points.add(Json.list().add(point.share()).add(figure(point.hit())));
    }
    return json;
  }

  private ObjectNode scenes() {
    ObjectNode json = Json.object();
    ArrayNode ids = json.putArray("ids");
    ArrayNode rooms = json.putArray("rooms");
    ArrayNode frames = json.putArray("frames");
    ArrayNode containers = json.putArray("containers");
    ArrayNode names = json.putArray("names");
    ArrayNode types = json.putArray("types");
    ArrayNode undrawn = json.putArray("undrawn");
    ArrayNode physical = json.putArray("physical");
    ArrayNode labels = json.putArray("labels");
    ArrayNode anchors = json.putArray("anchors");
    ArrayNode countertops = json.putArray("countertops");
    ArrayNode pictures = json.putArray("photos");
    for (Scene scene : scenes) {
      ids.add(scene.id());
      rooms.add(scene.room().orElse(null));
      ScenePlan plan = ScenePlan.of(scene);
      frames.add(frame(plan));
      ArrayNode regions = containers.addArray();
      ArrayNode kinds = types.addArray();
      ArrayNode called = names.addArray();
      ArrayNode listed = undrawn.addArray();
      for (Container container : scene.containers()) {
        regions.add(region(plan.regions().get(container.id())));
        called.add(named(container));
        kinds.add(container.type().orElse(null));
        if (container.region().isEmpty()) {
          listed.add(container.id());
        }
      }
      physical.add(physical(scene));
      SceneLabels words = SceneLabels.of(scene, plan);
      ArrayNode numbers = labels.addArray();
      words.containers().forEach(label -> numbers.add(label(label)));
      ArrayNode landmarks = anchors.addArray();
      for (int i = 0; i < words.landmarks().size(); i++) {
        Anchor anchor = scene.anchors().get(i);
        ArrayNode landmark = landmarks.addArray();
        landmark.add(anchor.type()).add(region(anchor.region()));
        landmark.add(label(words.landmarks().get(i)));
      }
      countertops.add(
          scene.countertop().filter(c -> plan.isPhoto()).map(PageData::region).orElse(null));
      pictures.add(photos.byScene().get(scene.id()));
    }
    return json;
  }

  /**
   * The words, their middle, what they stand on and how large they are; and from where to where the
   * line goes, where there is one.
   */
  private static ArrayNode label(SceneLabels.Label label) {
    ArrayNode list = Json.list();
    label.forEachLine(
        (line, baseline, size) -> {
          list.add(line.text()).add(Math.round(label.place().box().center().x()));
          list.add(Math.round(baseline)).add(Math.round(size));
        });
    if (label.place().isBeside()) {
      list.add(Math.round(label.edge().x())).add(Math.round(label.edge().y()));
      Point to = label.place().inside();
      list.add(Math.round(to.x())).add(Math.round(to.y()));
    }
    return list;
  }

  /** Which physical container each candidate is; null where each is its own. */
  private static ArrayNode physical(Scene scene) {
    PhysicalContainers physical = PhysicalContainers.of(scene);
    if (physical.count() == scene.containers().size()) {
      return null;
    }
    ArrayNode list = Json.list();
    scene.containers().forEach(container -> list.add(physical.of(container.id())));
    return list;
  }

  /** Width and height of all that is drawn, and how far down the photo reaches. */
  private static ArrayNode frame(ScenePlan plan) {
    return Json.list()
        .add(Math.round(plan.frame().width()))
        .add(Math.round(plan.frame().height()))
        .add(Math.round(plan.picture().height()));
  }

  /** What people call a container, with its room; null where it has no name. */
  private static String named(Container container) {
    String room = container.room().map(in -> " (" + in + ")").orElse("");
    return container.name().map(name -> name + room).orElse(null);
  }

  /** Whole pixels: a page shows no finer ones. */
  private static ArrayNode region(Region region) {
    ArrayNode list = Json.list();
    for (Point point : region.vertices()) {
      list.add(Math.round(point.x())).add(Math.round(point.y()));
    }
    return list;
  }

  private ObjectNode queries() {
    ObjectNode json = Json.object();
    ArrayNode ids = json.putArray("ids");
    ArrayNode inScenes = json.putArray("scenes");
    ArrayNode forItems = json.putArray("items");
    ArrayNode ofHouseholds = json.putArray("households");
    ArrayNode truths = json.putArray("truths");
    Map<String, Integer> knownItems = new LinkedHashMap<>();
    ArrayNode known = json.putArray("known");
    ArrayNode votes = json.putArray("votes");
    for (LabeledQuery labeled : report.index().queries()) {
      ids.add(labeled.query().id());
      inScenes.add(sceneNumbers.get(labeled.query().scene().id()));
      forItems.add(items.get(labeled.query().item()));
      ofHouseholds.add(households.get(labeled.household().id()));
      ArrayNode truth = truths.addArray();
      labeled.truth().answers().forEach(answer -> truth.add(Answers.numberOfChoice(answer)));
      known.add(known(labeled.query().known(), knownItems));
      votes.add(votes(labeled));
    }
    texts(json.putArray("household_ids"), households.keySet());
    texts(json.putArray("known_items"), knownItems.keySet());
    return json;
  }

  /**
   * Item, where, how many other items come before it, and so on: what is known with fewer items is
   * the beginning of what is known with more. Placements of one item stand together.
   */
  private static ArrayNode known(List<KnownPlacement> placements, Map<String, Integer> items) {
    ArrayNode list = Json.list();
    int before = -1;
    String head = ""; // how the item is spelt first
    for (KnownPlacement placement : placements) {
      if (before < 0 || !ItemName.same(placement.item(), head)) {
        before++;
        head = placement.item();
      }
      list.add(items.computeIfAbsent(placement.item(), item -> items.size()))
          .add(Answers.numberOfChoice(placement.where()))
          .add(before);
    }
    return list;
  }

  /** Answer, count, answer, count, ... */
  private static ArrayNode votes(LabeledQuery labeled) {
    Map<Answer, Integer> counts = new LinkedHashMap<>();
    for (Vote vote : labeled.votes().votes()) {
      counts.merge(vote.answer(), 1, Integer::sum);
    }
    ArrayNode list = Json.list();
    counts.forEach((answer, count) -> list.add(Answers.numberOfChoice(answer)).add(count));
    return list;
  }

  private static ObjectNode answers(ReportedRun run) {
    Answers answers = run.answers();
    ObjectNode json = Json.object();
    numbers(json.putArray("choices"), answers.choices());
    numbers(json.putArray("scores"), answers.firstScores());
    numbers(json.putArray("words"), answers.words());
    numbers(json.putArray("errors"), answers.errors());
    ArrayNode regions = json.putArray("regions");
    answers.regions().forEach(region -> regions.add(region(region)));
    misses(run, json);
    ArrayNode correct = json.putArray("correct");
    ArrayNode ranks = json.putArray("ranks");
    ArrayNode openings = json.putArray("openings");
    for (QueryScore query : run.scored().queries()) {
      number(correct, query.correct());
      number(ranks, query.rank().orElse(Double.NaN));
      number(openings, query.openings().orElse(Double.NaN));
    }
    return json;
  }

  /**
   * A letter for each query: the kind of its miss, {@code a} the first; {@code .} where it is
   * right; {@code ~} where it is of several kinds, which stand beside as kind, share, kind, share.
   */
  private static void misses(ReportedRun run, ObjectNode json) {
    StringBuilder letters = new StringBuilder();
    ObjectNode mixed = Json.object();
    for (int ordinal = 0; ordinal < run.scored().queries().size(); ordinal++) {
      Map<Miss, Double> misses = run.scored().perQuery().misses(ordinal);
      if (misses.isEmpty()) {
        letters.append('.');
      } else if (misses.size() == 1 && misses.containsValue(1.0)) {
        letters.append((char) ('a' + misses.keySet().iterator().next().ordinal()));
      } else {
        letters.append('~');
        ArrayNode list = mixed.putArray(Integer.toString(ordinal));
        misses.forEach(
            (kind, share) -> list.add(kind.ordinal()).add(Math.round(share * 1000) / 1000.0));
      }
    }
    json.put("misses", letters.toString());
    json.set("mixed", mixed);
  }

  private static ArrayNode figure(Figure figure) {
    ArrayNode list = Json.list();
    number(list, figure.value().orElse(Double.NaN));
    number(list, figure.low().orElse(Double.NaN));
    number(list, figure.high().orElse(Double.NaN));
    return list;
  }

  private static void texts(ArrayNode list, Iterable<String> texts) {
    texts.forEach(list::add);
  }

  private static void numbers(ArrayNode list, int[] numbers) {
    for (int number : numbers) {
      if (number == Answers.NONE) {
        list.addNull();
      } else {
        list.add(number);
      }
    }
  }

  private static void numbers(ArrayNode list, double[] numbers) {
    for (double number : numbers) {
      number(list, number);
    }
  }

  private static void number(ObjectNode json, String field, OptionalDouble number) {
    if (number.isPresent()) {
      json.put(field, Math.round(number.getAsDouble() * ROUNDED_TO) / ROUNDED_TO);
    } else {
      json.putNull(field);
    }
  }

  /** Five decimals, null for what is undefined. */
  private static void number(ArrayNode list, double number) {
    double rounded = Math.round(number * ROUNDED_TO) / ROUNDED_TO;
    if (!Double.isFinite(number)) {
      list.addNull();
    } else if (rounded == Math.rint(rounded)) {
      list.add((long) rounded);
    } else {
      list.add(rounded);
    }
  }
}
