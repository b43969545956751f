package org.stowbench.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.extra.ExtraLibraries;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.SceneJson;
import org.stowbench.parquet.ParquetColumn.Kind;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.query.Answer;
import org.stowbench.scorer.PerQueryCsv;
import org.stowbench.scorer.RecordedRun;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;

/**
 * Writes runs as tables of Apache Parquet: {@code queries.parquet}, a row for each query of each
 * run, with what {@code per-query.csv} says of it and why a prediction failed; {@code
 * predictions.parquet}, a row for each answer of each ranking; and {@code README.md}, the card by
 * which the Hugging Face Hub knows them. The folder is there whole or not at all; an older one is
 * replaced.
 */
public final class RunTables implements AutoCloseable {

  private static final String QUERIES = "queries.parquet";
  private static final String PREDICTIONS = "predictions.parquet";

  /** Runs of one kind have no path, those of another no IoU: all have all columns. */
  private static final List<ParquetColumn> QUERY_COLUMNS =
      List.of(
          new ParquetColumn("run", Kind.TEXT),
          new ParquetColumn("predictor", Kind.TEXT),
          new ParquetColumn("query", Kind.TEXT),
          new ParquetColumn("scene", Kind.TEXT),
          new ParquetColumn("item", Kind.TEXT),
          new ParquetColumn("household", Kind.TEXT),
          new ParquetColumn("truth", Kind.TEXT),
          new ParquetColumn("answer", Kind.TEXT),
          new ParquetColumn("iou", Kind.NUMBER),
          new ParquetColumn("correct", Kind.NUMBER),
          new ParquetColumn("rank", Kind.NUMBER),
          new ParquetColumn("openings", Kind.NUMBER),
          new ParquetColumn("path", Kind.NUMBER),
          new ParquetColumn("path_metres", Kind.NUMBER),
          new ParquetColumn("miss", Kind.TEXT),
          new ParquetColumn("error", Kind.TEXT));

  private static final List<ParquetColumn> PREDICTION_COLUMNS =
      List.of(
          new ParquetColumn("run", Kind.TEXT),
          new ParquetColumn("query", Kind.TEXT),
          new ParquetColumn("rank", Kind.INTEGER),
          new ParquetColumn("container", Kind.INTEGER),
          new ParquetColumn("not_here", Kind.TRUTH),
          new ParquetColumn("region", Kind.TEXT),
          new ParquetColumn("score", Kind.NUMBER));

  private final HubFolder hub;
  private final ParquetTable queries;
  private final ParquetTable predictions;
  private final Set<String> runs = new TreeSet<>();
  private final List<DatasetDescription> datasets = new ArrayList<>();

  private RunTables(HubFolder hub, ParquetTable queries, ParquetTable predictions) {
    this.hub = hub;
    this.queries = queries;
    this.predictions = predictions;
  }

  /**
   * Begins the tables.
   *
   * @param libraries where Parquet's library is got from
   * @throws InvalidInputException if the folder holds anything else, or the library cannot be had
   */
  public static RunTables at(Path folder, ExtraLibraries libraries) throws IOException {
    HubFolder hub = HubFolder.at(folder, Set.of(QUERIES, PREDICTIONS), libraries);
    try {
      return new RunTables(
          hub, hub.create(QUERIES, QUERY_COLUMNS), hub.create(PREDICTIONS, PREDICTION_COLUMNS));
    } catch (IOException | RuntimeException e) {
      hub.close();
      throw e;
    }
  }

  /**
   * Adds a run.
   *
   * @param scoring of the queries that it was asked
   * @param dataset whose they are
   * @throws InvalidInputException if a run of that name is there already, or its predictions do not
   *     fit
   */
  public void add(RecordedRun run, Scoring scoring, DatasetDescription dataset) throws IOException {
    String name = run.manifest().run();
    if (!runs.add(name)) {
      throw new InvalidInputException(
          InputLocation.of(run.folder().path()),
          "a run named %s is in the tables already: each must be there once"
              .formatted(InvalidInputException.excerpt(name)));
    }
    datasets.add(dataset);
    Map<String, String> errors = new HashMap<>();
    try (Stream<Prediction> all = run.folder().predictions()) {
      for (Prediction prediction : (Iterable<Prediction>) all::iterator) {
        prediction.error().ifPresent(error -> errors.put(prediction.query(), error));
        addPrediction(name, prediction);
      }
    }
    addQueries(name, run.score(scoring), errors);
  }

  private void addPrediction(String run, Prediction prediction) throws IOException {
    int rank = 0;
    for (RankedAnswer ranked :
        prediction.ranking().map(ranking -> ranking.answers()).orElse(List.of())) {
      rank++;
      Answer answer = ranked.answer();
      predictions.row(
          List.of(
              run,
              prediction.query(),
              rank,
              answer instanceof Answer.InContainer in ? in.id() : Optional.empty(),
              answer.equals(Answer.NOT_HERE),
              answer instanceof Answer.InRegion in
                  ? Json.exact(SceneJson.writeRegion(in.region()))
                  : Optional.empty(),
              ranked.score()));
    }
  }

  private void addQueries(String name, ScoredRun scored, Map<String, String> errors)
      throws IOException {
    List<String> columns = PerQueryCsv.columns(scored);
    try (Stream<List<Object>> rows = PerQueryCsv.rows(scored)) {
      for (List<Object> row : (Iterable<List<Object>>) rows::iterator) {
        Map<String, Object> cells = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
          cells.put(columns.get(i), row.get(i));
        }
        cells.put("run", name);
        cells.put("predictor", scored.scorecard().predictor());
        Optional.ofNullable(errors.get(cells.get("query")))
            .ifPresent(error -> cells.put("error", error));
        queries.row(
            QUERY_COLUMNS.stream()
                .map(column -> cells.getOrDefault(column.name(), Optional.empty()))
                .toList());
      }
    }
  }

  /** Makes the folder what is at its place. At least one run must have been added. */
  public void finish() throws IOException {
    queries.close();
    predictions.close();
    List<DatasetDescription> sources = datasets.stream().distinct().toList();
    hub.finish(
        HubCard.of(
            "Runs over " + String.join(", ", sources.stream().map(d -> d.name()).toList()),
            sources,
            List.of(
                HubCard.Config.of("queries", QUERIES),
                HubCard.Config.of("predictions", PREDICTIONS)),
            """
            Which container of a home holds an item? `queries` has a row for each query of each `run`: the
            `item`, the `truth`, the first `answer`, whether it is `correct` (1 or 0; a fraction where several
            answers come first), the `rank` of the truth, how many containers a robot opens (`openings`), and
            the `error` if the prediction failed, which counts as wrong. `predictions` has a row for each
            answer of each ranking: its `rank` from 1, and a `container`, a drawn `region`, or `not_here`;
            containers count from 0 in their scene. A prediction that failed has no row there.

            Written by Stowbench from %d %s.
            """
                .formatted(runs.size(), runs.size() == 1 ? "run" : "runs")));
  }

  @Override
  public void close() throws IOException {
    try (hub;
        predictions;
        queries) {
      // Files that are open cannot be removed everywhere.
    }
  }
}
