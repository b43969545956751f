package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.Budget;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.run.Repeat;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunManifest;
import org.stowbench.run.RunMode;
import org.stowbench.run.RunPlan;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks predictors all queries of a split, and scores what they say. */
@Command(
    name = "run",
    description = {
      "Ask predictors every query of a dataset, score their answers, and print one table.",
      "",
      "Without options, the shipped predictors are asked about the first dataset of real homes that"
          + " is installed (see datasets list) and what stands beside it, such as the challenge's"
          + " other rooms, or else about the simulated sim:eval. Every run leaves a folder with its"
          + " manifest, journal, predictions, scorecard and one row for each query. If a run was"
          + " interrupted, --resume goes on with it and asks nothing twice."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench run",
      "  stowbench run --dataset shic:dev --predictor largest --predictor random",
      "  stowbench run --resume results/runs/largest-shic-dev-001",
      "  stowbench run --mode search --budget 4 --predictor ranker",
      "  stowbench run --known 0,1,2,3 --predictor ranker --predictor prior",
      "  stowbench run --suite real --predictor random --predictor rules",
      "  stowbench run --predictor noam:model=openai/gpt-4o --jobs 16 --max-cost 2",
      "  stowbench run --plugin nearby.jar --predictor nearby:otherwise=oven"
    })
final class RunCommand implements Callable<Integer> {

  private static final List<String> SHIPPED = List.of("random", "largest", "not-here", "rules");
  private static final List<String> SHIPPED_THAT_LEARN =
      List.of("constant", "popular", "usual", "prior", "logit", "ranker");

  /** What sees nothing but what is known of a household. */
  private static final List<String> SHIPPED_THAT_ARE_TOLD = List.of("nearest-known", "by-example");

  /** What learns of places that have names: it looks at nothing else. */
  private static final String SHIPPED_FOR_NAMES = "popular-name";

  private static final int LOOKED_AT = 1000;

  /** What only simulated households have: people without knowledge of the home, and the ceiling. */
  private static final List<String> SHIPPED_FOR_SIMULATED = List.of("person", "oracle");

  @Mixin private HelpOption help;
  @Mixin private TableOption output;
  @Mixin private ProgressOption progress;

