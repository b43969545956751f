package org.stowbench.predictions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.stowbench.io.CsvRow;
import org.stowbench.io.CsvTable;
import org.stowbench.io.CsvText;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.SceneJson;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;

/** Predictions as a table, one answer a row; see {@link ResponseFile} for the columns. */
final class CsvForm {

  /** A file is taken for a table if no other form recognises how it begins. */
  static final ResponseForm FORM =
      new ResponseForm() {
        @Override
        public boolean recognises(InputFile file) {
          return true;
        }

        @Override
        public void read(InputFile file, ResponseMatcher matcher) {
          try (CsvTable table = CsvTable.open(file)) {
            CsvForm form = new CsvForm(matcher, table);
            matcher.attempt(() -> table.forEach(form::take, matcher::noteMistake));
            form.closeGroup();
          }
        }
      };

  private final ResponseMatcher matcher;
  private final boolean byQuery;
  private final boolean probabilities;
  private final List<CsvRow> group = new ArrayList<>();

  private CsvForm(ResponseMatcher matcher, CsvTable table) {
    Set<String> columns = table.columns();
    boolean asks =
        columns.contains("query") || (columns.contains("scene") && columns.contains("item"));
    if (!asks || !columns.contains("answer")) {
      throw InvalidInputException.expected(
          table.header(),
          "a CSV header with the columns query (or scene and item) and answer, or JSON",
          String.join(",", columns));
    }
    if (columns.contains("score") && columns.contains("probability")) {
      throw new InvalidInputException(
          table.header(), "expected a column score or a column probability, found both");
    }
    this.matcher = matcher;
    this.byQuery = columns.contains("query");
    this.probabilities = columns.contains("probability");
  }

  private static Optional<String> cell(CsvRow row, String column) {
    return row.has(column)
        ? Optional.of(row.cell(column).strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  private static String text(CsvRow row, String column) {
    return CsvText.read(
        cell(row, column)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        row.location().child(column), "empty: must not be empty")));
  }

  /** What a row asks about; rows of one query have the same texts there. */
  private List<String> asked(CsvRow row) {
    return byQuery ? List.of(text(row, "query")) : List.of(text(row, "scene"), text(row, "item"));
  }

  private void take(CsvRow row) {
    List<String> asked = asked(row);
    if (!group.isEmpty() && !asked(group.get(0)).equals(asked)) {
      closeGroup();
    }
    group.add(row);
  }

  private void closeGroup() {
    if (!group.isEmpty()) {
      matcher.attempt(this::readGroup);
      group.clear();
    }
  }

  private void readGroup() {
    CsvRow first = group.get(0);
    List<String> asked = asked(first);
    OptionalInt ordinal =
        asked.size() == 1 ? matcher.find(asked.get(0)) : matcher.find(asked.get(0), asked.get(1));
    if (ordinal.isEmpty()) {
      matcher.takeUnmatched(String.join(", ", asked));
    } else {
      String name = String.join(", ", asked);
      prediction(matcher.query(ordinal.getAsInt()), name)
          .ifPresent(prediction -> matcher.takeOnce(first.location(), ordinal, name, prediction));
    }
  }

  /** The rows' prediction; empty where rows are wrong, each of which is noted. */
  private Optional<Prediction> prediction(Query query, String asked) {
    CsvRow first = group.get(0);
    List<CsvRow> rows =
        group.stream().filter(row -> cell(row, "answer").isPresent()).collect(Collectors.toList());
    Optional<String> error = group.stream().flatMap(r -> cell(r, "error").stream()).findFirst();
    if (rows.size() < group.size() && (!rows.isEmpty() || error.isEmpty())) {
      matcher.noteBlank(asked);
    }
    if (rows.isEmpty()) {
      return Optional.of(Prediction.failed(query.id(), error.orElse("no answer")));
    }
    if (first.has("rank")) {
      sortByRank(rows);
    }
    List<RankedAnswer> answers = new ArrayList<>();
    boolean right = true;
    List<String> unusable = new ArrayList<>();
    for (CsvRow row : rows) {
      right &= matcher.attempt(() -> answer(row, query, unusable).ifPresent(answers::add));
    }
    if (right && !unusable.isEmpty()) {
      return Optional.of(Prediction.failed(query.id(), unusable.get(0)));
    }
    if (!right) {
      return Optional.empty();
    }
    boolean scored = answers.get(0).score().isPresent();
    Ranking.Scores scores =
        !scored
            ? Ranking.Scores.NONE
            : probabilities ? Ranking.Scores.PROBABILITY : Ranking.Scores.RELATIVE;
    try {
      return Optional.of(Prediction.of(query, new Ranking(answers, scores, Ranking.Order.STRICT)));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(first.location(), e.getMessage(), e);
    }
  }

  /** A row's answer; empty, and the reason noted, where nobody can reckon with its region. */
  private Optional<RankedAnswer> answer(CsvRow row, Query query, List<String> unusable) {
    InputLocation location = row.location().child("answer");
    Answer answer;
    try {
      answer = AnswerText.read(text(row, "answer"), location);
    } catch (InvalidInputException e) {
      unusable.add(SceneJson.unusable(e).orElseThrow(() -> e));
      return Optional.empty();
    }
    matcher.check(answer, query, () -> location);
    return Optional.of(
        new RankedAnswer(answer, row.optionalNumber(probabilities ? "probability" : "score")));
  }

  private static void sortByRank(List<CsvRow> rows) {
    Set<Integer> ranks = new HashSet<>();
    for (CsvRow row : rows) {
      if (!ranks.add(row.integer("rank"))) {
        throw row.unexpected("rank", "each rank once in a query");
      }
    }
    rows.sort(Comparator.comparingInt(row -> row.integer("rank")));
  }
}
