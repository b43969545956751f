package org.stowbench.predictions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.stowbench.io.CsvText;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;

/** Predictions as a table, one answer a row; see {@link ResponseFile} for the columns. */
final class CsvForm {

  /** A file that begins like nothing else is taken for a table. */
  static final ResponseForm FORM =
      new ResponseForm() {
        @Override
        public boolean beginsWith(char first) {
          return true;
        }

        @Override
        public void read(InputStream in, InputLocation file, ResponseMatcher matcher)
            throws IOException {
          CsvForm.read(in, file, matcher);
        }
      };

  private final ResponseMatcher matcher;
  private final Map<String, Integer> columns;
  private final BitSet closed = new BitSet();
  private final List<Row> group = new ArrayList<>();

  private record Row(InputLocation location, Map<String, Integer> columns, String[] cells) {

    Optional<String> cell(String column) {
      Integer place = columns.get(column);
      return place == null
          ? Optional.empty()
          : Optional.of(cells[place].strip()).filter(text -> !text.isEmpty());
    }

    String text(String column) {
      return CsvText.read(
          cell(column)
              .orElseThrow(
                  () ->
                      new InvalidInputException(
                          location.child(column), "empty: must not be empty")));
    }

    /** Rows of one query say so in the same words. */
    List<String> asked() {
      return columns.containsKey("query")
          ? List.of(text("query"))
          : List.of(text("scene"), text("item"));
    }
  }

  private CsvForm(ResponseMatcher matcher, Map<String, Integer> columns) {
    this.matcher = matcher;
    this.columns = columns;
  }

  static void read(InputStream in, InputLocation file, ResponseMatcher matcher) throws IOException {
    long number = 0;
    try (MappingIterator<String[]> rows =
        new CsvMapper()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .readerFor(String[].class)
            .readValues(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))) {
      if (!rows.hasNextValue()) {
        throw new InvalidInputException(file, "no predictions in it");
      }
      CsvForm form = new CsvForm(matcher, columns(rows.nextValue(), file.line(1)));
      while (rows.hasNextValue()) {
        form.take(file.record(++number), rows.nextValue());
      }
      form.closeGroup();
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          file.record(number + 1),
          "not CSV: " + InvalidInputException.excerpt(e.getOriginalMessage()),
          e);
    }
  }

  private static Map<String, Integer> columns(String[] header, InputLocation location) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < header.length; i++) {
      String name = header[i].strip();
      if (columns.put(name, i) != null) {
        throw new InvalidInputException(
            location, "column %s is there twice".formatted(InvalidInputException.excerpt(name)));
      }
    }
    boolean asks =
        columns.containsKey("query")
            || (columns.containsKey("scene") && columns.containsKey("item"));
    if (!asks || !columns.containsKey("answer")) {
      throw InvalidInputException.expected(
          location,
          "a CSV header with the columns query (or scene and item) and answer, or JSON",
          String.join(",", header));
    }
    if (columns.containsKey("score") && columns.containsKey("probability")) {
      throw new InvalidInputException(
          location, "expected a column score or a column probability, found both");
    }
    return columns;
  }

  private void take(InputLocation location, String[] cells) {
    if (cells.length != columns.size()) {
      throw InvalidInputException.expected(
          location, columns.size() + " cells, as in the header", Integer.toString(cells.length));
    }
    Row row = new Row(location, columns, cells);
    if (!group.isEmpty() && !group.get(0).asked().equals(row.asked())) {
      closeGroup();
    }
    group.add(row);
  }

  private void closeGroup() {
    if (group.isEmpty()) {
      return;
    }
    Row first = group.get(0);
    List<String> asked = first.asked();
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
    Row first = group.get(0);
    if (group.size() == 1 && first.cell("answer").isEmpty()) {
      return Prediction.failed(query.id(), first.cell("error").orElse("no answer"));
    }
    boolean probabilities = columns.containsKey("probability");
    List<RankedAnswer> answers = new ArrayList<>();
    for (Row row : group) {
      InputLocation location = row.location().child("answer");
      Answer answer = AnswerText.read(row.text("answer"), location);
      ResponseMatcher.check(answer, query, location);
      answers.add(new RankedAnswer(answer, score(row, probabilities ? "probability" : "score")));
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

  private static OptionalDouble score(Row row, String column) {
    Optional<String> cell = row.cell(column);
    if (cell.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      double score = Double.parseDouble(cell.get());
      if (Double.isFinite(score)) {
        return OptionalDouble.of(score);
      }
    } catch (NumberFormatException e) {
      // Reported below, like a number that is not finite.
    }
    throw InvalidInputException.expected(
        row.location().child(column), "a finite number", cell.get());
  }
}
