package org.stowbench.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.PredictionJson;
import org.stowbench.io.Sha256;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictor.PredictorKind;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Dataset;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunListener;
import org.stowbench.run.RunMode;
import org.stowbench.run.RunPlan;
import org.stowbench.run.RunStatus;
import org.stowbench.run.Runner;

/**
 * What a participant answered, as the run that it is: over the queries that the study asks, with as
 * much known of the households as was shown.
 *
 * @param code the participant's
 * @param answered to how many questions that count
 * @param plan of the run; its predictor is the participant, with the checksum of what was answered
 * @param answers by query
 */
public record ParticipantRun(
    String code, int answered, RunPlan plan, Map<String, Prediction> answers) {

  /** What {@code run.json} calls the predictor. */
  static final String PARTICIPANT = "participant";

  public ParticipantRun {
    answers = Map.copyOf(answers);
  }

  /**
   * Reads the participants of a study, by code; finished or not.
   *
   * @param folder the study's
   * @param open opens the split that the design names
   * @throws InvalidInputException if it is no study, of another dataset than is there now, or one
   *     that asks each participant some of the queries only, which is no run
   */
  public static List<ParticipantRun> read(Path folder, Function<StudyDesign, Dataset> open) {
    RecordedStudy study = RecordedStudy.read(folder, open);
    StudyDesign design = study.design();
    InputLocation where = InputLocation.of(folder.resolve(Study.ANSWERS));
    if (design.questions() < design.queries()) {
      throw new InvalidInputException(
          where,
          ("each participant was asked %d of %d queries, and a run is over the same queries for"
                  + " all: \"stowbench study status\" has the figure over what was asked; a study"
                  + " with --limit %1$d asks everybody the same")
              .formatted(design.questions(), design.queries()));
    }
    List<ParticipantRun> runs = new ArrayList<>();
    study.answers().forEach((code, of) -> runs.add(of(code, of.first(), study, where)));
    return runs;
  }

  private static ParticipantRun of(
      String code, SortedMap<Integer, Prediction> first, RecordedStudy study, InputLocation where) {
    Map<String, Prediction> answers = new HashMap<>();
    StringBuilder content = new StringBuilder();
    first.forEach(
        (place, answer) -> {
          String query = study.asked().get(place).query().id();
          if (!answer.query().equals(query)) {
            throw new InvalidInputException(
                where,
                "%s answers %s where %s was asked"
                    .formatted(
                        code,
                        InvalidInputException.excerpt(answer.query()),
                        InvalidInputException.excerpt(query)));
          }
          answers.put(query, answer);
          content.append(Json.line(PredictionJson.write(answer))).append('\n');
        });
    StudyDesign design = study.design();
    Dataset told = StudyDesign.told(study.split(), design.known());
    return new ParticipantRun(
        code,
        first.size(),
        new RunPlan(
            told,
            new PredictorSpec(
                code,
                PARTICIPANT,
                Map.of(),
                Optional.of(code),
                Optional.empty(),
                new TreeMap<>(Map.of(code + ".jsonl", Sha256.checksum(content.toString()))),
                Optional.of(PredictorKind.PERSON)),
            design.seed(),
            design.queries() < told.info().queries()
                ? OptionalLong.of(design.queries())
                : OptionalLong.empty(),
            1,
            design.search() ? new RunMode.Search() : RunMode.RANK),
        answers);
  }

  /** Whether every question is answered. */
  public boolean finished() {
    return answered == plan.queries();
  }

  /**
   * Writes the run's folder, {@code CODE} or {@code CODE-known-K}. One that is there already, of
   * the same answers, stays.
   *
   * @param parent where run folders live; made if it is not there
   * @throws IllegalStateException if not every question is answered
   * @throws InvalidInputException if something else is there by that name
   */
  public RunFolder write(Path parent) throws IOException {
    if (!finished()) {
      throw new IllegalStateException(
          "%s has answered %d of %d questions".formatted(code, answered, plan.queries()));
    }
    Path path =
        parent.resolve(code + plan.known().map(known -> "-known-" + known.placements()).orElse(""));
    RunFolder folder = Files.exists(path) ? RunFolder.open(path) : RunFolder.createAt(path, plan);
    folder.requireRunOf(plan);
    if (folder.manifest().status() != RunStatus.COMPLETE) {
      Runner.run(plan, (query, context) -> answers.get(query.id()), folder, RunListener.NONE);
    }
    return folder;
  }
}
