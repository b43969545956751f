package org.stowbench.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.predictor.LearnedFromJson;
import org.stowbench.predictor.PluginOrigin;
import org.stowbench.predictor.PredictorKind;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.DatasetInfo;

/**
 * A run's manifest as JSON. What is empty is left out. A manifest without a mode, of a time when
 * there was but one, is of a run that asked for rankings.
 */
final class ManifestJson {

  static final int FORMAT = 3;

  private ManifestJson() {}

  static ObjectNode write(RunManifest manifest) {
    ObjectNode json = Json.object();
    json.put("format", FORMAT);
    json.put("run", manifest.run());
    json.put("status", Json.name(manifest.status()));
    manifest.stoppedBecause().ifPresent(reason -> json.put("stopped_because", reason));

    json.set("dataset", Json.object(manifest.dataset()));
    ObjectNode predictor = json.putObject("predictor");
    predictor.put("name", manifest.predictor().name());
    predictor.put("spec", manifest.predictor().text());
    ObjectNode options = predictor.putObject("options");
    manifest.predictor().options().forEach(options::put);
    manifest.predictor().argument().ifPresent(argument -> predictor.put("argument", argument));
    manifest.predictor().kind().ifPresent(kind -> predictor.put("kind", Json.name(kind)));
    manifest.predictor().plugin().ifPresent(origin -> predictor.set("plugin", Json.object(origin)));
    RunIdentity.writeChecksums(manifest.predictor().files(), predictor);

    LearnedFromJson.write(manifest.learnedFrom(), json);
    json.put("seed", manifest.seed());
    manifest.repeat().ifPresent(repeat -> json.set("repeat", Json.object(repeat)));
    manifest.limit().ifPresent(limit -> json.put("limit", limit));
    RunModes.write(manifest.mode(), json);
    Known.write(manifest.known(), json);
    json.put("jobs", manifest.jobs());

    json.set("software", Json.object(manifest.software()));
    json.put("started", manifest.started().toString());
    manifest.finished().ifPresent(finished -> json.put("finished", finished.toString()));
    json.put("answered", manifest.answered());
    json.put("failed", manifest.failed());
    if (manifest.incomplete() > 0) {
      json.put("incomplete", manifest.incomplete());
    }
    manifest.queriesPerSecond().ifPresent(rate -> json.put("queries_per_second", rate));
    return json;
  }

  static RunManifest read(JsonInput json) {
    int format = json.field("format").integer();
    if (format < 1 || format > FORMAT) {
      throw json.field("format").unexpected("run format 1 to " + FORMAT);
    }
    Optional<JsonInput> limit = json.optional("limit");
    OptionalLong limited =
        limit.isPresent() ? OptionalLong.of(limit.get().longInteger()) : OptionalLong.empty();
    return json.build(
        o ->
            new RunManifest(
                o.field("run").name(),
                o.field("status").constant(RunStatus.class),
                o.optionalText("stopped_because"),
                o.field("dataset").build(ManifestJson::readDataset),
                readPredictor(o.field("predictor")),
                LearnedFromJson.read(o),
                o.field("seed").longInteger(),
                o.optional("repeat").map(repeat -> repeat.build(ManifestJson::readRepeat)),
                limited,
                RunModes.read(o),
                Known.read(o),
                o.field("jobs").integer(),
                readSoftware(o.field("software")),
                readInstant(o.field("started")),
                o.optional("finished").map(ManifestJson::readInstant),
                o.field("answered").longInteger(),
                o.field("failed").longInteger(),
                o.optional("incomplete").map(JsonInput::longInteger).orElse(0L),
                o.optionalNumber("queries_per_second")));
  }

  private static DatasetInfo readDataset(JsonInput json) {
    return new DatasetInfo(
        json.field("id").name(),
        json.field("checksum").name(),
        json.field("queries").longInteger(),
        json.field("simulated").bool());
  }

  private static PredictorSpec readPredictor(JsonInput json) {
    JsonInput given = json.field("options");
    Map<String, String> options = new LinkedHashMap<>();
    for (String name : given.names()) {
      options.put(name, given.field(name).text());
    }
    return new PredictorSpec(
        json.field("spec").name(),
        json.field("name").name(),
        options,
        json.optionalText("argument"),
        json.optional("plugin").map(plugin -> plugin.build(ManifestJson::readPlugin)),
        RunIdentity.readChecksums(json),
        json.optional("kind").map(kind -> kind.constant(PredictorKind.class)));
  }

  private static Repeat readRepeat(JsonInput json) {
    return new Repeat(
        json.field("number").integer(),
        json.field("of").integer(),
        json.optional("first").map(JsonInput::name));
  }

  private static PluginOrigin readPlugin(JsonInput json) {
    return new PluginOrigin(json.field("file").name(), json.field("checksum").text());
  }

  private static Software readSoftware(JsonInput json) {
    return new Software(
        json.field("stowbench").text(),
        json.field("java").text(),
        json.field("os").text(),
        json.optionalText("commit"));
  }

  private static Instant readInstant(JsonInput json) {
    try {
      return Instant.parse(json.text());
    } catch (DateTimeParseException e) {
      throw json.unexpected("a time such as 2026-01-31T12:00:00Z");
    }
  }
}
