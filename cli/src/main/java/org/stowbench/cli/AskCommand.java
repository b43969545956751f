package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.stowbench.ask.Advice;
import org.stowbench.ask.AdviceJson;
import org.stowbench.ask.GuardedAsk;
import org.stowbench.ask.Inquiry;
import org.stowbench.ask.Needs;
import org.stowbench.ask.NoAdviceException;
import org.stowbench.ask.Suggestion;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.cli.output.Table;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.TextForm;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.report.drawing.SceneDrawing;
import org.stowbench.search.NextStep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks a predictor one question. */
@Command(
    name = "ask",
    description = {
      "Ask where an item is in one scene: the likeliest containers, how likely, and why. With"
          + " --next, what to open next, after what was opened so far.",
      "",
      "stowbench serve gives the same answers to the same questions."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench ask --scene sim:eval/1 --item whisk",
      "  stowbench ask --scene kitchen.json --item whisk --format json --svg whisk.svg",
      "  stowbench ask --scene sim:eval/1 --item 'Bottle opener' --svg opener.svg --truth",
      "  stowbench ask --scene home.json --item fork --known spoon=3 --known 'pot=top drawer'",
      "  stowbench ask --scene sim:eval/1 --item whisk --next --opened 4=ladle",
      "",
      "A scene's file holds one JSON object, as a line of scenes.jsonl does (docs/format.md)."
    })
final class AskCommand implements Callable<Integer> {

  @Mixin private HelpOption help;
  @Mixin private TableOption output;
  @Mixin private ProgressOption progress;
  @Mixin private final PluginOptions plugins = new PluginOptions();

  @Option(
      names = "--scene",
      required = true,
      paramLabel = "FILE|ID",
      description =
          "A scene's file, or DATASET[:SPLIT]/SCENE: SCENE is the id of the scene or of a query"
              + " about it, or that query's place in the split, from 1.")
  private String scene;

  @Option(
      names = "--item",
      required = true,
      paramLabel = "NAME",
      description = "The item to look for.")
  private String item;

  @Mixin private final ImagesOption images = new ImagesOption();
  @Mixin private final KnownOption known = new KnownOption();
  @Mixin private final WithinOptions within = new WithinOptions();
  @Mixin private final LearningOption learning = new LearningOption();
  @Mixin private final MaxCostOption maxCost = new MaxCostOption();

  @Option(
      names = "--predictor",
      paramLabel = "SPEC",
      defaultValue = "ranker",
      description = "NAME or NAME:option=value,... Default: ${DEFAULT-VALUE}.")
  private String predictor;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "5",
      description = "Show the first N answers. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "Draw the answer as SVG, over the photo if it is here.")
  private Optional<Path> svg;

