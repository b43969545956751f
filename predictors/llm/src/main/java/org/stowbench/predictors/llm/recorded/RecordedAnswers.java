package org.stowbench.predictors.llm.recorded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.ParserWords;
import org.stowbench.io.UsageJson;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictors.llm.chat.Chat;
import org.stowbench.predictors.llm.chat.ChatException;
import org.stowbench.predictors.llm.chat.ModelReply;
import org.stowbench.predictors.llm.chat.ModelRequest;

/**
 * The raw answers of a model, by query, sample and round. Two forms are read: a CSV with the
 * columns {@code image_path}, {@code item} and {@code response} (others are ignored), and the
 * {@code journal.jsonl} of a run, of which the last line for a query counts.
 */
public final class RecordedAnswers implements Chat {

  private record Turn(int sample, int round) {}

  private final Map<String, Map<Turn, ModelReply>> replies = new HashMap<>();
  private Optional<String> spec = Optional.empty();

  private RecordedAnswers() {}

  /**
   * Reads a file.
   *
   * @param index the queries that the answers belong to; answers to others are left out
   * @throws InvalidInputException if the file cannot be read, is damaged, or fits none of them
   */
  public static RecordedAnswers read(Path file, QueryIndex index) {
    InputLocation where = InputLocation.of(file);
    RecordedAnswers answers = new RecordedAnswers();
    try (InputStream in = Files.newInputStream(file);
        BufferedReader text =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))) {
      text.mark(1);
      int first = text.read();
      if (first != '\uFEFF') {
        text.reset();
      }
      if (first == '{') {
        answers.readJournal(text, where, index);
      } else {
        answers.readCsv(text, where, index);
      }
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(where, "there is no such file", e);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(where, "not UTF-8 text", e);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(where, "not CSV: " + ParserWords.of(e), e);
    } catch (IOException e) {
      throw new InvalidInputException(where, "cannot be read: " + e.getClass().getSimpleName(), e);
    }
    if (answers.replies.isEmpty()) {
      throw new InvalidInputException(
          where, "holds no recorded answer to a query of " + index.info().id());
    }
    return answers;
  }

  private void readCsv(BufferedReader text, InputLocation where, QueryIndex index)
      throws IOException {
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(text)) {
      for (long number = 1; rows.hasNextValue(); number++) {
        Map<String, String> row = rows.nextValue();
        InputLocation record = where.record(number);
        OptionalInt query = index.find(cell(row, "image_path", record), cell(row, "item", record));
        if (query.isPresent()) {
          String id = index.queries().get(query.getAsInt()).query().id();
          replies.putIfAbsent(
              id, Map.of(new Turn(0, 0), ModelReply.of(cell(row, "response", record))));
        }
      }
    }
  }

  private static String cell(Map<String, String> row, String column, InputLocation where) {
    String text = row.get(column);
    if (text == null) {
      throw new InvalidInputException(
          where.child(column), "missing: the columns image_path, item and response must be there");
    }
    return text;
  }

  private void readJournal(BufferedReader text, InputLocation where, QueryIndex index)
      throws IOException {
    long number = 0;
    for (String line = text.readLine(); line != null; line = text.readLine()) {
      JsonInput json = JsonInput.parse(line, where.line(++number));
      if (json.optional("journal").isPresent()) {
        spec = Optional.of(json.field("predictor").text());
        continue;
      }
      Optional<List<JsonInput>> calls =
          json.optional("details").flatMap(d -> d.optional("calls")).map(JsonInput::elements);
      String query = json.field("query").name();
      if (calls.isPresent() && index.find(query).isPresent()) {
        replies.put(query, turns(calls.get()));
      }
    }
  }

  private static Map<Turn, ModelReply> turns(List<JsonInput> calls) {
    Map<Turn, ModelReply> turns = new HashMap<>();
    List<Integer> samples = new ArrayList<>();
    for (JsonInput call : calls) {
      int sample = call.field("sample").integer();
      int round = (int) samples.stream().filter(s -> s == sample).count();
      samples.add(sample);
      turns.put(new Turn(sample, round), reply(call));
    }
    return turns;
  }

  private static ModelReply reply(JsonInput call) {
    Optional<JsonInput> latency = call.optional("latency_ms");
    return new ModelReply(
        call.field("text").text(),
        call.optional("input_tokens").map(tokens -> UsageJson.read(call)),
        call.optionalText("finish_reason"),
        call.optionalText("model"),
        latency.map(l -> Duration.ofNanos(Math.round(l.number() * 1e6))).orElse(Duration.ZERO),
        true);
  }

  /** The spec of the predictor whose journal this is; empty for a CSV. */
  public Optional<String> spec() {
    return spec;
  }

  @Override
  public ModelReply ask(ModelRequest request) {
    ModelReply reply =
        replies
            .getOrDefault(request.query(), Map.of())
            .get(new Turn(request.sample(), request.round()));
    if (reply == null) {
      throw new ChatException(
          request.round() == 0
              ? "no recorded answer"
              : "the recorded answer cannot be used, and there is no other");
    }
    return reply;
  }
}
