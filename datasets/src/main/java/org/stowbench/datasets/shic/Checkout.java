package org.stowbench.datasets.shic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.Sha256;

/** The files of the source; remembers which were read. */
final class Checkout {

  private final Path root;
  private final List<SourceFile> read = new ArrayList<>();

  Checkout(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  boolean has(String path) {
    return Files.isRegularFile(root.resolve(path));
  }

  /** What was read so far, in the order of reading. */
  List<SourceFile> read() {
    return List.copyOf(read);
  }

  /** Reads a JSON list of records, one at a time. */
  void records(String path, Consumer<JsonInput> reader) throws IOException {
    read(path, (in, file) -> readRecords(in, file, reader));
  }

  /** Reads a CSV table with a header, one row at a time. */
  void rows(String path, Consumer<CsvRow> reader) throws IOException {
    read(path, (in, file) -> readRows(in, file, reader));
  }

  private interface Content {
    long read(InputStream in, InputLocation file) throws IOException;
  }

  private void read(String path, Content content) throws IOException {
    InputLocation file = InputLocation.of(root.resolve(path));
    MessageDigest digest = Sha256.digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(root.resolve(path)), digest)) {
      long records = content.read(in, file);
      read.add(new SourceFile(path, Sha256.checksum(digest), records));
    }
  }

  private static long readRecords(InputStream in, InputLocation file, Consumer<JsonInput> reader)
      throws IOException {
    long number = 0;
    try (JsonParser parser = JsonInput.parser(in)) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_ARRAY) {
        throw InvalidInputException.expected(
            file, "a list of records", first == null ? "nothing" : parser.getText());
      }
      while (true) {
        InputLocation location = file.record(number + 1);
        JsonNode record;
        try {
          if (parser.nextToken() == JsonToken.END_ARRAY) {
            break;
          }
          record = parser.readValueAsTree();
        } catch (JsonProcessingException e) {
          throw JsonInput.notJson(location, e);
        }
        reader.accept(JsonInput.of(record, location));
        number++;
      }
      if (parser.nextToken() != null) {
        throw new InvalidInputException(file, "something follows the list of records");
      }
      return number;
    } catch (JsonProcessingException e) {
      throw JsonInput.notJson(file, e);
    }
  }

  private static long readRows(InputStream in, InputLocation file, Consumer<CsvRow> reader)
      throws IOException {
    long number = 0;
    CsvMapper mapper =
        CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY, CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();
    Reader text = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
    try (MappingIterator<String[]> rows = mapper.readerFor(String[].class).readValues(text)) {
      if (!rows.hasNextValue()) {
        throw new InvalidInputException(file, "expected a header of column names, found nothing");
      }
      List<String> columns = new ArrayList<>(Arrays.asList(rows.nextValue()));
      // A spreadsheet's byte order mark would make the first column unknown.
      columns.set(0, columns.get(0).replace("\uFEFF", ""));
      while (rows.hasNextValue()) {
        reader.accept(CsvRow.of(columns, List.of(rows.nextValue()), file.record(number + 1)));
        number++;
      }
      return number;
    } catch (JsonProcessingException | RuntimeJsonMappingException e) {
      throw new InvalidInputException(
          file.record(number + 1),
          "not CSV: " + InvalidInputException.excerpt(firstLine(e.getMessage())),
          e);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(file.record(number + 1), "not UTF-8 text", e);
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
