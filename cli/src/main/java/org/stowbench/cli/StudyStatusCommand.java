package org.stowbench.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.Table;
import org.stowbench.scorer.Figure;
import org.stowbench.study.StudyStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says how far a study is. */
@Command(
    name = "status",
    description = {
      "Say how far the participants of a study are, how often they are right, how"
          + " reliable they are, and how much they agree with each other. It works while the"
          + " study goes on.",
      "",
      "A reliable participant gives the same answer when a question comes again."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench study status my-study",
      "  stowbench study status my-study --format json"
    })
final class StudyStatusCommand implements Callable<Integer> {

  private static final int DECIMALS = 3;

  @Mixin private HelpOption help;
  @Mixin private TableOption output;
  @Mixin private RecordedDatasetOption dataset;

  @Parameters(paramLabel = "DIR", description = "The study's folder.")
  private Path folder;

  @Override
  public Integer call() {
    StudyStatus status =
        StudyStatus.read(
            folder, design -> StowbenchHome.catalogue().open(dataset.reference(design.dataset())));
    output.print(printout(status));
    return ExitCode.OK;
  }

  private Printout printout(StudyStatus status) {
    if (output.format() == OutputFormat.json) {
      return Printout.json(status.json());
    }
    Printout text = output.printout().table(participants(status));
    return output.isForPeople() ? text.blank().table(reliability(status)) : text;
  }

  private static Table participants(StudyStatus status) {
    Table table =
        new Table("participant", "answered", "of", "don't know", "asked again", "same", "seconds");
    for (StudyStatus.Progress progress : status.participants()) {
      table.row(
          Cell.of(progress.code()),
          Cell.of(progress.answered()),
          Cell.of(status.design().questions()),
          Cell.of(progress.unknown()),
          Cell.of(progress.checks()),
          Cell.of(progress.same()),
          ScoreTable.cell(progress.seconds(), 1));
    }
    return table;
  }

  private static Table reliability(StudyStatus status) {
    Table table = new Table("figure", "share", "95 %", "over");
    long answers = status.participants().stream().mapToLong(StudyStatus.Progress::answered).sum();
    row(table, "right at first", status.right(), answers + " answers");
    long again = status.participants().stream().mapToLong(StudyStatus.Progress::checks).sum();
    row(table, "agrees with oneself", status.consistency(), again + " questions asked again");
    String pairs = status.agreement().pairs() + " pairs of answers";
    row(table, "agrees with others, same candidate", status.agreement().sameCandidate(), pairs);
    row(table, "agrees with others, same place", status.agreement().samePlace(), pairs);
    table.row(
        Cell.of("Krippendorff's alpha"),
        ScoreTable.cell(status.agreement().alpha(), DECIMALS),
        Cell.none(),
        Cell.of(status.agreement().queries() + " queries"));
    return table;
  }

  private static void row(Table table, String name, Figure figure, String over) {
    table.row(
        Cell.of(name),
        ScoreTable.cell(figure.value(), DECIMALS),
        ScoreTable.interval(figure, DECIMALS),
        Cell.of(over));
  }
}
