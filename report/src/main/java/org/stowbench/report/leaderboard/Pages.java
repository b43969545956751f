package org.stowbench.report.leaderboard;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.stowbench.io.Sha256;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.run.RunManifest;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.leaderboard.Declaration;
import org.stowbench.scorer.leaderboard.Entry;
import org.stowbench.scorer.leaderboard.History;
import org.stowbench.scorer.leaderboard.Leaderboard;
import org.stowbench.scorer.leaderboard.Standing;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.metrics.Unit;
import org.stowbench.scorer.protocols.Protocol;

/**
 * A leaderboard's pages and badges. The templates escape every text; only what a template drew
 * itself goes in as it is. A page holds its own style and allows nothing else: no script, no
 * request.
 */
final class Pages {

  private static final List<Metric> SHOWN =
      List.of(Metrics.HIT_1, Metrics.HIT_3, Metrics.OPENINGS, Metrics.OPENING_RATIO);
  private static final List<Metric> SHOWN_BY_ITEM =
      List.of(Metrics.HIT_1, Metrics.HIT_3, Metrics.OPENINGS);
  private static final double WHISKER_WIDTH = 200;
  private static final double DOT_WIDTH = 4;
  private static final String BLUE = "#2f6f9f";
  private static final String GREEN = "#2a7a3b";

  private final Leaderboard board;
  private final Mustache.Compiler compiler =
      Mustache.compiler().escapeHTML(true).withLoader(Pages::template);
  private final Map<String, Template> templates = new HashMap<>();
  private final String style = text("style.css");
  private final double scale;

  Pages(Leaderboard board) {
    this.board = board;
    this.scale =
        board.entries().stream()
            .map(entry -> entry.figure(board.metric()))
            .mapToDouble(figure -> figure.high().orElse(figure.value().orElse(0)))
            .max()
            .orElse(1);
  }

  private static Reader template(String name) {
    return new InputStreamReader(open(name + ".mustache"), StandardCharsets.UTF_8);
  }

  private static InputStream open(String resource) {
    return Objects.requireNonNull(Pages.class.getResourceAsStream(resource), resource);
  }