  @Option(
      names = "--truth",
      description = "With --svg, also draw where the item really is, if the scene's dataset tells.")
  private boolean truth;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Values.atLeast(1, "--top", top);
    if (TextForm.isBlank(item)) {
      throw new InvalidInputException("--item: must not be blank");
    }
    if (truth && svg.isEmpty()) {
      throw new InvalidInputException("--truth: goes with --svg, which draws it");
    }
    try (plugins) {
      return ask();
    }
  }

  private Integer ask() throws IOException, InterruptedException {
    Catalogue catalogue = StowbenchHome.catalogue();
    PredictorSpec spec = plugins.predictors().spec(predictor);
    SceneReference reference = SceneReference.find(scene, catalogue).withImages(images.folder());
    Query query = known.query(reference, item);
    Inquiry inquiry = within.inquiry(query, top);
    Optional<NextStep> step = within.step(inquiry);
    Optional<LabeledQuery> told =
        truth ? Optional.of(reference.told(item, catalogue)) : Optional.empty();
    if (!reference.known().isEmpty()) {
      output.say(
          "known of this household, as %s tells: where it keeps %s"
              .formatted(
                  reference.dataset().orElseThrow(),
                  reference.known().stream()
                      .map(KnownPlacement::item)
                      .distinct()
                      .collect(Collectors.joining(", "))));
    }
    Predictor asked;
    try (ProgressLine line = progress.start(spec.name())) {
      asked = make(spec, reference, catalogue, line);
    }
    try {
      Needs.require(spec.text(), asked, reference.scene());
      Advice advice = step.isPresent() ? step.get().ask(asked) : Advice.ask(asked, inquiry);
      advice.warning().ifPresent(warning -> output.say("warning: " + warning));
      if (svg.isPresent()) {
        SceneDrawing drawing =
            ScenePicture.of(reference.scene(), reference.images(), output)
                .withCaption(item)
                .withKnown(query.known())
                .withRanking(advice.ranking());
        ScenePicture.write(
            told.map(known -> drawing.withTruth(known.truth(), known.votes())).orElse(drawing),
            svg.get(),
            output);
      }
      if (output.format() == OutputFormat.json) {
        output.print(
            Printout.json(
                step.isPresent() ? AdviceJson.writeNext(advice) : AdviceJson.write(advice)));
        return ExitCode.OK;
      }
      if (step.isPresent()) {
        output.say("next: " + move(advice.next()));
      }
      output.print(table(advice));
      advice
          .leftOut()
          .ifPresent(
              p ->
                  output.say(
                      "in containers that may not be named: %s"
                          .formatted(String.format(Locale.ROOT, "%.3f", p))));
      advice
          .rationale()
          .filter(text -> output.format() == OutputFormat.table)
          .ifPresent(text -> output.say(InvalidInputException.excerpt(text)));
      return ExitCode.OK;
    } catch (NoAdviceException e) {
      output.say("predictor " + spec.text() + " failed: " + e.getMessage());
      return ExitCode.FAILED_PREDICTIONS;
    } finally {
      GuardedAsk.close(asked).ifPresent(output::say);
    }
  }

  private Predictor make(
      PredictorSpec spec, SceneReference reference, Catalogue catalogue, ProgressLine line)
      throws IOException {
    Optional<Dataset> training =
        spec.option("model").isEmpty()
            ? Optional.of(learning.from(catalogue, reference.dataset()))
            : Optional.empty();
    Dataset evaluated = reference.dataset().map(catalogue::open).orElseGet(reference::alone);
    Predictor made =
        plugins
            .maker(line)
            .make(
                spec,
                Optional.of(evaluated),
                training,
                Optional.of(reference.images()),
                maxCost.budget());
    if (plugins.predictors().learns(spec)) {
      line.say(spec.text() + " has learned from " + LearningOption.words(made, training));
    }
    return made;
  }

  private static Table table(Advice advice) {
    Table table = new Table("rank", "answer", "probability", "where", "reason");
    for (Suggestion suggestion : advice.suggestions()) {
      table.row(
          Cell.of(suggestion.rank()),
          Cell.of(words(suggestion)),
          suggestion.probability().isPresent()
              ? Cell.of(suggestion.probability().getAsDouble(), 3)
              : Cell.none(),
          Cell.of(suggestion.where()),
          suggestion.reason().map(Cell::of).orElse(Cell.none()));
    }
    return table;
  }

  private static String move(Suggestion next) {
    String what = next.answer() instanceof Answer.InContainer ? "open " + words(next) : words(next);
    return next.probability().isPresent()
        ? String.format(Locale.ROOT, "%s, %.3f", what, next.probability().getAsDouble())
        : what;
  }

  private static String words(Suggestion suggestion) {
    if (suggestion.answer() instanceof Answer.InContainer in) {
      List<String> ids = new ArrayList<>(List.of(Integer.toString(in.id())));
      suggestion.also().forEach(id -> ids.add(id.toString()));
      return "container " + String.join(" = ", ids);
    }
    return suggestion.answer() instanceof Answer.InRegion ? "region" : "not here";
  }
}
