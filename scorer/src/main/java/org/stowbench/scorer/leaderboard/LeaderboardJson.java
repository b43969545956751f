package org.stowbench.scorer.leaderboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.LearnedFromJson;
import org.stowbench.query.DatasetInfo;
import org.stowbench.run.RunManifest;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;

/**
 * Leaderboards as JSON, as {@code leaderboard.schema.json} describes it. Figures have six decimals:
 * enough for any use, and few enough to be the same on every machine.
 */
public final class LeaderboardJson {

  private static final int FORMAT = 2;

  /** Had no version of the protocol, since there was but one. */
  private static final int FIRST_FORMAT = 1;

  private static final String VERSION = "protocol_version";
  private static final String SEEN_ENTRIES = "seen_entries";
  private static final String WORST_RANK = "worst_rank";

  /** What is kept of each item, with the metric that ranks. */
  private static final List<Metric> BY_ITEM =
      List.of(Metrics.HIT_1, Metrics.HIT_3, Metrics.OPENINGS);

  private LeaderboardJson() {}

  /** Writes a leaderboard. */
  public static ObjectNode write(Leaderboard leaderboard) {
    ObjectNode json = Json.object();
    json.put("format", FORMAT);
    json.put("title", leaderboard.title());
    json.set("dataset", Json.object(leaderboard.dataset()));
    Protocol.CONSISTENT.writeTo(json);
    json.put("metric", leaderboard.metric().name());
    json.put("cross_validated_entries", leaderboard.crossValidated());
    if (leaderboard.seen()) {
      json.put(SEEN_ENTRIES, true);
    }
    ArrayNode entries = json.putArray("entries");
    leaderboard.entries().forEach(entry -> entries.add(write(entry, leaderboard.metric())));
    ArrayNode history = json.putArray("history");
    for (History.State state : leaderboard.history().states()) {
      ObjectNode object = history.addObject();
      object.put("date", state.date().toString());
      object.put(VERSION, state.protocolVersion());
      ArrayNode standings = object.putArray("standings");
      state.standings().forEach(standing -> standings.add(Json.object(standing)));
    }
    return json;
  }

  private static ObjectNode write(Entry entry, Metric metric) {
    Declaration declaration = entry.declaration();
    ObjectNode json = Json.object();
    json.put("id", entry.id());
    json.put("name", declaration.name());
    json.put("rank", entry.rank());
    json.put(WORST_RANK, entry.ranks().worst());
    ArrayNode ahead = json.putArray("ahead");
    entry.ahead().forEach(ahead::add);
    json.put("date", declaration.date().toString());
    declaration.kind().ifPresent(kind -> json.put("kind", Json.name(kind)));
    declaration
        .data()
        .ifPresent(
            data -> {
              ArrayNode list = json.putArray("data");
              data.forEach(list::add);
            });
    json.put("cross_validated", entry.crossValidated());
    LearnedFrom learned = entry.scorecard().seen().learnedFrom();
    if (!learned.equals(LearnedFrom.NOT_DECLARED)) {
      LearnedFromJson.writeShort(learned, json);
    }
    if (entry.scorecard().seen().any()) {
      json.put("seen_households", entry.scorecard().seen().households());
    }
    entry.scorecard().known().ifPresent(known -> json.set("known", Json.object(known)));
    declaration.contact().ifPresent(contact -> json.put("contact", contact));
    declaration.code().ifPresent(code -> json.put("code", code));
    put(json, "cost_usd", declaration.costUsd());
    declaration.description().ifPresent(text -> json.put("description", text));
    ObjectNode predictions = json.putObject("predictions");
    predictions.put("file", LeaderboardFolder.entryFolder(entry.id()) + entry.predictions());
    predictions.put("checksum", entry.checksums().get(0));
    for (int number = 2; number <= entry.checksums().size(); number++) {
      predictions
          .withArray("repeats")
          .addObject()
          .put(
              "file",
              LeaderboardFolder.entryFolder(entry.id())
                  + LeaderboardFolder.repeatFolder(number)
                  + entry.predictions())
          .put("checksum", entry.checksums().get(number - 1));
    }
    entry.person().ifPresent(person -> predictions.put("person", person));
    entry.run().ifPresent(run -> json.set("run", write(run)));
    json.put(VERSION, entry.scorecard().protocol().version());
    json.put("queries", entry.scorecard().queries());
    json.put("answered", entry.scorecard().answered());
    json.set("metrics", write(entry.scorecard().metrics(), entry.scorecard().metrics().keySet()));
    Set<String> shown = new LinkedHashSet<>();
    shown.add(metric.name());
    BY_ITEM.forEach(other -> shown.add(other.name()));
    ObjectNode items = json.putObject("by_item");
    entry
        .scorecard()
        .byItem()
        .forEach(
            (item, figures) ->
                items
                    .putObject(item)
                    .put("queries", figures.queries())
                    .set("metrics", write(figures.metrics(), shown)));
    return json;
  }

