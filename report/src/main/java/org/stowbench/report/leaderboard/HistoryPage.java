package org.stowbench.report.leaderboard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowbench.scorer.leaderboard.History;
import org.stowbench.scorer.leaderboard.Leaderboard;
import org.stowbench.scorer.leaderboard.Standing;

/** How the ranking came to be. */
final class HistoryPage {

  private final Leaderboard board;
  private final Layout layout;

  HistoryPage(Leaderboard board, Layout layout) {
    this.board = board;
    this.layout = layout;
  }

  String html() {
    Map<String, Object> page =
        layout.page(
            "History · " + board.title(),
            List.of(
                Layout.link("index.html", "Leaderboard", false),
                Layout.link("history.html", "History", true)));
    List<Map<String, Object>> states = new ArrayList<>();
    Optional<History.State> before = Optional.empty();
    for (History.State state : board.history().states()) {
      states.add(0, state(state, before));
      before = Optional.of(state);
    }
    page.put("states", states);
    return layout.render("history", page);
  }

  private Map<String, Object> state(History.State state, Optional<History.State> before) {
    List<Map<String, Object>> standings = new ArrayList<>();
    for (Standing standing : state.standings()) {
      Map<String, Object> row = new HashMap<>();
      row.put("rank", standing.ranks());
      row.put("id", standing.id());
      row.put("name", standing.name());
      row.put("here", board.entries().stream().anyMatch(e -> e.id().equals(standing.id())));
      row.put("value", Decimals.number(board.metric(), standing.value()));
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
}
