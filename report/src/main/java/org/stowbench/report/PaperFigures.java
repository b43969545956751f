package org.stowbench.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.stowbench.io.StagedFolder;
import org.stowbench.query.DatasetInfo;
import org.stowbench.report.paper.FigureFiles;
import org.stowbench.report.paper.PaperChart;
import org.stowbench.report.paper.PaperChart.Axis;
import org.stowbench.report.paper.PaperChart.Curve;
import org.stowbench.report.paper.PaperChart.Dot;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.adaptation.AdaptationCurve;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;

/** The page's charts as files for a paper. */
public final class PaperFigures {

  private static final Metric FIRST = Metrics.headline(Protocol.CONSISTENT);

  private static final List<String> NAMES =
      List.of("intervals", "hits", "calibration", "answering", "adaptation", "learning", "cost");

  private PaperFigures() {}

  /**
   * Begins a folder of figures; what holds anything but figures stays.
   *
   * @throws org.stowbench.io.InvalidInputException if it does
   */
  public static StagedFolder at(Path folder) throws IOException {
    return StagedFolder.at(
        folder, StagedFolder.Replaceable.holdingOnly(FigureFiles.of(NAMES), "a folder of figures"));
  }

  /** Draws each chart for which there is something to show; the same runs give the same bytes. */
  public static void write(ReportedRuns report, List<LearningCurve> learning, StagedFolder folder)
      throws IOException {
    Objects.requireNonNull(report, "report");
    DatasetInfo info = report.index().info();
    FigureFiles files =
        new FigureFiles(
            "%s%s, n = %d"
                .formatted(
                    info.id(),
                    info.simulated() ? " (simulated)" : "",
                    report.index().queries().size()));
    for (Map.Entry<String, PaperChart> chart : charts(report, learning).entrySet()) {
      files.write(chart.getKey(), chart.getValue(), folder);
    }
  }

  private static Map<String, PaperChart> charts(ReportedRuns report, List<LearningCurve> learning) {
    Map<String, PaperChart> charts = new LinkedHashMap<>();
    charts.put(
        "intervals",
        new PaperChart.Rows(
            Axis.from0(FIRST.heading(), false),
            FIRST.decimals(),
            report.runs().stream()
                .map(run -> new PaperChart.Row(name(run), figure(run)))
                .toList()));
    add(
        charts,
        "hits",
        new Axis("k", 1, OptionalDouble.of(Series.DEEPEST), false),
        Axis.shares("Found among the first k"),
        curves(report, PaperFigures::hits));
    add(
        charts,
        "calibration",
        Axis.shares("probability of the first answer"),
        Axis.shares("First answers that are right"),
        curves(
            report,
            run ->
                Series.calibration(run.scored()).stream()
                    .map(point -> new Dot(point.confidence(), point.accuracy()))
                    .toList()));
    add(
        charts,
        "answering",
        Axis.shares("share of queries answered, the surest first"),
        Axis.shares("First answers that are right"),
        curves(
            report,
            run ->
                Series.answering(run.scored()).stream()
                    .map(point -> new Dot(point.share(), point.accuracy()))
                    .toList()));
    add(
        charts,
        "adaptation",
        Axis.from0("known placements", false),
        Axis.from0(FIRST.heading(), true),
        numbered(
            AdaptationCurve.of(report.runs().stream().map(ReportedRun::scored).toList()),
            AdaptationCurve::predictor,
            curve ->
                curve.points().stream()
                    .map(point -> new Dot(point.known(), point.figures().get(FIRST)))
                    .toList()));
    add(
        charts,
        "learning",
        Axis.shares("households learned from"),
        Axis.from0(FIRST.heading(), true),
        numbered(
            learning,
            curve ->
                "%s on %s%s"
                    .formatted(
                        curve.predictor(),
                        curve.dataset(),
                        curve.simulated() ? " (simulated)" : ""),
            curve ->
                curve.points().stream()
                    .map(point -> new Dot(point.share(), point.hit()))
                    .toList()));
    add(
        charts,
        "cost",
        Axis.from0("US $ for 1,000 queries", false),
        Axis.from0(FIRST.heading(), true),
        curves(report, PaperFigures::cost));
    return charts;
  }

  private static void add(
      Map<String, PaperChart> charts, String name, Axis x, Axis y, List<Curve> curves) {
    if (!curves.isEmpty()) {
      charts.put(name, new PaperChart.Curves(x, y, name.equals("calibration"), curves));
    }
  }

  /** Of each run that has something to show. */
  private static List<Curve> curves(ReportedRuns report, Function<ReportedRun, List<Dot>> dots) {
    List<Curve> curves = new ArrayList<>();
    for (int i = 0; i < report.runs().size(); i++) {
      ReportedRun run = report.runs().get(i);
      List<Dot> shown = dots.apply(run);
      if (!shown.isEmpty()) {
        curves.add(new Curve(i, name(run), shown));
      }
    }
    return curves;
  }

  private static <T> List<Curve> numbered(
      List<T> measured, Function<T, String> label, Function<T, List<Dot>> dots) {
    return IntStream.range(0, measured.size())
        .mapToObj(i -> new Curve(i, label.apply(measured.get(i)), dots.apply(measured.get(i))))
        .toList();
  }

  private static List<Dot> hits(ReportedRun run) {
    double[] hits = Series.hits(run.scored());
    return IntStream.range(0, hits.length).mapToObj(i -> new Dot(i + 1, without(hits[i]))).toList();
  }

  /** A figure whose interval nobody asked for. */
  private static Figure without(double value) {
    return new Figure(OptionalDouble.of(value), OptionalDouble.empty(), OptionalDouble.empty(), "");
  }

  private static List<Dot> cost(ReportedRun run) {
    OptionalDouble cost = run.spending().costOfThousand();
    return cost.isPresent() ? List.of(new Dot(cost.getAsDouble(), figure(run))) : List.of();
  }

  private static Figure figure(ReportedRun run) {
    return run.scored().scorecard().figure(FIRST);
  }

  private static String name(ReportedRun run) {
    return run.scored().scorecard().marked();
  }
}
