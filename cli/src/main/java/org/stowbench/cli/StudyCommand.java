package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.PhotoFiles;
import org.stowbench.predictor.Seeds;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.run.RunMode;
import org.stowbench.server.ServerSettings;
import org.stowbench.server.WebServer;
import org.stowbench.study.ParticipantCode;
import org.stowbench.study.Study;
import org.stowbench.study.StudyDesign;
import org.stowbench.study.StudySite;
import org.stowbench.study.StudyTexts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets people answer a dataset's queries on a page. */
@Command(
    name = "study",
    description = {
      "Let people answer the queries of a dataset on a page, on a phone or a laptop, until Ctrl-C"
          + " or SIGTERM.",
      "",
      "A participant is a code, and comes back with it to where they were. Every answer is on disk"
          + " before the next question is shown. DIR/predictions holds one file of predictions for"
          + " each participant, which score, compare, agreement, report and leaderboard read. If a"
          + " study was stopped, the same command goes on with it."
    },
    subcommands = {StudyStatusCommand.class, StudyRunsCommand.class, StudyPlanCommand.class},
    footer = {
      "",
      "Examples:",
      "  stowbench study --dataset shic:eval --out my-study",
      "  stowbench study --dataset shic:dev --questions 60 --known 3 --out my-study \\",
      "      --participants codes.txt --texts texts",
      "  stowbench study status my-study",
      "  stowbench study runs my-study --out runs",
      "  stowbench study plan --dataset shic:eval --width 0.2",
      "  stowbench score --dataset shic:eval --predictions my-study/predictions/*.jsonl",
      "",
      "Beyond this machine it asks for a token, which stands in the participants' link behind the"
          + " #: --host 0.0.0.0 --token-file token.txt --allow-host study.example."
    })
final class StudyCommand implements Callable<Integer> {

  private static final int PRACTICE = 3;

  /** One question in so many is asked again. */
  private static final int CHECKED = 20;

  private static final int MOST_CHECKS = 10;

  /** Practice is drawn from so many of another split's first queries. */
  private static final int PRACTICE_POOL = 2000;

  /** So many texts that a language lacks are named. */
  private static final int NAMED = 5;

  @Mixin private HelpOption help;
  @Mixin private TextOutput output;
  @Mixin private ProgressOption progress;

  // Not required: picocli would ask for them before "status" too.
  @Option(
      names = "--dataset",
      paramLabel = "DATASET",
      description = "What is asked: ID[:SPLIT] or DIR[:SPLIT]. Must be given.")
  private Optional<String> dataset;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the answers go. If you began a study there, it goes on. Must be given.")
  private Optional<Path> out;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Ask only the first N queries of the split.")
  private Optional<Integer> limit;

  @Option(
      names = "--questions",
      paramLabel = "N",
      description = "Ask each participant N of the queries, drawn by their code. Default: all.")
  private Optional<Integer> questions;

