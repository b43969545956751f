package org.stowbench.report.leaderboard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stowbench.run.Known;
import org.stowbench.run.RunManifest;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.leaderboard.Declaration;
import org.stowbench.scorer.leaderboard.Entry;
import org.stowbench.scorer.leaderboard.History;
import org.stowbench.scorer.leaderboard.Leaderboard;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;

/** The page of an entry. */
final class EntryPage {

  private static final List<Metric> SHOWN_BY_ITEM =
      List.of(Metrics.HIT_1, Metrics.HIT_3, Metrics.OPENINGS);

  private final Leaderboard board;
  private final Layout layout;

  EntryPage(Leaderboard board, Layout layout) {
    this.board = board;
    this.layout = layout;
  }

  /** Whether it leaves queries out. */
  static boolean isPartial(Entry entry) {
    return entry.scorecard().answered() < entry.scorecard().queries();
  }

  String html(Entry entry) {
    Declaration declaration = entry.declaration();
    Map<String, Object> page =
        layout.page(
            declaration.name() + " · " + board.title(),
            links(Layout.link("queries.html", "Queries", false)));
    page.put("id", entry.id());
    page.put("name", declaration.name());
    page.put("rank", entry.ranks().text());
    page.put("count", board.entries().size());
    List<Map<String, Object>> ties = ties(entry);
    page.put("hasTies", !ties.isEmpty());
    page.put("ties", ties);
    page.put("badge", layout.render("badge", Badge.ofValue(board, entry)));
    page.put("rankBadge", layout.render("badge", Badge.ofRank(board, entry)));
    declaration.description().ifPresent(text -> page.put("description", text));
    page.put("date", declaration.date().toString());
    page.put("came", board.history().cameOn(entry.id()).orElse(declaration.date()).toString());
    declaration.contact().ifPresent(text -> page.put("contact", text));
    declaration.code().ifPresent(text -> page.put("code", text));
    page.put("learned", EntryFacts.learnedInFull(entry));
    entry.scorecard().known().ifPresent(known -> page.put("known", known(known)));
    entry.mark().ifPresent(mark -> page.put("mark", mark));
    page.put("crossValidated", entry.crossValidated());
    page.put("kind", EntryFacts.kind(entry).orElse(EntryFacts.UNKNOWN));
    page.put("cost", EntryFacts.cost(declaration).orElse(EntryFacts.UNKNOWN));
    page.put("answered", "%,d".formatted(entry.scorecard().answered()));
    page.put("queries", "%,d".formatted(entry.scorecard().queries()));
    page.put("partial", isPartial(entry));
    page.put("metrics", metrics(entry.scorecard()));
    addItems(entry.scorecard(), page);
    page.put("states", states(entry.id()));
    addProvenance(entry, page);
    return layout.render("entry", page);
  }

  /** What an entry's pages lead to: the leaderboard, and another page of the entry. */
  static List<Map<String, Object>> links(Map<String, Object> other) {
    return List.of(
        Layout.link("../../index.html", "Leaderboard", false),
        Layout.link("../../history.html", "History", false),
        other);
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

  private static String known(Known known) {
    return "where each household keeps %d other %s; queries of whose household fewer than %d could be known are left out"
        .formatted(
            known.placements(), known.placements() == 1 ? "item" : "items", known.ofAtLeast());
  }

  private static List<Map<String, Object>> metrics(Scorecard card) {
    List<Map<String, Object>> metrics = new ArrayList<>();
    for (Metric metric : Metrics.of(card.protocol())) {
      if (card.has(metric)) {
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
    page.put("itemColumns", marked(shown.stream().map(EntryPage::named).toList()));
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
    cells.put("value", Decimals.number(metric, figure.value()));
    cells.put("interval", Decimals.interval(metric, figure));
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
                          Decimals.number(board.metric(), standing.value()))));
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
}
