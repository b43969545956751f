package org.stowbench.report.leaderboard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.leaderboard.Entry;
import org.stowbench.scorer.leaderboard.Leaderboard;
import org.stowbench.scorer.metrics.Direction;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;

/** The ranking. */
final class IndexPage {

  private static final List<Metric> SHOWN =
      List.of(Metrics.HIT_1, Metrics.HIT_3, Metrics.OPENINGS, Metrics.OPENING_RATIO);
  private static final double WHISKER_WIDTH = 200;
  private static final double CAP_WIDTH = 1;
  private static final String KNOWN = "known";
  private static final String DESCENDING = "descending";

  private final Leaderboard board;
  private final Layout layout;
  private final double scale;
  private final boolean knows; // whether any entry was let know something of each household

  IndexPage(Leaderboard board, Layout layout) {
    this.board = board;
    this.layout = layout;
    this.knows = board.entries().stream().anyMatch(e -> e.scorecard().known().isPresent());
    this.scale =
        board.entries().stream()
            .map(entry -> entry.figure(board.metric()))
            .mapToDouble(figure -> figure.high().orElse(figure.value().orElse(0)))
            .max()
            .orElse(1);
  }

  String html() {
    Map<String, Object> page =
        layout.page(
            board.title(),
            List.of(
                Layout.link("index.html", "Leaderboard", true),
                Layout.link("history.html", "History", false)));
    Metric metric = board.metric();
    page.put("queries", "%,d".formatted(board.dataset().queries()));
    page.put("count", "%,d".formatted(board.entries().size()));
    page.put("direction", metric.direction().words());
    page.put("says", metric.description());
    page.put("first", first(metric));
    page.put("scale", Decimals.number(metric, scale));
    Entry leader = board.entries().get(0);
    page.put(
        "leader",
        Map.of(
            "name", leader.declaration().name(),
            "value", Decimals.number(metric, leader.figure(metric).value()),
            "interval", Decimals.interval(metric, leader.figure(metric))));
    page.put("ties", ties(leader));
    page.put(
        "newest",
        board.entries().stream()
            .map(entry -> entry.declaration().date())
            .max(LocalDate::compareTo)
            .orElseThrow()
            .toString());
    List<Metric> others = SHOWN.stream().filter(m -> !m.equals(metric)).toList();
    List<Map<String, String>> columns = new ArrayList<>();
    others.forEach(other -> columns.add(Map.of("name", other.name(), "first", first(other))));
    if (knows) {
      columns.add(Map.of("name", KNOWN, "first", DESCENDING));
    }
    page.put("columns", columns);
    page.put("rows", board.entries().stream().map(entry -> row(entry, others)).toList());
    return layout.render("index", page);
  }

  /** Which way puts the best on top. */
  private static String first(Metric metric) {
    return metric.direction() == Direction.LOWER_IS_BETTER ? "ascending" : DESCENDING;
  }

  private String ties(Entry leader) {
    long tied =
        board.entries().stream()
            .filter(entry -> !entry.id().equals(leader.id()) && leader.isTiedWith(entry))
            .count();
    if (board.entries().size() == 1) {
      return "it is the only entry";
    }
    return tied == 0
        ? "every other entry is told apart from it"
        : tied == 1
            ? "one other cannot be told apart from it"
            : "%,d others cannot be told apart from it".formatted(tied);
  }

  private Map<String, Object> row(Entry entry, List<Metric> others) {
    Map<String, Object> row = new HashMap<>();
    row.put("rank", entry.ranks().text());
    row.put("best", entry.rank());
    row.put("id", entry.id());
    row.put("name", entry.declaration().name());
    entry.mark().ifPresent(mark -> row.put("mark", mark));
    if (EntryPage.isPartial(entry)) {
      Scorecard card = entry.scorecard();
      row.put("partial", "%,d left out".formatted(card.queries() - card.answered()));
    }
    row.put("answered", entry.scorecard().answered());
    row.put(
        "asked", "%,d of %,d".formatted(entry.scorecard().answered(), entry.scorecard().queries()));
    row.put("kind", known(EntryFacts.kind(entry)));
    row.put("learned", known(EntryFacts.learned(entry)));
    Optional<String> cost = EntryFacts.cost(entry.declaration());
    row.put(
        "cost",
        Map.of(
            "value", raw(entry.declaration().costUsd()),
            "text", cost.orElse(EntryFacts.UNKNOWN)));
    Figure figure = entry.figure(board.metric());
    row.put(
        "figure",
        Map.of(
            "value",
            Decimals.number(board.metric(), figure.value()),
            "interval",
            Decimals.interval(board.metric(), figure)));
    row.put("whisker", whisker(figure));
    row.put("raw", raw(figure.value()));
    List<Map<String, String>> cells = new ArrayList<>();
    for (Metric other : others) {
      OptionalDouble value = entry.figure(other).value();
      cells.add(
          Map.of("name", other.name(), "raw", raw(value), "text", Decimals.number(other, value)));
    }
    if (knows) {
      Optional<String> known = entry.scorecard().known().map(k -> Integer.toString(k.placements()));
      cells.add(Map.of("name", KNOWN, "raw", known.orElse(""), "text", known.orElse("–")));
    }
    row.put("others", cells);
    row.put("date", entry.declaration().date().toString());
    return row;
  }

  private static Map<String, String> known(Optional<String> text) {
    return Map.of("value", text.orElse(""), "text", text.orElse(EntryFacts.UNKNOWN));
  }

  /** To sort by; empty where it is unknown. */
  private static String raw(OptionalDouble value) {
    return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
  }

  private String whisker(Figure figure) {
    Map<String, Object> drawing = new HashMap<>();
    drawing.put(
        "label",
        Decimals.number(board.metric(), figure.value())
            + " "
            + Decimals.interval(board.metric(), figure));
    drawing.put("value", tenths(place(figure.value().orElse(0))));
    figure
        .uncertainty()
        .interval()
        .ifPresent(
            interval -> {
              double low = place(interval.low());
              double high = place(interval.high());
              drawing.put(
                  "interval",
                  Map.of(
                      "low", tenths(low),
                      "end", tenths(Math.max(0, high - CAP_WIDTH)),
                      "width", tenths(high - low)));
            });
    return layout.render("whisker", drawing).strip();
  }

  private double place(double value) {
    return scale > 0 ? WHISKER_WIDTH * value / scale : 0;
  }

  private static String tenths(double place) {
    return String.format(Locale.ROOT, "%.1f", place);
  }
}
