package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.cli.output.Table;
import org.stowbench.io.AtomicFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.query.DatasetInfo;
import org.stowbench.report.leaderboard.LeaderboardSite;
import org.stowbench.report.leaderboard.SuitePage;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.ScorecardJson;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.leaderboard.Entry;
import org.stowbench.scorer.leaderboard.History;
import org.stowbench.scorer.leaderboard.Leaderboard;
import org.stowbench.scorer.leaderboard.LeaderboardFolder;
import org.stowbench.scorer.leaderboard.LeaderboardJson;
import org.stowbench.scorer.leaderboard.ScoredSubmission;
import org.stowbench.scorer.leaderboard.Submission;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.suite.SuiteMatrix;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ranks what was handed in, and writes it as a static site. */
@Command(
    name = "leaderboard",
    description = {
      "Score submissions from their predictions, rank them, and write a static site: the ranking,"
          + " its history, a page and badges an entry, leaderboard.json with its schema, and the"
          + " predictions themselves, from which leaderboard verify scores everything again.",
      "",
      "Entries stand in the order of their values; a rank such as 1-4 is the range that the data"
          + " allow, by the test of compare, corrected for all pairs.",
      "",
      "A submission is a folder with a submission.yaml and predictions, or a run's folder. Refused"
          + " is what is incomplete or used the evaluation households."
    },
    subcommands = LeaderboardVerify.class,
    footer = {
      "",
      "Examples:",
      "  stowbench leaderboard results/runs/*-sim-eval-001 --out board",
      "  stowbench leaderboard submissions/* --out board --title 'Whisks of the world'",
      "  stowbench leaderboard results/runs/* --suites --out boards",
      "  stowbench leaderboard verify board"
    })
final class LeaderboardCommand implements Callable<Integer> {

  private static final int DECIMALS = 3;

  @Mixin private HelpOption help;
  @Mixin private TableOption output;
  @Mixin private ProgressOption progress;