  /** How many households, not which: their digests stand in {@code run.json}. */
  private static ObjectNode write(RunManifest run) {
    ObjectNode json = Json.object();
    json.put("predictor", run.predictor().text());
    json.put("seed", run.seed());
    json.put("stowbench", run.software().stowbench());
    run.software().commit().ifPresent(commit -> json.put("commit", commit));
    json.put("java", run.software().java());
    return json;
  }

  private static ObjectNode write(Map<String, Figure> metrics, Set<String> shown) {
    ObjectNode json = Json.object();
    for (String name : shown) {
      Figure figure = metrics.get(name);
      if (figure != null) {
        ObjectNode object = json.putObject(name);
        put(object, "value", figure.value());
        put(object, "low", figure.low());
        put(object, "high", figure.high());
        object.put("interval", figure.method());
      }
    }
    return json;
  }

  /** What is undefined is left out. */
  private static void put(ObjectNode json, String field, OptionalDouble number) {
    if (number.isPresent()) {
      json.put(field, rounded(number.getAsDouble()));
    }
  }

  static double rounded(double value) {
    return Math.rint(value * 1e6) / 1e6;
  }

  /**
   * Reads what a {@code leaderboard.json} remembers.
   *
   * @param now what it is to go on as: the past of another split or metric is refused
   * @throws InvalidInputException if it does not fit
   */
  public static History readHistory(Path file, DatasetInfo now, Metric metric) throws IOException {
    JsonInput json = read(file);
    JsonInput checksum = json.field("dataset").field("checksum");
    if (!checksum.text().equals(now.checksum())) {
      throw checksum.unexpected(
          now.checksum()
              + ", as %s has here: scores over other data do not compare".formatted(now.id()));
    }
    require(json.field("dataset").field("id"), now.id());
    require(json.field("metric"), metric.name());
    return history(json);
  }

  private static void require(JsonInput field, String expected) {
    if (!field.text().equals(expected)) {
      throw field.unexpected(expected);
    }
  }

  /** The settings that a {@code leaderboard.json} was made with. */
  static Leaderboard.Settings settings(JsonInput json) {
    return json.build(
        o ->
            new Leaderboard.Settings(
                o.field("title").name(),
                metric(o.field("metric")),
                o.field("cross_validated_entries").bool(),
                o.optional(SEEN_ENTRIES).map(JsonInput::bool).orElse(false)));
  }

  private static Metric metric(JsonInput json) {
    return Metrics.find(json.text(), Protocol.CONSISTENT)
        .orElseThrow(
            () -> json.unexpected("one of " + Metrics.names(Metrics.of(Protocol.CONSISTENT))));
  }

  static JsonInput read(Path file) throws IOException {
    JsonInput json = InputFile.of(file, FileKind.DOCUMENT).json();
    int format = json.field("format").integer();
    if (format != FORMAT && format != FIRST_FORMAT) {
      throw json.field("format")
          .unexpected("leaderboard format %d or %d".formatted(FIRST_FORMAT, FORMAT));
    }
    return json;
  }

  /**
   * Refuses what other rules have scored: its figures do not compare.
   *
   * @throws InvalidInputException if that is so
   */
  static void requireThisVersion(JsonInput json) {
    int version = version(json);
    int now = Protocol.CONSISTENT.version();
    if (version != now) {
      throw json.invalid(
          "scored by version %d of the protocol, this is version %d: make it anew from its entries"
                  .formatted(version, now)
              + " with stowbench leaderboard");
    }
  }

  private static int version(JsonInput json) {
    return json.optional(VERSION).map(JsonInput::integer).orElse(1);
  }

  static History history(JsonInput json) {
    List<History.State> states = new ArrayList<>();
    for (JsonInput state : json.field("history").elements()) {
      List<Standing> standings = new ArrayList<>();
      for (JsonInput standing : state.field("standings").elements()) {
        standings.add(
            standing.build(
                o ->
                    new Standing(
                        o.field("id").text(),
                        o.field("name").text(),
                        o.field("rank").integer(),
                        o.optionalInteger(WORST_RANK),
                        o.field("value").number())));
      }
      states.add(state.build(o -> new History.State(date(o.field("date")), version(o), standings)));
    }
    return json.field("history").build(o -> new History(states));
  }

  private static LocalDate date(JsonInput json) {
    try {
      return LocalDate.parse(json.text());
    } catch (DateTimeParseException e) {
      throw json.unexpected("a day such as 2026-01-31");
    }
  }
}
