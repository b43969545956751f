package org.stowbench.report.leaderboard;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.stowbench.predictions.AnswerText;
import org.stowbench.query.Answer;
import org.stowbench.scorer.PerQueryFigures;
import org.stowbench.scorer.QueryScore;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.leaderboard.Entry;
import org.stowbench.scorer.leaderboard.Leaderboard;
import org.stowbench.scorer.misses.Miss;

/** How an entry answered each query. */
final class QueriesPage {

  /** Beyond that, a page is no longer something to look at. */
  private static final int MOST = 2_000;

  private final Leaderboard board;
  private final Layout layout;

  QueriesPage(Leaderboard board, Layout layout) {
    this.board = board;
    this.layout = layout;
  }

  /**
   * The page.
   *
   * @param run how the entry answered
   * @param order in which the queries stand: ordinals
   */
  String html(Entry entry, ScoredRun run, int[] order) {
    String name = entry.declaration().name();
    Map<String, Object> page =
        layout.page(
            "Queries of " + name + " · " + board.title(),
            EntryPage.links(Layout.link("index.html", name, false)));
    page.put("name", name);
    page.put("queries", "%,d".formatted(order.length));
    page.put("right", mean(run.queries().stream().mapToDouble(QueryScore::correct).sum()));
    List<Map<String, Object>> kinds = kinds(run.perQuery());
    page.put("missed", !kinds.isEmpty());
    page.put("kinds", kinds);
    page.put("some", order.length > MOST);
    page.put("shown", "%,d".formatted(MOST));
    page.put("predictions", entry.predictions());
    page.put(
        "rows", Arrays.stream(order).limit(MOST).mapToObj(ordinal -> row(run, ordinal)).toList());
    return layout.render("queries", page);
  }

  /** How often each kind of miss occurs; those that do not are left out. */
  private static List<Map<String, Object>> kinds(PerQueryFigures figures) {
    return Arrays.stream(Miss.values())
        .filter(kind -> figures.count(kind) > 0)
        .map(
            kind ->
                Map.<String, Object>of(
                    "title",
                    kind.title(),
                    "says",
                    kind.description(),
                    "count",
                    mean(figures.count(kind))))
        .toList();
  }

  private static Map<String, Object> row(ScoredRun run, int ordinal) {
    QueryScore score = run.queries().get(ordinal);
    Map<String, Object> row = new HashMap<>();
    row.put("query", score.query().id());
    row.put("item", score.query().item());
    row.put("scene", score.query().scene());
    row.put("truth", words(AnswerText.write(score.query().truth())));
    row.put(
        "answer",
        score
            .answer()
            .map(
                answer -> answer instanceof Answer.InRegion ? "a region" : AnswerText.write(answer))
            .map(text -> Map.of("value", text, "text", words(text)))
            .orElse(Map.of("value", "", "text", "no answer")));
    double correct = score.correct();
    row.put("look", correct == 1 ? "hit" : correct == 0 ? "miss" : "part");
    row.put(
        "correct",
        Map.of(
            "value", correct, "text", correct == 1 ? "yes" : correct == 0 ? "no" : mean(correct)));
    row.put("kind", Miss.titles(run.perQuery().misses(ordinal)));
    row.put("rank", cell(score.rank(), "not found"));
    row.put("openings", cell(score.openings(), "unknown"));
    return row;
  }

  private static String words(String answer) {
    return answer.equals(AnswerText.write(Answer.NOT_HERE)) ? "not here" : answer;
  }

  private static Map<String, Object> cell(OptionalDouble number, String otherwise) {
    return number.isPresent()
        ? Map.of("value", number.getAsDouble(), "text", mean(number.getAsDouble()))
        : Map.of("value", "", "text", otherwise);
  }

  /** A count as it is; else two decimals. */
  private static String mean(double number) {
    return String.format(Locale.ROOT, number == Math.rint(number) ? "%,.0f" : "%,.2f", number);
  }
}