  @Option(
      names = "--dataset",
      paramLabel = "DATASET",
      description =
          "A dataset's id or folder, with its split: ID[:SPLIT] or DIR[:SPLIT]. Default: the"
              + " first of real homes that is installed, else sim:eval.")
  private Optional<String> dataset;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Go on with the run in this folder, with the options it began with; failed"
              + " predictions are asked again.")
  private Optional<Path> resume;

  @ArgGroup(exclusive = false)
  private Fresh fresh;

  private static final class Fresh {

    @Option(
        names = "--predictor",
        paramLabel = "SPEC",
        description =
            "NAME or NAME:option=value,...; may be repeated. option=a|b, or a pattern of files,"
                + " makes one predictor of each. Default: all that are shipped.")
    private List<String> predictors;

    @Option(names = "--limit", paramLabel = "N", description = "Ask only the first N queries.")
    private Long limit;

    @Option(
        names = "--seed",
        paramLabel = "N",
        description = SeedOption.DESCRIPTION + " Default: 1.")
    private Long seed;

    @Option(
        names = "--repeats",
        paramLabel = "N",
        description =
            "Ask each predictor N times, with seeds from --seed upwards, and take the"
                + " mean. A predictor that says the same with two seeds is not asked again."
                + " Default: 1.")
    private Integer repeats;

    @Option(
        names = "--mode",
        paramLabel = "MODE",
        showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
        description =
            "rank: one ranking for each query. search: step by step, told what is in each container"
                + " that is opened. Default: rank.")
    private RunMode mode = RunMode.RANK;

    @Option(
        names = "--budget",
        paramLabel = "N",
        description = "How many containers a search may open. Default: all of the scene.")
    private Integer budget;

    RunMode runMode() {
      if (budget == null) {
        return mode;
      }
      if (!mode.equals(new RunMode.Search())) {
        throw new InvalidInputException("--budget is for --mode search");
      }
      return new RunMode.Search(OptionalInt.of(Values.atLeast(1, "--budget", budget)));
    }

    @Option(
        names = "--known",
        paramLabel = "K",
        split = KnownViews.SEPARATOR,
        splitSynopsisLabel = ",",
        description =
            "Let predictors know where each household keeps K other items, as far as the dataset"
                + " says. With several, such as 0,1,2,3, the same queries are asked each time, and"
                + " what is gained is printed.")
    private List<Integer> known = List.of();

    @Option(
        names = "--out",
        paramLabel = "DIR",
        description = "Where run folders go. Default: results/runs.")
    private Path out;

    @Option(
        names = "--suite",
        paramLabel = "SUITE",
        description =
            "Ask all datasets that are here instead of one, and print one table of predictors by"
                + " datasets: real, the real homes; all, the simulated ones too.")
    private String suite;
  }

  /** Which datasets are asked in one go. */
  enum Suite {
    REAL,
    ALL
  }

  @Mixin private JobsOption jobs;
  @Mixin private ImagesOption images;

  @Mixin private ModelOptions models;
  @Mixin private final PluginOptions plugins = new PluginOptions();

  private Budget budget;

  @Override
  public Integer call() throws IOException {
    budget = new Budget(models.allowance());
    jobs.jobs(); // refused before anything is opened
    try (plugins) {
      if (resume.isEmpty()) {
        return start(fresh == null ? new Fresh() : fresh);
      }
      if (fresh != null) {
        throw new InvalidInputException(
            "--resume goes on with a run as it was begun: --predictor, --limit, --seed, --repeats,"
                + " --mode, --budget, --known, --out and --suite are for new ones");
      }
      return resume(resume.get());
    }
  }

  private Integer start(Fresh fresh) throws IOException {
    OptionalLong limit = fresh.limit == null ? OptionalLong.empty() : OptionalLong.of(fresh.limit);
    limit.ifPresent(queries -> Values.atLeast(1, "--limit", queries));
    RunMode mode = fresh.runMode();
    long seed = fresh.seed == null ? PredictorMaker.SEED : fresh.seed;
    int repeats = Values.atLeast(1, "--repeats", fresh.repeats == null ? 1 : fresh.repeats);
    Path out = fresh.out == null ? Path.of("results", "runs") : fresh.out;
    List<Ask> asks = new ArrayList<>();
    // All specs are read before anything runs: a typing error in the last costs nothing.
    for (String reference : references(fresh)) {
      asks.add(ask(reference, fresh, seed, limit, mode));
    }
    DryRun rehearsals = new DryRun(models);
    List<RunResults> asked = new ArrayList<>();
    for (Ask ask : asks) {
      try (ReadyPredictors ready =
          ready(ask.plans(), ask.reference(), fresh.predictors == null, fresh.suite != null)) {
        if (models.dryRun()) {
          rehearse(ready, rehearsals);
        } else if (!ready.plans().isEmpty()) {
          RunResults results = new RunResults(ready, ask.again(), output, progress);
          for (RunPlan plan : ready.plans()) {
            repeat(plan, repeats, Map.of(), out, results);
          }
          asked.add(results);
        }
      }
    }
    if (models.dryRun()) {
      output.print(rehearsals.together());
      return ExitCode.OK;
    }
    if (asked.isEmpty()) {
      throw new InvalidInputException(
          "none of these predictors can be asked about any dataset of the suite");
    }
    return RunResults.print(asked, Optional.ofNullable(fresh.suite), output);
  }

  /**
   * What is asked about one split.
   *
   * @param reference how it was named
   * @param again what has to be given again to go on with such a run
   */
  private record Ask(String reference, List<RunPlan> plans, String again) {}

  private Ask ask(String reference, Fresh fresh, long seed, OptionalLong limit, RunMode mode) {
    Dataset split = StowbenchHome.catalogue().open(reference);
    List<Dataset> views =
        fresh.known.isEmpty()
            ? List.of(split)
            : List.copyOf(KnownViews.of(split, fresh.known, output::say));
    List<String> specs = fresh.predictors == null ? shippedFor(reference, views) : fresh.predictors;
    List<RunPlan> plans = new ArrayList<>();
    for (String text : specs) {
      for (String one : Sweep.of(plugins.predictors(), text)) {
        PredictorSpec spec = plugins.predictors().spec(one);
        for (Dataset view : views) {
          plans.add(new RunPlan(view, spec, seed, limit, jobs.jobs(), mode));
        }
      }
    }
    return new Ask(reference, plans, again(reference, split));
  }

  /** The splits that are asked, one or more. */
  private List<String> references(Fresh fresh) throws IOException {
    Catalogue catalogue = StowbenchHome.catalogue();
    if (fresh.suite != null) {
      if (dataset.isPresent()) {
        throw new InvalidInputException("--suite names datasets itself: give it without --dataset");
      }
      return catalogue.suite(Choice.of(Suite.class, "--suite", fresh.suite) == Suite.ALL);
    }
    return dataset.isPresent() ? List.of(dataset.get()) : catalogue.usualSuite();
  }

  private void rehearse(ReadyPredictors ready, DryRun rehearsals) {
    for (RunPlan plan : ready.plans()) {
      Printout rehearsed;
      try (ProgressLine line = progress.start(plan.named())) {
        line.step("rehearsing " + plan.named());
        rehearsed = rehearsals.of(plan, ready.take(plan, line));
      }
      output.print(rehearsed);
    }
  }

  /**
   * Makes all predictors, and finds out whether they can answer, before one is asked anything and
   * anything is written.
   *
   * @param leaveOut whether those that cannot are left out, for nobody asked for them by name
   * @param inSuite whether any may be left out, even all, since other splits are asked too
   */
  private ReadyPredictors ready(
      List<RunPlan> plans, String reference, boolean leaveOut, boolean inSuite) {
    ReadyPredictors ready =
        new ReadyPredictors(progress, (plan, line) -> predictor(plan, reference, line));
    try {
      for (RunPlan plan : plans) {
        try {
          ready.add(plan);
        } catch (InvalidInputException e) {
          if (!inSuite) {
            throw e;
          }
          output.say("left out of " + plan.asked().info().id() + ": " + e.getMessage());
        }
      }
      for (String unmet : ready.plans().isEmpty() ? List.<String>of() : ready.leaveOutUnable()) {
        if (!inSuite && (!leaveOut || ready.plans().isEmpty())) {
          throw new InvalidInputException(unmet);
        }
        output.say("left out: " + unmet);
      }
      boolean searches = plans.stream().anyMatch(plan -> plan.mode() instanceof RunMode.Search);
      if (searches || plans.stream().anyMatch(plan -> tellsOfHouseholds(plan.asked()))) {
        ready
            .toldInVain()
            .ifPresent(line -> output.say(searches ? line + ", nor is what a search sees" : line));
      }
      return ready;
    } catch (RuntimeException | Error e) {
      ready.close();
      throw e;
    }
  }

  /**
   * Runs a plan as often as was asked, or until it shows that the seed makes no difference.
   *
   * @param begun the folders of repeats that there are already, by number
   */
  private void repeat(
      RunPlan first, int repeats, Map<Integer, RunFolder> begun, Path out, RunResults results)
      throws IOException {
    List<RunFolder> folders = new ArrayList<>();
    for (int number = 1; number <= repeats; number++) {
      Optional<String> firstRun =
          number == 1 ? Optional.empty() : Optional.of(folders.get(0).manifest().run());
      RunPlan plan = repeats == 1 ? first : first.repeated(new Repeat(number, repeats, firstRun));
      RunFolder folder =
          begun.containsKey(number) ? begun.get(number) : RunFolder.create(out, plan);
      folders.add(folder);
      if (!results.add(plan, folder)) {
        break;
      }
      if (number == 2 && sameAnswers(folders.get(0), folder)) {
        output.say(plan.named() + ": the seed makes no difference to it, so one asking counts");
        break;
      }
    }
    results.finish();
  }

  private static boolean sameAnswers(RunFolder first, RunFolder second) throws IOException {
    return Files.mismatch(first.predictionsFile(), second.predictionsFile()) < 0;
  }

  /**
   * The predictors that are asked where none is named.
   *
   * @param asked the split, as it is asked each time
   */
  private List<String> shippedFor(String reference, List<Dataset> asked) {
    Dataset split = asked.get(0);
    List<String> specs = new ArrayList<>(SHIPPED);
    if (asked.stream().anyMatch(RunCommand::tellsOfHouseholds)) {
      specs.addAll(SHIPPED_THAT_ARE_TOLD);
    }
    Optional<Dataset> training = StowbenchHome.catalogue().training(reference);
    if (training.filter(RunCommand::isNamed).isPresent()) {
      specs.add(SHIPPED_FOR_NAMES);
    }
    if (training.filter(RunCommand::isDrawn).isPresent()) {
      specs.addAll(SHIPPED_THAT_LEARN);
    } else {
      output.say(
          "nothing to learn from for %s, %s: left out %s"
              .formatted(
                  split.info().id(),
                  training.isPresent() ? "scenes without regions in a photo" : "no dev split",
                  String.join(", ", SHIPPED_THAT_LEARN)));
    }
    if (split.info().simulated()) {
      specs.addAll(SHIPPED_FOR_SIMULATED);
    }
    return specs;
  }

  /** Whether anything is known in the first queries; where it is in any, it mostly is in all. */
  private static boolean tellsOfHouseholds(Dataset asked) {
    try (Stream<LabeledQuery> queries = asked.queries()) {
      return queries.limit(LOOKED_AT).anyMatch(labeled -> !labeled.query().known().isEmpty());
    }
  }

  /** Whether places of the first scene have names; where they do there, they mostly do in all. */
  private static boolean isNamed(Dataset training) {
    try (Stream<LabeledQuery> queries = training.queries()) {
      return queries
          .limit(1)
          .flatMap(labeled -> labeled.query().scene().containers().stream())
          .anyMatch(container -> container.name().isPresent());
    }
  }

  private static boolean isDrawn(Dataset training) {
    try (Stream<LabeledQuery> queries = training.queries()) {
      return queries.allMatch(labeled -> labeled.query().scene().isDrawn());
    }
  }

  /**
   * The dataset, as whoever goes on with a run has to name it, unless the run's own id leads there.
   */
  private static String again(String reference, Dataset split) {
    Catalogue catalogue = StowbenchHome.catalogue();
    Path folder = catalogue.find(reference).folder().folder();
    try {
      if (catalogue.find(split.info().id()).folder().folder().equals(folder)) {
        return "";
      }
    } catch (InvalidInputException e) {
      // It is not installed.
    }
    return " --dataset " + ShellWords.quoted(reference);
  }

  private Integer resume(Path path) throws IOException {
    RunFolder folder = RunFolder.open(path);
    RunManifest manifest = folder.manifest();
    String reference = dataset.orElse(manifest.dataset().id());
    Dataset split = StowbenchHome.catalogue().open(reference);
    Dataset asked = manifest.known().map(k -> (Dataset) k.view(split)).orElse(split);
    PredictorSpec spec = plugins.predictors().again(manifest.predictor());
    int number = manifest.repeat().map(Repeat::number).orElse(1);
    RunPlan first =
        new RunPlan(
            asked,
            spec,
            manifest.seed() - number + 1,
            manifest.limit(),
            jobs.jobs(),
            manifest.mode());
    folder.requireRunOf(manifest.repeat().map(first::repeated).orElse(first));
    try (ReadyPredictors ready = ready(List.of(first), reference, false, false)) {
      RunResults results = new RunResults(ready, again(reference, split), output, progress);
      repeat(
          first,
          manifest.repeat().map(Repeat::of).orElse(1),
          folder.repeats(),
          folder.path().toAbsolutePath().getParent(),
          results);
      return RunResults.print(List.of(results), Optional.empty(), output);
    }
  }

  private Predictor predictor(RunPlan plan, String reference, ProgressLine line) {
    return plugins
        .maker(line)
        .make(plan.predictor(), plan.whole(), reference, images.of(reference), plan.seed(), budget);
  }
}
