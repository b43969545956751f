package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.io.AtomicFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.PhotoFiles;
import org.stowbench.io.StagedFolder;
import org.stowbench.report.Conversations;
import org.stowbench.report.HtmlReport;
import org.stowbench.report.LearningCurve;
import org.stowbench.report.PaperFigures;
import org.stowbench.report.Photos;
import org.stowbench.report.ReportedRuns;
import org.stowbench.report.leaderboard.SuitePage;
import org.stowbench.run.RunFolder;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.protocols.Protocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a page about runs, or a table for a document. */
@Command(
    name = "report",
    description = {
      "Make a report about runs: a page that is one file and needs no network, with leaderboard,"
          + " comparison, charts and every query; or a table for a README (markdown), a spreadsheet"
          + " (csv), a program (json) or a paper (latex).",
      "",
      "Runs are scored anew from their predictions. Those over several splits become one table of"
          + " predictors by splits, without a mean over them; those over different data of one"
          + " split are refused; with different --limit, all of a split are scored over the queries"
          + " that every run of it asked."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench report results/runs/*-sim-eval-001 --out report.html",
      "  stowbench report results/runs/*-sim-eval-001 --format latex --out table.tex",
      "  stowbench report results/runs/*-sim-eval-001 --figures figures",
      "  stowbench report results/runs/*-sim-eval-001 --format latex --metrics hit@1,openings",
      "  stowbench report results/runs/* --format markdown"
    })
final class ReportCommand implements Callable<Integer> {

  /** What is written. */
  enum Format {
    html,
    markdown,
    csv,
    json,
    latex
  }

  /** Which photos lie in the page. */
  enum PhotoChoice {
    auto,
    none,
    all
  }

  /** What the photos of a page may take before it is drawn without, unless all are asked for. */
  private static final long PHOTO_BYTES = 8L << 20;

  private static final Path PAGE = Path.of("report.html");

  @Mixin private HelpOption help;
  @Mixin private TextOutput output;
  @Mixin private ProgressOption progress;

  @Parameters(paramLabel = "RUN", arity = "1..*", description = "Run folders.")
  private List<Path> runs;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write. Default: report.html; a table goes to stdout.")
  private Optional<Path> out;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "html",
      description = "What to write: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Mixin private RecordedDatasetOption dataset;
  @Mixin private ImagesOption images;

  @Option(
      names = "--photos",
      paramLabel = "PHOTOS",
      defaultValue = "auto",
      description =
          "Put small photos into the page: ${COMPLETION-CANDIDATES}. auto: if they take"
              + " at most 8 MB together. Mind their licence before you pass the page on."
              + " Default: ${DEFAULT-VALUE}.")
  private PhotoChoice photos;

  @Option(
      names = "--no-conversations",
      description =
          "Leave out what was said to language models and by them, for a page that you"
              + " pass on. Rationales stay.")
  private boolean silent;

  @Option(
      names = "--learning-curve",
      paramLabel = "FILE",
      description =
          "Show the learning curve in this file, as train --report full --format json prints it;"
              + " may be repeated.")
  private List<Path> curves = List.of();

  @Option(
      names = "--figures",
      paramLabel = "DIR",
      description =
          "Also write the charts for a paper into this folder, as SVG and PDF of one column's width"
              + " (84 mm) and of two (174 mm). Whatever else is in it stays, and is refused.")
  private Optional<Path> figures;

  @Option(
      names = "--metrics",
      paramLabel = "METRIC",
      split = ",",
      completionCandidates = MetricName.Consistent.class,
      description =
          "What the columns of latex and the figures show, several with commas between:"
              + " ${COMPLETION-CANDIDATES}. Default: of latex the usual columns, of figures the"
              + " first.")
  private List<String> metrics = List.of();

  @Override
  public Integer call() throws IOException {
    List<Metric> shown = MetricName.all(metrics, Protocol.CONSISTENT);
    if (!shown.isEmpty() && format != Format.latex && figures.isEmpty()) {
      throw new InvalidInputException(
          "--metrics without --format latex or --figures: the page and the other tables have their"
              + " own");
    }
    List<RunFolder> folders = runs.stream().map(RunFolder::open).toList();
    List<LearningCurve> learning = new ArrayList<>();
    for (Path file : curves) {
      learning.add(LearningCurve.read(file));
    }
    Map<String, List<RunFolder>> bySplit = new LinkedHashMap<>();
    for (RunFolder folder : folders) {
      bySplit
          .computeIfAbsent(folder.manifest().dataset().id(), split -> new ArrayList<>())
          .add(folder);
    }
    if (bySplit.size() > 1) {
      suite(bySplit.values(), learning);
    } else if (figures.isPresent()) {
      try (StagedFolder staged = PaperFigures.at(figures.get())) {
        ReportedRuns reported = read(folders);
        PaperFigures.write(reported, learning, shown, staged);
        staged.commit();
        output.say("figures " + figures.get());
        one(reported, learning, shown);
      }
    } else {
      one(read(folders), learning, shown);
    }
    return ExitCode.OK;
  }

  /** Runs over one split. */
  private void one(ReportedRuns reported, List<LearningCurve> learning, List<Metric> shown)
      throws IOException {
    if (format == Format.html) {
      page(reported, learning);
    } else {
      write(ReportTables.render(reported, format, shown));
    }
  }

  /** Runs over several splits: what each predictor reaches in each. */
  private void suite(Collection<List<RunFolder>> splits, List<LearningCurve> learning)
      throws IOException {
    if (format == Format.latex || !learning.isEmpty() || dataset.isGiven() || figures.isPresent()) {
      throw new InvalidInputException(
          "these runs are over %d splits: latex, --learning-curve, --figures and --dataset are for runs of one"
              .formatted(splits.size()));
    }
    List<ReportedRuns> reports = new ArrayList<>();
    for (List<RunFolder> folders : splits) {
      reports.add(read(folders));
    }
    if (format == Format.html) {
      Path file = out.orElse(PAGE);
      AtomicFile.write(
          file.toAbsolutePath(),
          SuitePage.html(ReportTables.matrix(reports), "Predictors by suites", Map.of()));
      output.say("report " + file);
    } else {
      write(ReportTables.render(reports, format));
    }
  }

  private ReportedRuns read(List<RunFolder> folders) throws IOException {
    AtomicInteger done = new AtomicInteger();
    try (ProgressLine line = progress.start("scoring the runs")) {
      return ReportedRuns.read(
          folders,
          recorded -> StowbenchHome.catalogue().open(dataset.reference(recorded.id())),
          label -> line.at("scoring", done.incrementAndGet(), folders.size(), "runs"));
    }
  }

  private void page(ReportedRuns reported, List<LearningCurve> learning) throws IOException {
    Path file = out.orElse(PAGE);
    try (ProgressLine line = progress.start("drawing the page")) {
      HtmlReport page =
          new HtmlReport(
              reported,
              learning,
              photos(reported),
              silent ? Conversations.NONE : Conversations.of(reported));
      if (page.conversations().leftOut() > 0) {
        output.say(
            "%d of %d conversations have no room in the page"
                .formatted(
                    page.conversations().leftOut(),
                    page.conversations().leftOut() + page.conversations().kept()));
      }
      page.photos().leftOut().ifPresent(why -> output.say("drawn without photos: " + why));
      AtomicFile.write(file.toAbsolutePath(), page::writeTo);
    }
    output.say("report " + file);
  }

  private Photos photos(ReportedRuns reported) throws IOException {
    if (photos == PhotoChoice.none) {
      return Photos.NONE;
    }
    PhotoFiles folder = new PhotoFiles(images.of(dataset.reference(reported.index().info().id())));
    return Photos.of(
        reported.index(),
        scene -> folder.find(scene).map(PhotoFiles.Found::photo),
        photos == PhotoChoice.all ? Long.MAX_VALUE : PHOTO_BYTES);
  }

  private void write(Printout table) throws IOException {
    if (out.isEmpty()) {
      output.print(table);
      return;
    }
    AtomicFile.write(out.get().toAbsolutePath(), table.toString());
    output.say("table " + out.get());
  }
}