  private static String text(String resource) {
    try (InputStream in = open(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String render(String template, Object context) {
    return templates
        .computeIfAbsent(template, name -> compiler.compile(template(name)))
        .execute(context);
  }

  /** What every page speaks of. */
  private Map<String, Object> page(String heading) {
    Map<String, Object> page = new HashMap<>();
    page.put("heading", heading);
    page.put("style", style);
    byte[] digest = Sha256.digest().digest(style.getBytes(StandardCharsets.UTF_8));
    page.put("styleHash", "sha256-" + Base64.getEncoder().encodeToString(digest));
    page.put("title", board.title());
    page.put("dataset", board.dataset().id());
    page.put("simulated", board.dataset().simulated());
    page.put("metric", board.metric().name());
    page.put("version", Protocol.CONSISTENT.version());
    return page;
  }

  String index() {
    Map<String, Object> page = page(board.title());
    page.put("queries", "%,d".formatted(board.dataset().queries()));
    page.put("count", count(board.entries().size()));
    page.put("direction", board.metric().direction().words());
    page.put("scale", number(board.metric(), scale));
    List<Metric> others = SHOWN.stream().filter(m -> !m.equals(board.metric())).toList();
    page.put("columns", others.stream().map(Metric::name).toList());
    page.put("rows", board.entries().stream().map(entry -> row(entry, others)).toList());
    return render("index", page);
  }

  private static String count(int entries) {
    return entries == 1 ? "1 entry" : "%,d entries".formatted(entries);
  }

  private Map<String, Object> row(Entry entry, List<Metric> others) {
    Map<String, Object> row = new HashMap<>();
    row.put("rank", entry.ranks().text());
    row.put("id", entry.id());
    row.put("name", entry.declaration().name());
    entry.mark().ifPresent(mark -> row.put("mark", mark));
    if (isPartial(entry)) {
      Scorecard card = entry.scorecard();
      row.put("partial", "%,d of %,d answered".formatted(card.answered(), card.queries()));
    }
    Figure figure = entry.figure(board.metric());
    row.put(
        "figure",
        Map.of(
            "value",
            number(board.metric(), figure.value()),
            "interval",
            interval(board.metric(), figure)));
    row.put("whisker", whisker(figure));
    row.put("others", others.stream().map(m -> number(m, entry.figure(m).value())).toList());
    row.put("date", entry.declaration().date().toString());
    return row;
  }

  private static boolean isPartial(Entry entry) {
    return entry.scorecard().answered() < entry.scorecard().queries();
  }

  private String whisker(Figure figure) {
    Map<String, Object> drawing = new HashMap<>();
    drawing.put(
        "label", number(board.metric(), figure.value()) + " " + interval(board.metric(), figure));
    double middle = place(figure.value().orElse(0));
    double left = Math.max(0, Math.min(WHISKER_WIDTH - DOT_WIDTH, middle - DOT_WIDTH / 2));
    drawing.put("dot", tenths(left));
    if (figure.low().isPresent() && figure.high().isPresent()) {
      drawing.put(
          "interval",
          Map.of(
              "low", tenths(place(figure.low().getAsDouble())),
              "high", tenths(place(figure.high().getAsDouble()))));
    }
    return render("whisker", drawing).strip();
  }

  private double place(double value) {
    return scale > 0 ? WHISKER_WIDTH * value / scale : 0;
  }

  private static String tenths(double place) {
    return String.format(Locale.ROOT, "%.1f", place);
  }

  String entry(Entry entry) {
    Declaration declaration = entry.declaration();
    Map<String, Object> page = page(declaration.name() + " · " + board.title());
    page.put("id", entry.id());
    page.put("name", declaration.name());
    page.put("rank", entry.ranks().text());
    page.put("count", board.entries().size());
    List<Map<String, Object>> ties = ties(entry);
    page.put("hasTies", !ties.isEmpty());
    page.put("ties", ties);
    page.put("badge", badge(entry));
    page.put("rankBadge", rankBadge(entry));
    declaration.description().ifPresent(text -> page.put("description", text));
    page.put("date", declaration.date().toString());
    page.put("came", board.history().cameOn(entry.id()).orElse(declaration.date()).toString());
    declaration.contact().ifPresent(text -> page.put("contact", text));
    declaration.code().ifPresent(text -> page.put("code", text));
    page.put("learned", learned(entry));
    entry.mark().ifPresent(mark -> page.put("mark", mark));
    page.put("crossValidated", entry.crossValidated());
    if (declaration.costUsd().isPresent()) {
      double cost = declaration.costUsd().getAsDouble();
      page.put("cost", String.format(Locale.ROOT, "%.2f US dollars", cost));
    }
    page.put("answered", "%,d".formatted(entry.scorecard().answered()));
    page.put("queries", "%,d".formatted(entry.scorecard().queries()));
    page.put("partial", isPartial(entry));
    page.put("metrics", metrics(entry.scorecard()));
    addItems(entry.scorecard(), page);
    page.put("states", states(entry.id()));
    addProvenance(entry, page);
    return render("entry", page);
  }

  private List<Map<String, Object>> ties(Entry entry) {
    List<Map<String, Object>> ties = new ArrayList<>();
    for (Entry other : board.entries()) {
      if (!other.id().equals(entry.id()) && entry.isTiedWith(other)) {
        ties.add(
            Map.of("id", other.id(), "name", other.declaration().name(), "first", ties.isEmpty()));
      }
    }
    return ties;
  }

  /** What it declares, and what its run and its model record. */
  private static String learned(Entry entry) {
    LearnedFrom recorded = entry.scorecard().seen().learnedFrom();
    Optional<String> declared =
        entry
            .declaration()
            .data()
            .map(data -> data.isEmpty() ? "nothing" : String.join(", ", data));
    if (declared.isEmpty()) {
      return recorded.words();
    }
    return recorded.sources().isEmpty()
        ? declared.get()
        : declared.get() + "; on record: " + recorded.words();
  }

  private static List<Map<String, Object>> metrics(Scorecard card) {
    List<Map<String, Object>> metrics = new ArrayList<>();
    for (Metric metric : Metrics.of(card.protocol())) {
      if (card.metrics().containsKey(metric.name())) {
        Map<String, Object> row = cells(metric, card.figure(metric));
        row.put("name", metric.name());
        row.put("better", metric.direction().words());
        metrics.add(row);
      }
    }
    return metrics;
  }

  private void addItems(Scorecard card, Map<String, Object> page) {
    Set<Metric> shown = new LinkedHashSet<>();
    shown.add(board.metric());
    shown.addAll(SHOWN_BY_ITEM);
    page.put("itemColumns", marked(shown.stream().map(Pages::named).toList()));
    List<Map<String, Object>> items = new ArrayList<>();
    card.byItem()
        .forEach(
            (item, figures) ->
                items.add(
                    Map.of(
                        "item",
                        item,
                        "queries",
                        figures.queries(),
                        "figures",
                        marked(
                            shown.stream()
                                .map(m -> cells(m, figures.metrics().get(m.name())))
                                .toList()))));
    page.put("items", items);
  }

  private static Map<String, Object> named(Metric metric) {
    Map<String, Object> column = new HashMap<>();
    column.put("name", metric.name());
    return column;
  }

  /** The same with a mark on the first. */
  private static List<Map<String, Object>> marked(List<Map<String, Object>> cells) {
    for (int i = 0; i < cells.size(); i++) {
      cells.get(i).put("first", i == 0);
    }
    return cells;
  }

  private static Map<String, Object> cells(Metric metric, Figure figure) {
    Map<String, Object> cells = new HashMap<>();
    cells.put("value", number(metric, figure.value()));
    cells.put("interval", interval(metric, figure));
    return cells;
  }

  private List<Map<String, Object>> states(String id) {
    List<Map<String, Object>> states = new ArrayList<>();
    for (History.State state : board.history().states()) {
      state
          .of(id)
          .ifPresent(
              standing ->
                  states.add(
                      0,
                      Map.of(
                          "date",
                          state.date().toString(),
                          "version",
                          state.protocolVersion(),
                          "rank",
                          standing.ranks(),
                          "of",
                          state.standings().size(),
                          "value",
                          number(board.metric(), standing.value()))));
    }
    return states;
  }

  private void addProvenance(Entry entry, Map<String, Object> page) {
    page.put("predictions", entry.predictions());
    entry.person().ifPresent(person -> page.put("person", person));
    page.put("checksum", String.join(", ", entry.checksums()));
    page.put("submitted", entry.declaration().data().isPresent());
    page.put("dataChecksum", board.dataset().checksum());
    entry.run().ifPresent(run -> page.put("run", run(run)));
  }

  private static Map<String, Object> run(RunManifest run) {
    Map<String, Object> shown = new HashMap<>();
    shown.put("predictor", run.predictor().text());
    shown.put("seed", Long.toString(run.seed()));
    shown.put("stowbench", run.software().stowbench());
    run.software().commit().ifPresent(commit -> shown.put("commit", commit));
    shown.put("java", run.software().java());
    return shown;
  }

  String history() {
    Map<String, Object> page = page("History · " + board.title());
    List<Map<String, Object>> states = new ArrayList<>();
    Optional<History.State> before = Optional.empty();
    for (History.State state : board.history().states()) {
      states.add(0, state(state, before));
      before = Optional.of(state);
    }
    page.put("states", states);
    return render("history", page);
  }

  private Map<String, Object> state(History.State state, Optional<History.State> before) {
    List<Map<String, Object>> standings = new ArrayList<>();
    for (Standing standing : state.standings()) {
      Map<String, Object> row = new HashMap<>();
      row.put("rank", standing.ranks());
      row.put("id", standing.id());
      row.put("name", standing.name());
      row.put("here", board.entries().stream().anyMatch(e -> e.id().equals(standing.id())));
      row.put("value", number(board.metric(), standing.value()));
      row.put("change", change(standing, before.flatMap(earlier -> earlier.of(standing.id()))));
      standings.add(row);
    }
    List<String> gone =
        before.map(History.State::standings).orElse(List.of()).stream()
            .filter(standing -> state.of(standing.id()).isEmpty())
            .map(Standing::name)
            .toList();
    Map<String, Object> shown = new HashMap<>();
    shown.put("date", state.date().toString());
    shown.put("version", state.protocolVersion());
    shown.put("standings", standings);
    List<String> news = new ArrayList<>();
    before
        .map(History.State::protocolVersion)
        .filter(version -> version != state.protocolVersion())
        .ifPresent(
            version ->
                news.add(
                    "Scored anew by version %d of the rules; before, by version %d: values of the two do not compare."
                        .formatted(state.protocolVersion(), version)));
    if (!gone.isEmpty()) {
      news.add("Gone: " + String.join(", ", gone));
    }
    shown.put("news", news);
    return shown;
  }

  private static String change(Standing now, Optional<Standing> before) {
    if (before.isEmpty()) {
      return "new";
    }
    return now.ranks().equals(before.get().ranks()) ? "" : "was " + before.get().ranks();
  }

  /** The metric's value. */
  String badge(Entry entry) {
    String label = board.metric().name() + (board.dataset().simulated() ? ", simulated" : "");
    return render(
        "badge",
        new Badge(label, number(board.metric(), entry.figure(board.metric()).value()), BLUE));
  }

  String rankBadge(Entry entry) {
    String message = "%s of %d".formatted(entry.ranks().text(), board.entries().size());
    return render(
        "badge",
        new Badge(board.dataset().id() + " rank", message, entry.rank() == 1 ? GREEN : BLUE));
  }

  private static String number(Metric metric, OptionalDouble number) {
    return number.isPresent() ? number(metric, number.getAsDouble()) : "–";
  }

  /** Three decimals; two for containers that are opened. */
  private static String number(Metric metric, double number) {
    return String.format(Locale.ROOT, metric.unit() == Unit.CONTAINERS ? "%.2f" : "%.3f", number);
  }

  private static String interval(Metric metric, Figure figure) {
    return figure.low().isPresent() && figure.high().isPresent()
        ? "[%s, %s]"
            .formatted(
                number(metric, figure.low().getAsDouble()),
                number(metric, figure.high().getAsDouble()))
        : "";
  }
}
