package org.stowbench.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.stowbench.datasets.sim.Questions;
import org.stowbench.io.AtomicFile;
import org.stowbench.io.FileKind;
import org.stowbench.io.FileProblem;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.StagedFolder;
import org.stowbench.io.TextForm;
import org.stowbench.plugin.Predictors;
import org.stowbench.predictor.Allowance;
import org.stowbench.run.RunModes;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.statistics.IntervalMethod;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code spark-submit} starts: a run over many machines. */
@Command(
    name = "stowbench-spark",
    mixinStandardHelpOptions = true,
    description = {
      "Ask a predictor about the households of a split on a Spark cluster, and score what it says:"
          + " the figures that run and score give on one machine.",
      "",
      "Started again with the same options, it goes on where it was killed, and asks nothing that"
          + " was answered."
    },
    footer = {
      "",
      "Example:",
      "  spark-submit --class org.stowbench.spark.Main stowbench-spark.jar \\",
      "    --simulate 1000000 --simulation-seed 7 --predictor largest \\",
      "    --out /shared/largest"
    })
public final class Main implements Callable<Integer> {

  private static final int OK = 0;
  private static final int BAD_INPUT = 2;
  private static final int FAILED_PREDICTIONS = 3;

  /** What the job is, in its folder. */
  private static final String JOB = "job.json";

  @ArgGroup(multiplicity = "1")
  private Asked asked;

  private static final class Asked {

    @Option(
        names = "--dataset",
        paramLabel = "DATASET",
        description = "ID[:SPLIT] or DIR[:SPLIT], where every machine sees it.")
    private String dataset;

    @Option(
        names = "--simulate",
        paramLabel = "N",
        description = "So many simulated households, made where they are asked about.")
    private Long households;
  }

  @Option(
      names = "--simulation-seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the simulation. Default: ${DEFAULT-VALUE}.")
  private long simulationSeed;

  @Option(
      names = "--questions",
      paramLabel = "KIND",
      defaultValue = "evaluation",
      description =
          "What each simulated household is asked: development, evaluation, household. Default:"
              + " ${DEFAULT-VALUE}.")
  private Questions questions;

