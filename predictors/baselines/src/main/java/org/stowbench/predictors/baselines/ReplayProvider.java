package org.stowbench.predictors.baselines;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictions.ReadReport;
import org.stowbench.predictions.ResponseFile;
import org.stowbench.predictions.ResponseSet;
import org.stowbench.predictor.Learned;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.Notifying;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.predictor.PredictorOption;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Dataset;
import org.stowbench.query.Query;
import org.stowbench.run.RunFolder;

/**
 * Plays back the answers of a file, of any form that {@link ResponseFile} reads: {@code
 * replay:FILE}, or {@code replay:person=2,FILE} where several people answer in it. A query without
 * an answer in the file is a failed prediction.
 *
 * <p>The answers are held in memory, since queries may come in any order.
 */
public final class ReplayProvider implements PredictorProvider {

  /** For {@link java.util.ServiceLoader}. */
  public ReplayProvider() {}

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String summary() {
    return "plays back the answers of a file: Stowbench's own or an official response file";
  }

  @Override
  public List<PredictorOption> options() {
    return List.of(
        new PredictorOption(
            "person", "whose answers, where the file holds several people's", "the only one"));
  }

  @Override
  public Optional<String> argument() {
    return Optional.of("FILE");
  }

  @Override
  public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
    Dataset dataset =
        environment
            .evaluated()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "predictor replay plays back answers to a dataset: give one"));
    ResponseFile file = ResponseFile.of(spec.argumentFile());
    Map<String, Map<String, Prediction>> byPerson = new HashMap<>();
    ReadReport report =
        file.read(
            QueryIndex.of(dataset),
            (person, prediction) ->
                byPerson
                    .computeIfAbsent(person, p -> new HashMap<>())
                    .put(prediction.query(), prediction.forScoring()));
    Map<String, Prediction> answers = byPerson.get(person(spec, file, report));
    return new Replay(
        answers, report.notices(dataset.info().id()), RunFolder.learnedFrom(file.path()));
  }

  /**
   * Plays back.
   *
   * @param answers by query
   * @param notices what the file's author should know of
   * @param learnedFrom what the answers were learned from, where a run says it
   */
  private record Replay(
      Map<String, Prediction> answers, List<String> notices, LearnedFrom learnedFrom)
      implements Predictor, Notifying, Learned {

    @Override
    public Prediction predict(Query query, PredictionContext context) {
      Prediction recorded = answers.get(query.id());
      return recorded != null ? recorded : Prediction.failed(query.id(), "no recorded answer");
    }
  }

  private static String person(PredictorSpec spec, ResponseFile file, ReadReport report) {
    Optional<String> wanted = spec.option("person");
    if (wanted.isEmpty() && report.sets().size() == 1) {
      return report.sets().get(0).person();
    }
    return report.sets().stream()
        .map(ResponseSet::person)
        .filter(person -> wanted.filter(person::equals).isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    InputLocation.of(file.path()),
                    "expected person=... with one of %s, found %s"
                        .formatted(
                            report.sets().stream()
                                .map(set -> InvalidInputException.excerpt(set.person()))
                                .collect(Collectors.joining(", ")),
                            wanted.map(InvalidInputException::excerpt).orElse("none"))));
  }
}