  // Not required: picocli would ask for them before "verify" too.
  @Parameters(
      paramLabel = "RUN",
      arity = "0..*",
      description =
          "Folders of submissions or runs, all over one split unless you give --suites;"
              + " one or more.")
  private List<Path> folders = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where the site goes. A leaderboard that is there is replaced, and its history"
              + " goes on. Must be given.")
  private Optional<Path> out;

  @Mixin private RecordedDatasetOption dataset;

  @Mixin private MetricOption metric;

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      description = "The title. Default: Leaderboard, and the split.")
  private Optional<String> title;

  @Option(
      names = "--suites",
      description =
          "Accept submissions over several splits. Each split gets a leaderboard in a"
              + " folder of its name, and above them stands one page of entries by splits,"
              + " without a mean.")
  private boolean suites;

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description =
          "The leaderboard.json whose history goes on. Default: the one in --out, if any.")
  private Optional<Path> past;

  @Mixin private CrossValidatedOption crossValidated;

  @Option(
      names = "--allow-seen-households",
      description = "Accept entries over households that they have learned from, and mark them.")
  private boolean seen;

  @Override
  public Integer call() throws IOException {
    if (folders.isEmpty()) {
      throw new InvalidInputException("no submissions: name one folder or more");
    }
    Path site =
        out.orElseThrow(
            () -> new InvalidInputException("--out is missing: where should the site go?"));
    List<Submission> submissions =
        Submission.together(folders.stream().map(Submission::read).toList());
    return suites ? suites(submissions, site) : board(submissions, site);
  }

  private Integer board(List<Submission> submissions, Path site) throws IOException {
    Leaderboard leaderboard = write(submissions, site);
    DatasetInfo info = leaderboard.dataset();
    output.print(
        RunTable.heading(info, Protocol.CONSISTENT, output)
            .table(table(leaderboard, output.isForPeople())));
    say(site, info.simulated());
    return ExitCode.OK;
  }

  /** A leaderboard a split, and one page above them. */
  private Integer suites(List<Submission> submissions, Path site) throws IOException {
    if (past.isPresent() || dataset.isGiven()) {
      throw new InvalidInputException(
          "--suites is over several splits: --history and --dataset are of one");
    }
    if (Files.exists(site.resolve(LeaderboardFolder.JSON))) {
      throw new InvalidInputException(
          InputLocation.of(site), "holds one leaderboard: those of several splits need another");
    }
    Map<String, List<Submission>> bySplit = new LinkedHashMap<>();
    for (Submission submission : submissions) {
      bySplit.computeIfAbsent(submission.dataset(), split -> new ArrayList<>()).add(submission);
    }
    List<List<Scorecard>> cards = new ArrayList<>();
    Map<String, String> links = new HashMap<>();
    boolean simulated = false;
    for (Map.Entry<String, List<Submission>> split : bySplit.entrySet()) {
      String folder = split.getKey().replace(':', '-');
      Leaderboard board = write(split.getValue(), site.resolve(folder));
      cards.add(
          board.entries().stream()
              .map(entry -> entry.scorecard().named(entry.declaration().name()))
              .toList());
      links.put(split.getKey(), folder + "/index.html");
      simulated |= board.dataset().simulated();
    }
    SuiteMatrix matrix = SuiteMatrix.of(cards);
    AtomicFile.write(
        site.resolve("index.html"),
        SuitePage.html(matrix, title.orElse("Leaderboards by suites"), links));
    output.print(
        output.isForPeople()
            ? SuiteTable.render(matrix, output.format())
            : output.format() == OutputFormat.json
                ? Printout.json(
                    SuiteTable.json(
                        Optional.of("leaderboards"),
                        cards.stream().map(ScorecardJson::write).toList()))
                : output.printout().table(SuiteTable.all(cards)));
    say(site, simulated);
    return ExitCode.OK;
  }

  private void say(Path site, boolean simulated) {
    output.say(
        "leaderboard %s%s"
            .formatted(site.resolve("index.html"), simulated ? ", over simulated households" : ""));
  }

  private Leaderboard write(List<Submission> submissions, Path site) throws IOException {
    Metric ranks = metric.metric();
    String reference = dataset.reference(submissions.get(0).dataset());
    QueryIndex index =
        QueryIndex.of(
            Submission.askedByAll(StowbenchHome.catalogue().open(reference), submissions));
    History history = history(index, site, ranks);
    List<ScoredSubmission> scored = score(submissions, Scoring.of(index, Protocol.CONSISTENT));
    Leaderboard leaderboard =
        Leaderboard.of(
            index,
            scored,
            new Leaderboard.Settings(
                title.filter(named -> !suites).orElse("Leaderboard: " + index.info().id()),
                ranks,
                crossValidated.allowed(),
                seen),
            history);
    LeaderboardSite.write(leaderboard, scored, index.inDatasetOrder(), site);
    return leaderboard;
  }

  private History history(QueryIndex index, Path site, Metric ranks) throws IOException {
    Optional<Path> file =
        past.or(
            () -> Optional.of(site.resolve(LeaderboardFolder.JSON)).filter(Files::isRegularFile));
    return file.isPresent()
        ? LeaderboardJson.readHistory(file.get(), index.info(), ranks)
        : History.NONE;
  }

  private List<ScoredSubmission> score(List<Submission> submissions, Scoring scoring) {
    List<ScoredSubmission> scored = new ArrayList<>();
    try (ProgressLine line = progress.start("scoring")) {
      for (Submission submission : submissions) {
        ScoredSubmission one = ScoredSubmission.of(submission, scoring);
        one.notices().forEach(notice -> line.say(submission.predictionsFile() + ": " + notice));
        scored.add(one);
        line.at("scoring", scored.size(), submissions.size(), "submissions");
      }
    }
    return scored;
  }

  private static Table table(Leaderboard leaderboard, boolean forPeople) {
    Metric ranks = leaderboard.metric();
    Table table =
        new Table(
            "rank",
            "entry",
            ranks.name(),
            "95 %",
            Metrics.HIT_3.heading(),
            Metrics.OPENINGS.heading(),
            "answered",
            "date");
    for (Entry entry : leaderboard.entries()) {
      Figure figure = entry.figure(ranks);
      table.row(
          forPeople ? Cell.of(entry.ranks().text()) : Cell.of(entry.rank()),
          Cell.of(entry.declaration().name() + entry.mark().map(mark -> ": " + mark).orElse("")),
          ScoreTable.cell(figure.value(), DECIMALS),
          ScoreTable.interval(figure, DECIMALS),
          ScoreTable.cell(entry.scorecard(), Metrics.HIT_3),
          ScoreTable.cell(entry.scorecard(), Metrics.OPENINGS),
          Cell.of(entry.scorecard().answered()),
          Cell.of(entry.declaration().date().toString()));
    }
    if (leaderboard.entries().stream().anyMatch(e -> e.scorecard().known().isPresent())) {
      table =
          table.with(
              "known",
              leaderboard.entries().stream().map(e -> ScoreTable.known(e.scorecard())).toList());
    }
    // A spreadsheet would take 1-4 for a day of the year.
    return forPeople
        ? table
        : table.with(
            "worst_rank",
            leaderboard.entries().stream().map(entry -> Cell.of(entry.ranks().worst())).toList());
  }
}