  @Option(
      names = "--predictor",
      paramLabel = "SPEC",
      required = true,
      description = "NAME or NAME:option=value,...; files that it names must be on every machine.")
  private String predictor;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "rank",
      description = "rank or search. Default: ${DEFAULT-VALUE}.")
  private String mode;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of all randomness. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--known",
      paramLabel = "K",
      description =
          "Let predictors know where each household keeps K other items, as far as the dataset"
              + " says; who cannot be told so much is not asked.")
  private Integer known;

  @Option(
      names = "--part",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Households in a part, which one core does. Default: ${DEFAULT-VALUE}.")
  private long part;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      description = "Predictions that a part asks for at once. Default: ${DEFAULT-VALUE}.")
  private int jobs;

  @Option(
      names = "--max-cost",
      paramLabel = "DOLLARS",
      description = "What models may cost in this job, all machines together. Default: no limit.")
  private Double maxCost;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Tokens that models may take and give. Default: no limit.")
  private Long maxTokens;

  @Option(
      names = "--max-requests",
      paramLabel = "N",
      description = "Requests to models. Default: no limit.")
  private Long maxRequests;

  @Option(
      names = "--no-cache",
      description = "Ask models anew instead of taking answers that were paid for before.")
  private boolean noCache;

  @Option(
      names = "--interval",
      paramLabel = "METHOD",
      defaultValue = "korn_graubard",
      description =
          "How the intervals over all queries are made: korn_graubard, or percentile, from 1,000"
              + " draws of households. Default: ${DEFAULT-VALUE}.")
  private IntervalMethod interval;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description =
          "Where data and caches live, the same path on every machine. Default: STOWBENCH_HOME,"
              + " or .stowbench in the user's home.")
  private Path home;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The job's folder, which every machine sees.")
  private Path out;

  /** Runs a job and ends the process with its exit code, which is that of the command line. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    int code =
        new CommandLine(new Main())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Main::failed)
            .execute(args);
    if (code != OK) {
      System.exit(code); // Spark itself ends with 0 whatever came of it
    }
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof InvalidInputException) {
      command.getErr().println("stowbench: " + e.getMessage());
      return BAD_INPUT;
    }
    if (e instanceof IOException io) {
      command.getErr().println("stowbench: " + TextForm.LINE.of(FileProblem.describe(io)));
      return BAD_INPUT;
    }
    throw e;
  }

  @Override
  public Integer call() throws IOException {
    atLeastOne("--part", part);
    atLeastOne("--jobs", jobs);
    if (known != null && known < 0) {
      throw new InvalidInputException("--known %d: must be 0 or more".formatted(known));
    }
    if (!RunModes.all().containsKey(mode)) {
      throw new InvalidInputException("--mode %s: must be %s".formatted(mode, RunModes.names()));
    }
    if (interval != IntervalMethod.KORN_GRAUBARD && interval != IntervalMethod.PERCENTILE) {
      throw new InvalidInputException(
          "--interval %s: must be korn_graubard or percentile".formatted(Json.name(interval)));
    }
    Allowance allowance = allowance();
    Plan plan = plan();
    begin(plan);
    SparkConf conf = new SparkConf().setAppName("stowbench " + predictor);
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      spark.setLogLevel("WARN");
      ClusterJob job = new ClusterJob(spark, plan, plan.households().parts(part));
      return run(plan, job, allowance);
    }
  }

  private static void atLeastOne(String option, long value) {
    if (value < 1) {
      throw new InvalidInputException("%s %d: must be 1 or more".formatted(option, value));
    }
  }

  private Allowance allowance() {
    try {
      return new Allowance(
          optional(maxRequests),
          optional(maxTokens),
          maxCost == null ? OptionalDouble.empty() : OptionalDouble.of(maxCost),
          !noCache);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(e.getMessage());
    }
  }

  private static OptionalLong optional(Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private Plan plan() {
    Predictors.installed().spec(predictor); // a typing error costs nothing
    Path homeFolder = (home == null ? usualHome() : home).toAbsolutePath().normalize();
    Households households;
    if (asked.households == null) {
      households = StoredHouseholds.of(homeFolder, asked.dataset);
    } else {
      atLeastOne("--simulate", asked.households);
      households = new SimulatedHouseholds(simulationSeed, asked.households, questions);
    }
    return new Plan(
        households,
        predictor,
        mode,
        seed,
        known == null ? -1 : known,
        jobs,
        homeFolder.toString(),
        out.toAbsolutePath().normalize().toString());
  }

  private static Path usualHome() {
    return Optional.ofNullable(System.getenv("STOWBENCH_HOME"))
        .filter(named -> !named.isBlank())
        .map(Path::of)
        .orElse(Path.of(System.getProperty("user.home"), ".stowbench"));
  }

  /** Begins the job's folder, or makes sure that it is this job's. */
  private void begin(Plan plan) throws IOException {
    Path file = out.resolve(JOB);
    String what = Json.pretty(plan.json(part));
    if (Files.exists(file)) {
      String there = InputFile.of(file, FileKind.DOCUMENT).text();
      if (!there.equals(what)) {
        throw new InvalidInputException(
            InputLocation.of(file), "is another job's: name another --out, or give its options");
      }
    } else {
      StagedFolder.makeFolder(out);
      StagedFolder.makeFolder(out.resolve("parts"));
      AtomicFile.write(file, what);
    }
  }

  private Integer run(Plan plan, ClusterJob job, Allowance allowance) throws IOException {
    long begun = System.nanoTime();
    List<PartTask.Ended> ended = job.ask(allowance);
    double seconds = (System.nanoTime() - begun) / 1e9;
    for (PartTask.Ended one : ended) {
      if (one.refused()) {
        throw new InvalidInputException(one.stopped());
      }
    }
    long queries = ended.stream().mapToLong(PartTask.Ended::asked).sum();
    if (queries > 0) {
      say("%,d queries asked in %.1f s, %.0f a second", queries, seconds, queries / seconds);
    }
    long requests = ended.stream().mapToLong(PartTask.Ended::requests).sum();
    if (requests > 0) {
      say("%s made %,d requests", predictor, requests);
    }
    List<String> stopped =
        ended.stream().map(PartTask.Ended::stopped).filter(why -> !why.isEmpty()).toList();
    if (!stopped.isEmpty()) {
      say("%,d parts are not done; one says: %s", stopped.size(), stopped.get(0));
      say("Started again with the same options, it goes on.");
      return FAILED_PREDICTIONS;
    }
    plan.households().requireUnchanged();
    Scorecard card = job.score(interval == IntervalMethod.PERCENTILE);
    if (card.queries() == 0) {
      throw new InvalidInputException(
          "--known %d: leaves no query of %s".formatted(known, card.dataset()));
    }
    say(
        "%s, %s: %,d queries, %,d answered",
        card.predictor(), card.dataset(), card.queries(), card.answered());
    card.metrics().forEach((name, figure) -> say("  %-22s %s", name, words(figure)));
    say("Written to %s", out.resolve(ClusterJob.SCORECARD));
    return card.answered() < card.queries() ? FAILED_PREDICTIONS : OK;
  }

  /** A figure and its interval, or why there is none of them. */
  private static String words(Figure figure) {
    if (figure.value().isEmpty()) {
      return figure.method();
    }
    String value = String.format(Locale.ROOT, "%.4f", figure.value().getAsDouble());
    return figure.low().isEmpty()
        ? "%s  %s".formatted(value, figure.method())
        : String.format(
            Locale.ROOT,
            "%s  [%.4f, %.4f]",
            value,
            figure.low().getAsDouble(),
            figure.high().orElseThrow());
  }

  private static void say(String format, Object... values) {
    System.out.println(TextForm.LINE.of(String.format(Locale.ROOT, format, values)));
  }
}
