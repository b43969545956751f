package org.stowbench.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.Table;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.Dataset;
import org.stowbench.study.StudyPlan;
import org.stowbench.study.StudyStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how many answers a study takes. */
@Command(
    name = "plan",
    description = {
      "Say how many answers it takes until a 95 %% interval is as narrow as you want it,"
          + " by how many people answer each question.",
      "",
      "Answers about one household have something in common, so each further person on a"
          + " question helps less. How much they have in common is assumed, or taken from a"
          + " study that has begun (--pilot)."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench study plan --dataset shic:eval --width 0.2",
      "  stowbench study plan --dataset shic:dev --width 0.1 --pilot my-study"
    })
final class StudyPlanCommand implements Callable<Integer> {

  private static final double HALF = 0.5;
  private static final double CORRELATION = 0.3;

  @Mixin private HelpOption help;
  @Mixin private TableOption output;

  @Option(
      names = "--dataset",
      paramLabel = "DATASET",
      required = true,
      description = "What would be asked: ID[:SPLIT] or DIR[:SPLIT].")
  private String dataset;

  @Option(
      names = "--width",
      paramLabel = "W",
      defaultValue = "0.1",
      description = "The interval's width, from end to end. Default: ${DEFAULT-VALUE}.")
  private double width;

  @Option(
      names = "--share",
      paramLabel = "P",
      description = "The expected share of right answers. Default: the pilot's, else 0.5.")
  private Optional<Double> share;

  @Option(
      names = "--correlation",
      paramLabel = "R",
      description =
          "How alike answers about one household are in being right, 0 to 1. Default: the pilot's,"
              + " else 0.3.")
  private Optional<Double> correlation;

  @Option(
      names = "--pilot",
      paramLabel = "DIR",
      description = "A study of the same dataset that has begun.")
  private Optional<Path> pilot;

  @Override
  public Integer call() {
    Catalogue catalogue = StowbenchHome.catalogue();
    Dataset split = catalogue.open(dataset);
    Optional<StudyStatus> begun = pilot.map(folder -> StudyStatus.read(folder, design -> split));
    StudyPlan.Expected seen =
        begun
            .map(StudyStatus::pilot)
            .filter(expected -> expected.answers() > 0)
            .orElse(new StudyPlan.Expected(0, 0, HALF, CORRELATION));
    OptionalDouble agreed =
        begun.map(status -> status.agreement().samePlace().value()).orElse(OptionalDouble.empty());
    StudyPlan.Expected expected =
        new StudyPlan.Expected(
            seen.answers(),
            seen.households(),
            share.orElse(seen.share()),
            correlation.orElse(seen.correlation()));
    StudyPlan plan;
    try {
      plan = StudyPlan.of(split, width, expected, agreed.orElse(HALF));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("--" + e.getMessage());
    }
    output.say(
        "expecting %.2f of the answers to be right and, within a household, a correlation of %.2f, %s"
            .formatted(
                expected.share(),
                expected.correlation(),
                seen.answers() > 0
                    ? "as in %d answers about %d households"
                        .formatted(seen.answers(), seen.households())
                    : "which nobody has measured yet: ask a few people first, and give their study"
                        + " with --pilot"));
    output.print(table(plan));
    return ExitCode.OK;
  }

  private Table table(StudyPlan plan) {
    Table table =
        new Table(
            "figure", "people a question", "answers", "questions", "households", "enough there");
    for (StudyPlan.Row row : plan.rows()) {
      table.row(
          Cell.of(row.figure()),
          Cell.of(row.people()),
          Cell.of(row.answers()),
          Cell.of(row.questions()),
          Cell.of(row.households()),
          Cell.of(row.enough()));
    }
    return table;
  }
}
