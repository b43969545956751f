package org.stowbench.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.stowbench.io.StagedFolder;
import org.stowbench.query.DatasetInfo;
import org.stowbench.report.paper.FigureFiles;
import org.stowbench.report.paper.PaperChart;
import org.stowbench.report.paper.PaperChart.Axis;
import org.stowbench.report.paper.PaperChart.Curve;
import org.stowbench.report.paper.PaperChart.Dot;
import org.stowbench.report.paper.PaperChart.HeatRow;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.Scorecard.ItemFigures;
import org.stowbench.scorer.adaptation.AdaptationCurve;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.slices.Slice;
import org.stowbench.scorer.slices.Slices;
import org.stowbench.scorer.slices.Slicing;

/** The page's charts as files for a paper. */
public final class PaperFigures {

  private static final Metric FIRST = Metrics.headline(Protocol.CONSISTENT);

  /** Those that are drawn once. */
  private static final List<String> ONCE =
      List.of("hits", "calibration", "answering", "learning", "openings");

  /** Those that are drawn for each metric. */
  private static final List<String> OF_METRICS =
      List.of("intervals", "items", "adaptation", "cost");

  /** So many rows of a heat map fill a page. */
  private static final int MOST_ITEMS = 45;

  private PaperFigures() {}

  /**
   * Begins a folder of figures; what holds anything but figures stays.
   *
   * @throws org.stowbench.io.InvalidInputException if it does
   */
  public static StagedFolder at(Path folder) throws IOException {
    return StagedFolder.at(
        folder,
        StagedFolder.Replaceable.holdingOnly(FigureFiles.of(names()), "a folder of figures"));
  }

  private static Set<String> names() {
    Set<String> names = new HashSet<>(ONCE);
    for (Metric metric : Metrics.of(Protocol.CONSISTENT)) {
      OF_METRICS.forEach(chart -> names.add(name(chart, metric)));
    }
    return names;
  }

  /**
   * A chart's file: with the metric where it is not the first, without what LaTeX stumbles over.
   */
  private static String name(String chart, Metric metric) {
    return metric == FIRST
        ? chart
        : chart + "-" + metric.name().replace("@", "-at-").replace("_", "-").replace(".", "");
  }

  /**
   * Draws each chart for which there is something to show; the same runs give the same bytes.
   *
   * @param metrics what charts show that can show any; if none, the one that people look at first
   */
  public static void write(
      ReportedRuns report, List<LearningCurve> learning, List<Metric> metrics, StagedFolder folder)
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
    for (Map.Entry<String, PaperChart> chart : charts(report, learning, metrics).entrySet()) {
      files.write(chart.getKey(), chart.getValue(), folder);
    }
  }

  private static Map<String, PaperChart> charts(
      ReportedRuns report, List<LearningCurve> learning, List<Metric> metrics) {
    Map<String, PaperChart> charts = new LinkedHashMap<>();
    for (Metric metric : metrics.isEmpty() ? List.of(FIRST) : metrics) {
      addOf(metric, report, charts);
    }
    Axis sizes = Axis.of("candidates in the scene", sizes(report));
    add(
        charts,
        "openings",
        sizes,
        Axis.from0(Metrics.OPENINGS.heading(), false),
        sizes.names().size() > 1 ? curves(report, run -> openings(run, report)) : List.of());
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
    return charts;
  }

  /** What can show any metric. */
  private static void addOf(Metric metric, ReportedRuns report, Map<String, PaperChart> charts) {
    boolean isShare = metric.highest() == 1;
    charts.put(
        name("intervals", metric),
        new PaperChart.Rows(
            Axis.from0(metric.heading(), false),
            metric.decimals(),
            report.runs().stream()
                .map(run -> new PaperChart.Row(name(run), figure(run, metric)))
                .toList()));
    if (isShare) {
      charts.put(name("items", metric), items(report, metric));
    }
    add(
        charts,
        name("adaptation", metric),
        Axis.from0("known placements", false),
        Axis.from0(metric.heading(), isShare),
        numbered(
            AdaptationCurve.of(report.runs().stream().map(ReportedRun::scored).toList()).stream()
                .filter(curve -> curve.metrics().contains(metric))
                .toList(),
            AdaptationCurve::predictor,
            curve ->
                curve.points().stream()
                    .map(point -> new Dot(point.known(), point.figures().get(metric)))
                    .toList()));
    add(
        charts,
        name("cost", metric),
        Axis.from0("US $ for 1,000 queries", false),
        Axis.from0(metric.heading(), isShare),
        curves(report, run -> cost(run, metric)));
  }

  /** By item, those first that are asked for most. */
  private static PaperChart items(ReportedRuns report, Metric metric) {
    Map<String, ItemFigures> asked =
        report.runs().get(0).scored().scorecard().byItem(); // of the same queries in each run
    List<String> items =
        asked.keySet().stream()
            .sorted(Comparator.comparingInt(item -> -asked.get(item).queries()))
            .toList();
    List<HeatRow> rows = new ArrayList<>();
    for (String item : items.subList(0, Math.min(MOST_ITEMS, items.size()))) {
      rows.add(
          new HeatRow(
              item,
              asked.get(item).queries(),
              report.runs().stream().map(run -> share(run, item, metric)).toList()));
    }
    return new PaperChart.Heat(
        "%s by item, %%".formatted(metric.heading()),
        report.runs().stream().map(PaperFigures::name).toList(),
        rows,
        items.size() - rows.size());
  }

  private static OptionalDouble share(ReportedRun run, String item, Metric metric) {
    Figure figure = run.scored().scorecard().byItem().get(item).metrics().get(metric.name());
    return figure == null ? OptionalDouble.empty() : figure.value();
  }

  private static List<Slice> bySize(ReportedRun run) {
    return Slices.of(run.scored(), Metrics.OPENINGS, Slicing.candidates()).slices();
  }

  private static List<String> sizes(ReportedRuns report) {
    return bySize(report.runs().get(0)).stream().map(Slice::name).toList();
  }

  /** Beside each other, so that no interval lies on another. */
  private static List<Dot> openings(ReportedRun run, ReportedRuns report) {
    double step = Math.min(0.12, 0.7 / report.runs().size());
    double aside = (report.runs().indexOf(run) - (report.runs().size() - 1) / 2.0) * step;
    List<Slice> slices = bySize(run);
    return IntStream.range(0, slices.size())
        .mapToObj(i -> new Dot(i + aside, slices.get(i).figure()))
        .toList();
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

  private static List<Dot> cost(ReportedRun run, Metric metric) {
    OptionalDouble cost = run.spending().costOfThousand();
    return cost.isPresent() ? List.of(new Dot(cost.getAsDouble(), figure(run, metric))) : List.of();
  }

  private static Figure figure(ReportedRun run, Metric metric) {
    OptionalDouble none = OptionalDouble.empty();
    Scorecard card = run.scored().scorecard();
    return card.has(metric) ? card.figure(metric) : new Figure(none, none, none, "");
  }

  private static String name(ReportedRun run) {
    return run.scored().scorecard().marked();
  }
}
