package org.stowbench.predictions;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.stowbench.io.CsvRow;
import org.stowbench.io.CsvTable;
import org.stowbench.io.CsvText;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
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
        public boolean beginsWith(char first) {
          return true;
        }

        @Override
        public void read(InputFile file, ResponseMatcher matcher) {
          try (CsvTable table = CsvTable.open(file)) {
            CsvForm form = new CsvForm(matcher, table);
            table.forEach(form::take);
            form.closeGroup();
          }
        }
      };

  private final ResponseMatcher matcher;
  private final boolean byQuery;
  private final boolean probabilities;
  private final BitSet closed = new BitSet();
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
    if (!group.isEmpty() && !asked(group.get(0)).equals(asked(row))) {
      closeGroup();
    }
    group.add(row);
  }

  private void closeGroup() {
    if (group.isEmpty()) {
      return;
    }
    CsvRow first = group.get(0);
    List<String> asked = asked(first);
    OptionalInt ordinal =
        asked.size() == 1 ? matcher.find(asked.get(0)) : matcher.find(asked.get(0), asked.get(1));
    if (ordinal.isEmpty()) {
      matcher.takeUnmatched(String.join(", ", asked));
    } else {
      // Keeping the first rows and leaving out later ones would cut a ranking without a word.
      if (closed.get(ordinal.getAsInt())) {
        throw new InvalidInputException(
            first.location(), "rows of a query must stand together: it had rows further up");
      }
      closed.set(ordinal.getAsInt());
      Query query = matcher.query(ordinal.getAsInt());
      matcher.take("", ordinal, String.join(", ", asked), prediction(query));
    }
    group.clear();
  }

  private Prediction prediction(Query query) {
    CsvRow first = group.get(0);
    if (group.size() == 1 && cell(first, "answer").isEmpty()) {
      return Prediction.failed(query.id(), cell(first, "error").orElse("no answer"));
    }
    List<RankedAnswer> answers = new ArrayList<>();
    for (CsvRow row : group) {
      InputLocation location = row.location().child("answer");
      Answer answer = AnswerText.read(text(row, "answer"), location);
      ResponseMatcher.check(answer, query, location);
      answers.add(
          new RankedAnswer(answer, row.optionalNumber(probabilities ? "probability" : "score")));
    }
    boolean scored = answers.get(0).score().isPresent();
    Ranking.Scores scores =
        !scored
            ? Ranking.Scores.NONE
            : probabilities ? Ranking.Scores.PROBABILITY : Ranking.Scores.RELATIVE;
    try {
      return Prediction.of(query, new Ranking(answers, scores, Ranking.Order.STRICT));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(first.location(), e.getMessage(), e);
    }
  }
}
