package org.stowbench.report.leaderboard;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.stowbench.predictions.AnswerText;
import org.stowbench.query.Answer;
import org.stowbench.scorer.QueryScore;
import org.stowbench.scorer.leaderboard.Entry;
import org.stowbench.scorer.leaderboard.Leaderboard;

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

  String html(Entry entry, List<QueryScore> scores) {
    String name = entry.declaration().name();
    Map<String, Object> page =
        layout.page(
            "Queries of " + name + " · " + board.title(),
            EntryPage.links(Layout.link("index.html", name, false)));
    page.put("name", name);
    page.put("queries", "%,d".formatted(scores.size()));
    page.put("right", mean(scores.stream().mapToDouble(QueryScore::correct).sum()));
    page.put("some", scores.size() > MOST);
    page.put("shown", "%,d".formatted(MOST));
    page.put("predictions", entry.predictions());
    page.put("rows", scores.stream().limit(MOST).map(QueriesPage::row).toList());
    return layout.render("queries", page);
  }

  private static Map<String, Object> row(QueryScore score) {
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
