package org.stowbench.report.leaderboard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.leaderboard.Entry;
import org.stowbench.scorer.leaderboard.Leaderboard;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;

/** The ranking. */
final class IndexPage {

  private static final List<Metric> SHOWN =
      List.of(Metrics.HIT_1, Metrics.HIT_3, Metrics.OPENINGS, Metrics.OPENING_RATIO);
  private static final double WHISKER_WIDTH = 200;
  private static final double DOT_WIDTH = 4;

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
    Map<String, Object> page = layout.page(board.title());
    page.put("queries", "%,d".formatted(board.dataset().queries()));
    page.put("count", count(board.entries().size()));
    page.put("direction", board.metric().direction().words());
    page.put("scale", Decimals.number(board.metric(), scale));
    List<Metric> others = SHOWN.stream().filter(m -> !m.equals(board.metric())).toList();
    List<String> columns = new ArrayList<>(others.stream().map(Metric::name).toList());
    if (knows) {
      columns.add("known");
    }
    page.put("columns", columns);
    page.put("rows", board.entries().stream().map(entry -> row(entry, others)).toList());
    return layout.render("index", page);
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
    if (EntryPage.isPartial(entry)) {
      Scorecard card = entry.scorecard();
      row.put("partial", "%,d of %,d answered".formatted(card.answered(), card.queries()));
    }
    Figure figure = entry.figure(board.metric());
    row.put(
        "figure",
        Map.of(
            "value",
            Decimals.number(board.metric(), figure.value()),
            "interval",
            Decimals.interval(board.metric(), figure)));
    row.put("whisker", whisker(figure));
    List<String> cells =
        new ArrayList<>(
            others.stream().map(m -> Decimals.number(m, entry.figure(m).value())).toList());
    if (knows) {
      cells.add(entry.scorecard().known().map(k -> Integer.toString(k.placements())).orElse("–"));
    }
    row.put("others", cells);
    row.put("date", entry.declaration().date().toString());
    return row;
  }

  private String whisker(Figure figure) {
    Map<String, Object> drawing = new HashMap<>();
    drawing.put(
        "label",
        Decimals.number(board.metric(), figure.value())
            + " "
            + Decimals.interval(board.metric(), figure));
    double middle = place(figure.value().orElse(0));
    double left = Math.max(0, Math.min(WHISKER_WIDTH - DOT_WIDTH, middle - DOT_WIDTH / 2));
    drawing.put("dot", tenths(left));
    figure
        .uncertainty()
        .interval()
        .ifPresent(
            interval ->
                drawing.put(
                    "interval",
                    Map.of(
                        "low", tenths(place(interval.low())),
                        "high", tenths(place(interval.high())))));
    return layout.render("whisker", drawing).strip();
  }

  private double place(double value) {
    return scale > 0 ? WHISKER_WIDTH * value / scale : 0;
  }

  private static String tenths(double place) {
    return String.format(Locale.ROOT, "%.1f", place);
  }
}
