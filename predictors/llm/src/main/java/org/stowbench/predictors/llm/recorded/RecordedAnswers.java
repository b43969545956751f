package org.stowbench.predictors.llm.recorded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.stowbench.io.CsvTable;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.JsonLines;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictors.llm.chat.Chat;
import org.stowbench.predictors.llm.chat.ChatException;
import org.stowbench.predictors.llm.chat.ModelReply;
import org.stowbench.predictors.llm.chat.ModelRequest;
import org.stowbench.run.RunFolder;

/**
 * The raw answers of a model, by query, sample and round. Two forms are read: a CSV with the
 * columns {@code image_path}, {@code item} and {@code response} (others are ignored), and the
 * {@code journal.jsonl} of a run, of which the last line for a query counts.
 */
public final class RecordedAnswers implements Chat {

  private static final List<String> COLUMNS = List.of("image_path", "item", "response");

  private record Turn(int sample, int round) {}

  private final Map<String, Map<Turn, ModelReply>> replies = new HashMap<>();
  private final LearnedFrom learnedFrom;
  private Optional<String> spec = Optional.empty();

  private RecordedAnswers(LearnedFrom learnedFrom) {
    this.learnedFrom = learnedFrom;
  }

  /**
   * Reads a file.
   *
   * @param index the queries that the answers belong to; answers to others are left out
   * @throws InvalidInputException if the file cannot be read, is damaged, or fits none of them
   */
  public static RecordedAnswers read(Path file, QueryIndex index) {
    InputFile input = InputFile.of(file, FileKind.RECORDS);
    RecordedAnswers answers = new RecordedAnswers(RunFolder.learnedFrom(file));
    if (input.beginsWith('{')) {
      answers.readJournal(input, index);
    } else {
      answers.readCsv(input, index);
    }
    if (answers.replies.isEmpty()) {
      throw new InvalidInputException(
          input.location(), "holds no recorded answer to a query of " + index.info().id());
    }
    return answers;
  }

  /**
   * The spec of the predictor whose journal a file is, read from its first line; empty for one that
   * is no journal, or none that can be read.
   */
  public static Optional<String> spec(Path file) {
    InputFile input = InputFile.of(file, FileKind.RECORDS);
    if (!input.exists() || !input.beginsWith('{')) {
      return Optional.empty();
    }
    try (JsonLines lines = JsonLines.open(input)) {
      return lines
          .nextFilled()
          .map(JsonLines.Line::json)
          .filter(header -> header.optional("journal").isPresent())
          .map(header -> header.field("predictor").text());
    }
  }

  private void readCsv(InputFile file, QueryIndex index) {
    try (CsvTable table = CsvTable.open(file).require(COLUMNS)) {
      table.forEach(
          row -> {
            OptionalInt query = index.find(row.cell("image_path"), row.cell("item"));
            if (query.isPresent()) {
              String id = index.queries().get(query.getAsInt()).query().id();
              replies.putIfAbsent(id, Map.of(new Turn(0, 0), ModelReply.of(row.cell("response"))));
            }
          });
    }
  }

  private void readJournal(InputFile file, QueryIndex index) {
    try (JsonLines lines = JsonLines.open(file)) {
      for (var line = lines.nextFilled(); line.isPresent(); line = lines.nextFilled()) {
        readLine(line.get().json(), index);
      }
    }
  }

  private void readLine(JsonInput json, QueryIndex index) {
    if (json.optional("journal").isPresent()) {
      spec = Optional.of(json.field("predictor").text());
      return;
    }
    Optional<List<JsonInput>> calls =
        json.optional("details").flatMap(d -> d.optional("calls")).map(JsonInput::elements);
    String query = json.field("query").name();
    if (calls.isPresent() && index.find(query).isPresent()) {
      replies.put(query, turns(calls.get()));
    }
  }

  private static Map<Turn, ModelReply> turns(List<JsonInput> calls) {
    Map<Turn, ModelReply> turns = new HashMap<>();
    List<Integer> samples = new ArrayList<>();
    for (JsonInput call : calls) {
      int sample = call.field("sample").integer();
      int round = (int) samples.stream().filter(s -> s == sample).count();
      samples.add(sample);
      turns.put(new Turn(sample, round), ModelReply.read(call, RecordedAnswers::latency));
    }
    return turns;
  }

  private static Duration latency(JsonInput call) {
    return call.optional("latency_ms")
        .map(millis -> Duration.ofNanos(Math.round(millis.number() * 1e6)))
        .orElse(Duration.ZERO);
  }

  /** The spec of the predictor whose journal this is; empty for a CSV. */
  public Optional<String> spec() {
    return spec;
  }

  /** What the run that they are of says of them, whatever could be shown today. */
  @Override
  public LearnedFrom learnedFrom(LearnedFrom shown) {
    return learnedFrom;
  }

  /** To what question the answers were given, a file of answers does not say. */
  @Override
  public boolean asks() {
    return false;
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