  @Option(
      names = "--known",
      paramLabel = "K",
      description =
          "Show where K other items of the household are, written on the containers, as"
              + " run --known tells predictors.")
  private Optional<Integer> known;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "rank",
      description =
          "rank: say where the item is. search: open one place after the other and see"
              + " what is in it, until you find the item or give up. Default: ${DEFAULT-VALUE}.")
  private RunMode mode;

  @Option(
      names = "--practice",
      paramLabel = "N",
      description = "Begin with N questions that do not count. Default: 3, if there are any.")
  private Optional<Integer> practice;

  @Option(
      names = "--practice-from",
      paramLabel = "DATASET",
      description =
          "The split that practice is drawn from. Default: another split of the same dataset.")
  private Optional<String> practiceFrom;

  @Option(
      names = "--checks",
      paramLabel = "N",
      description =
          "Ask N questions a second time, to see how reliable a participant is. Default: one in 20,"
              + " at most 10.")
  private Optional<Integer> checks;

  @Option(
      names = "--participants",
      paramLabel = "FILE",
      description = "A file with the codes that are let in, one on each line. Default: any code.")
  private Optional<Path> participants;

  @Option(
      names = "--texts",
      paramLabel = "DIR",
      description =
          "A folder with one LANGUAGE.yaml for each language: what people agree to, the"
              + " page's words, the names of items and places. What a file leaves out is as it"
              + " ships, in English or German. A new language shows English for what it leaves"
              + " out, and the command says so.")
  private Optional<Path> texts;

  @Mixin private SeedOption seed;
  @Mixin private ImagesOption images;
  @Mixin private final ListenOptions listen = new ListenOptions();

  /** A language that was only begun lacks them all. */
  private static String few(List<String> absent) {
    String named = String.join(", ", absent.subList(0, Math.min(NAMED, absent.size())));
    return absent.size() > NAMED
        ? "%s and %d more texts".formatted(named, absent.size() - NAMED)
        : named;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String reference =
        dataset.orElseThrow(() -> new InvalidInputException("--dataset: must be given"));
    Path folder = out.orElseThrow(() -> new InvalidInputException("--out: must be given"));
    // Few threads: a question takes next to no time.
    ServerSettings settings = listen.settings(4);
    StudyTexts languages = StudyTexts.read(texts);
    languages
        .missing()
        .forEach(
            (file, absent) ->
                output.say("%s: has no %s: English is shown there".formatted(file, few(absent))));
    Set<String> invited =
        participants.isPresent() ? ParticipantCode.readAll(participants.get()) : Set.of();
    Catalogue catalogue = StowbenchHome.catalogue();
    Dataset split = catalogue.open(reference);
    Optional<Dataset> practising = practising(catalogue, reference, split);
    List<LabeledQuery> rehearsed = practice(practising);
    Dataset told = told(split);
    StudyDesign design = design(split, told.info().queries(), rehearsed, practising);
    PhotoFiles photos = new PhotoFiles(images.of(reference));
    PhotoFiles practicePhotos =
        practiceFrom.map(from -> new PhotoFiles(StowbenchHome.images(from))).orElse(photos);
    try (Study study = Study.open(folder, design, design.first(told), rehearsed, invited);
        WebServer server =
            StudySite.serve(study, languages, photos, practicePhotos, settings, output::say)) {
      output.say(
          "%s: %d questions for each participant, %d of them asked twice, after %d for practice; %d participants have begun"
              .formatted(
                  design.dataset(),
                  design.questions(),
                  design.checks(),
                  design.practice(),
                  study.participants()));
      if (listen.hasToken()) {
        output.say("participants open this address with #token=TOKEN at its end");
      }
      listen.awaitStop(settings, output, "serving at " + server.address());
      output.say("stopping: every answer is in " + folder.resolve(Study.ANSWERS));
    } finally {
      listen.ended();
    }
    return ExitCode.OK;
  }

  private Dataset told(Dataset split) {
    if (known.isEmpty()) {
      return split;
    }
    try (ProgressLine line = progress.start("reading what is known")) {
      return KnownViews.of(split, List.of(known.get()), line::say).get(0);
    }
  }

  private StudyDesign design(
      Dataset split, long there, List<LabeledQuery> rehearsed, Optional<Dataset> practising) {
    limit.ifPresent(most -> Values.atLeast(1, "--limit", most));
    long queries = Math.min(there, limit.orElse(Integer.MAX_VALUE));
    if (queries > StudyDesign.MOST_QUERIES) {
      throw new InvalidInputException(
          "%s has %,d queries: a study asks at most %,d; say which with --limit"
              .formatted(split.info().id(), queries, StudyDesign.MOST_QUERIES));
    }
    int each = questions.orElse((int) queries);
    boolean search = isSearch();
    int twice = checks.orElse(search ? 0 : Math.min(MOST_CHECKS, each / CHECKED));
    try {
      return new StudyDesign(
          split.info().id(),
          split.info().checksum(),
          (int) queries,
          each,
          known,
          search,
          rehearsed.size(),
          rehearsed.isEmpty() ? "" : practising.orElseThrow().info().id(),
          twice,
          seed.seed());
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("--" + e.getMessage());
    }
  }

  /** Another kind of run may be installed, which no page knows. */
  private boolean isSearch() {
    if (!mode.equals(RunMode.RANK) && !mode.equals(new RunMode.Search())) {
      throw new InvalidInputException("--mode %s: must be rank or search".formatted(mode.kind()));
    }
    return !mode.equals(RunMode.RANK);
  }

  /** The split that is practised on; empty for none. */
  private Optional<Dataset> practising(Catalogue catalogue, String reference, Dataset split) {
    practice.ifPresent(number -> Values.atLeast(0, "--practice", number));
    if (practice.filter(number -> number == 0).isPresent()) {
      return Optional.empty();
    }
    if (practiceFrom.isPresent()) {
      return practiceFrom.map(catalogue::open);
    }
    DatasetFolder whole = catalogue.find(reference).folder();
    String id = split.info().id();
    Optional<Dataset> other =
        whole.splits().stream()
            .sorted()
            .map(whole::split)
            .filter(one -> !one.info().id().equals(id))
            .findFirst();
    if (other.isEmpty() && practice.isPresent()) {
      throw new InvalidInputException(
          "--practice %d: %s has no other split to practise on; say which with --practice-from"
              .formatted(practice.get(), id));
    }
    return other;
  }

  private List<LabeledQuery> practice(Optional<Dataset> from) {
    if (from.isEmpty()) {
      return List.of();
    }
    Dataset split = from.get().limited(PRACTICE_POOL);
    Dataset told = StudyDesign.told(split, known);
    List<LabeledQuery> pool;
    try (Stream<LabeledQuery> queries = told.queries()) {
      pool = new ArrayList<>(queries.toList());
    }
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed.seed(), "practice"));
    List<LabeledQuery> drawn = new ArrayList<>();
    while (drawn.size() < practice.orElse(PRACTICE) && !pool.isEmpty()) {
      drawn.add(pool.remove(random.nextInt(pool.size())));
    }
    return drawn;
  }
}
