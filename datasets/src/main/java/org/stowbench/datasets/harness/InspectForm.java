package org.stowbench.datasets.harness;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.stowbench.io.FileProblem;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.AnswerText;
import org.stowbench.predictions.ResponseForm;
import org.stowbench.predictions.ResponseMatcher;
import org.stowbench.query.Query;

/**
 * A log of Inspect of a task that {@link InspectExporter} wrote: {@code .json}, one object whose
 * {@code samples} are a list, or {@code .eval}, a zip in which each sample is a file {@code
 * samples/ID_epoch_N.json}. What a model answered stands in the sample's score {@code place}. Of
 * several epochs, each but the first is a person of its own.
 */
public final class InspectForm implements ResponseForm {

  static final String ANSWERS = "answers";
  private static final String SAMPLES = "samples";
  private static final String SCORES = "scores";
  private static final String SCORE = "place";
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  /** What is looked at in a sample; the conversation is passed over, however long it is. */
  private static final Set<String> FIELDS = Set.of("id", "epoch", SCORES, "error");

  /** For {@link java.util.ServiceLoader}. */
  public InspectForm() {}

  @Override
  public boolean recognises(InputFile file) {
    return file.beginsWith('{')
        ? file.jsonFields().containsAll(List.of("version", "status", "eval"))
        : file.beginsWith('P') && isZip(file);
  }

  private static boolean isZip(InputFile file) {
    try (InputStream in = file.open()) {
      return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
    } catch (IOException e) {
      throw new InvalidInputException(file.location(), FileProblem.why(e), e);
    }
  }

  @Override
  public void read(InputFile file, ResponseMatcher matcher) {
    try {
      if (isZip(file)) {
        readZip(file.location(), matcher);
      } else {
        try (InputStream in = file.open();
            JsonParser parser = parser(in)) {
          readLog(parser, file.location(), matcher);
        }
      }
    } catch (JsonProcessingException e) {
      throw JsonInput.notJson(file.location(), e);
    } catch (IOException | IllegalArgumentException | MalformedInputException e) {
      throw new InvalidInputException(
          file.location(), "damaged: not what Inspect writes as a log", e);
    }
  }

  /** Inspect writes numbers that are none, such as NaN, as Python does. */
  private static JsonParser parser(InputStream in) throws IOException {
    return JsonInput.parser(in).enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature());
  }

  private static void readZip(InputLocation location, ResponseMatcher matcher) throws IOException {
    int samples = 0;
    try (ZipFile zip = ZipFile.builder().setPath(Path.of(location.source())).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
        String name = entry.getName();
        if (name.startsWith(SAMPLES + "/") && name.endsWith(".json")) {
          samples++;
          readSample(zip, entry, location, matcher);
        }
      }
    }
    if (samples == 0) {
      throw new InvalidInputException(location, "no samples in it: must be a log of Inspect");
    }
  }

  private static void readSample(
      ZipFile zip, ZipArchiveEntry entry, InputLocation location, ResponseMatcher matcher)
      throws IOException {
    InputLocation place = location.child(entry.getName());
    try (InputStream in = content(zip, entry, place);
        JsonParser parser = parser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidInputException(place, "expected a sample, a JSON object");
      }
      take(sample(parser, place), matcher);
    } catch (JsonProcessingException e) {
      throw JsonInput.notJson(place, e);
    }
  }

  /** As Inspect packs them: newer versions with Zstandard, older ones as everybody does. */
  private static InputStream content(ZipFile zip, ZipArchiveEntry entry, InputLocation place)
      throws IOException {
    int method = entry.getMethod();
    if (method == ZipMethod.ZSTD.getCode()) {
      return new ZstdInputStream(zip.getRawInputStream(entry));
    }
    if (method != ZipMethod.STORED.getCode() && method != ZipMethod.DEFLATED.getCode()) {
      throw new InvalidInputException(
          place, "packed by method %d: must be Zstandard, deflate or none".formatted(method));
    }
    return zip.getInputStream(entry);
  }

  private static void readLog(JsonParser parser, InputLocation location, ResponseMatcher matcher)
      throws IOException {
    parser.nextToken();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.START_ARRAY && name.equals(SAMPLES)) {
        int number = 0;
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          take(sample(parser, location.child(SAMPLES).element(number++)), matcher);
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  private static JsonInput sample(JsonParser parser, InputLocation place) throws IOException {
    ObjectNode sample = Json.object();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (FIELDS.contains(name)) {
        sample.set(name, parser.readValueAsTree());
      } else {
        parser.skipChildren();
      }
    }
    return JsonInput.of(sample, place);
  }

  private static void take(JsonInput sample, ResponseMatcher matcher) {
    String asked = sample.field("id").key();
    int epoch = sample.optionalInteger("epoch").orElse(1);
    OptionalInt ordinal = matcher.find(asked);
    if (ordinal.isEmpty()) {
      matcher.takeUnmatched(asked);
      return;
    }
    Query query = matcher.query(ordinal.getAsInt());
    matcher.take(
        epoch == 1 ? "" : "epoch " + epoch, ordinal, asked, prediction(sample, query, matcher));
  }

  private static Prediction prediction(JsonInput sample, Query query, ResponseMatcher matcher) {
    Optional<JsonInput> score = sample.optional(SCORES).flatMap(scores -> scores.optional(SCORE));
    if (score.isEmpty()) {
      return Prediction.failed(
          query.id(),
          sample
              .optional("error")
              .flatMap(error -> error.optionalText("message"))
              .filter(message -> !message.isBlank())
              .orElse("the log has no score " + SCORE + " of it"));
    }
    Optional<JsonInput> answer = score.get().optional("answer").filter(said -> !said.isBlank());
    if (answer.isEmpty()) {
      matcher.noteBlank(query.id());
      return Prediction.failed(query.id(), "no answer in the model's reply");
    }
    return Prediction.of(
        query,
        Ranking.of(AnswerText.read(answer.get().name(), query.scene(), answer.get().location())));
  }
}
