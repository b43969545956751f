package org.stowbench.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.function.Consumer;

/** A file that holds one JSON list of records, read a record at a time; they count from 1. */
public final class JsonRecords implements AutoCloseable {

  private final InputLocation file;
  private final JsonParser parser;
  private long number;
  private boolean ended;

  private JsonRecords(InputLocation file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * Opens a list.
   *
   * @throws InvalidInputException if it cannot be read, or is something else
   */
  public static JsonRecords open(InputFile file) {
    JsonRecords records = new JsonRecords(file.location(), JsonInput.parser(file.reader()));
    try {
      JsonToken first = records.next(records.parser::nextToken);
      if (first != JsonToken.START_ARRAY) {
        throw InvalidInputException.expected(
            file.location(),
            "a list of records",
            first == null ? "nothing" : records.next(records.parser::getText));
      }
      return records;
    } catch (RuntimeException e) {
      records.close();
      throw e;
    }
  }

  /**
   * The next record; empty after the last.
   *
   * @throws InvalidInputException if the file is damaged there, or goes on after the list
   */
  public Optional<JsonInput> next() {
    if (ended) {
      return Optional.empty();
    }
    if (next(parser::nextToken) != JsonToken.END_ARRAY) {
      number++;
      JsonNode record = next(parser::readValueAsTree);
      return Optional.of(JsonInput.of(record, file.record(number)));
    }
    if (next(parser::nextToken) != null) {
      throw new InvalidInputException(file, "something follows the list of records");
    }
    ended = true;
    return Optional.empty();
  }

  /** Hands all records that are left to a reader; as {@link #next()}. */
  public void forEach(Consumer<JsonInput> reader) {
    for (Optional<JsonInput> record = next(); record.isPresent(); record = next()) {
      reader.accept(record.get());
    }
  }

  /** How many records there were so far. */
  public long count() {
    return number;
  }

  private interface Step<T> {
    T take() throws IOException;
  }

  private <T> T next(Step<T> step) {
    try {
      return step.take();
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(file.record(Math.max(1, number)), "not UTF-8 text", e);
    } catch (JsonProcessingException e) {
      throw JsonInput.notJson(file.record(Math.max(1, number)), e);
    } catch (IOException e) {
      throw new InvalidInputException(file, FileProblem.why(e), e);
    }
  }

  @Override
  public void close() {
    next(
        () -> {
          parser.close();
          return parser;
        });
  }
}
