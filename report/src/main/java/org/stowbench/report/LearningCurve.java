package org.stowbench.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.metrics.Metrics;

/**
 * How a predictor gets better with the households that it learns from, as {@code train --report
 * full --format json} writes it.
 *
 * @param predictor what learned
 * @param dataset the split that was learned from and asked about, different households each
 * @param simulated whether its households are simulated
 * @param points by growing share
 */
public record LearningCurve(
    String predictor, String dataset, boolean simulated, List<Point> points) {

  /**
   * One training.
   *
   * @param share of the households that was learned from, above 0 and at most 1
   * @param hit hit@1 on the households that were held out
   */
  public record Point(double share, Figure hit) {

    public Point {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "share %s: must be above 0 and at most 1", share));
      }
    }
  }

  public LearningCurve {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("learning curve without points: must have one or more");
    }
  }

  /**
   * Reads the JSON that {@code train} printed.
   *
   * @throws InvalidInputException if the file does not fit, or has no learning curve in it
   */
  public static LearningCurve read(Path file) {
    JsonInput json = InputFile.of(file, FileKind.DOCUMENT).json();
    JsonInput curve =
        json.optional("learning_curve")
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        json.location().child("learning_curve"),
                        "missing: train with --report full --format json writes it"));
    List<Point> points = new ArrayList<>();
    String predictor = "";
    for (JsonInput point : curve.elements()) {
      List<JsonInput> scorecards = point.field("scored").field("scorecards").elements();
      if (scorecards.size() != 1) {
        throw point.field("scored").field("scorecards").unexpected("a list of 1");
      }
      JsonInput scorecard = scorecards.get(0);
      predictor = scorecard.field("predictor").name();
      JsonInput hit = scorecard.field("metrics").field(Metrics.HIT_1.name());
      points.add(point.build(p -> new Point(p.field("share").number(), figure(hit))));
    }
    String learned = predictor;
    return json.build(
        j ->
            new LearningCurve(
                learned,
                j.field("dataset").name(),
                j.optional("simulated").map(JsonInput::bool).orElse(false),
                points));
  }

  private static Figure figure(JsonInput json) {
    return json.build(
        j ->
            new Figure(
                OptionalDouble.of(j.field("value").number()),
                j.optionalNumber("low"),
                j.optionalNumber("high"),
                j.optional("interval").map(JsonInput::name).orElse("not said")));
  }
}
