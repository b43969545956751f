package org.stowbench.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.cli.output.Table;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.validate.DatasetValidator;
import org.stowbench.datasets.validate.Finding;
import org.stowbench.datasets.validate.ProblemKind;
import org.stowbench.datasets.validate.ValidationReport;
import org.stowbench.io.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what is wrong with a dataset. */
@Command(
    name = "validate",
    description = {
      "Say everything that is wrong or odd in a dataset, with file and line, and in its"
          + " photos if they are here. Ends with 0 if there are no errors, 1 if there are some,"
          + " 2 if it is not a dataset."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench datasets validate shic",
      "  stowbench datasets validate my-kitchens --seal"
    })
final class DatasetsValidate implements Callable<Integer> {

  @Mixin private HelpOption help;
  @Mixin private TableOption output;
  @Mixin private ProgressOption progress;

  @Mixin private WholeDataset dataset;
  @Mixin private ImagesOption images;

  @Option(
      names = "--seal",
      description =
          "If only counts or checksums are wrong, write the right ones into dataset.json."
              + " A dataset made by hand needs them before others use it.")
  private boolean seal;

  @Override
  public Integer call() throws IOException {
    Path folder = dataset.locate();
    Path images = dataset.images(this.images);
    ValidationReport report;
    try (ProgressLine line = progress.start("checking " + folder)) {
      report = DatasetValidator.validate(folder, images);
      if (seal && report.errors() == report.count(ProblemKind.CHANGED)) {
        DatasetFolder.seal(folder);
        line.say("sealed " + folder);
        report = DatasetValidator.validate(folder, images);
      } else if (seal) {
        line.say("not sealed: there are errors");
      }
    }
    if (output.format() == OutputFormat.json) {
      output.print(Printout.json(json(report)));
    } else {
      output.print(table(report));
    }
    if (output.format() == OutputFormat.table) {
      output.print(summary(report));
    }
    return report.errors() == 0 ? ExitCode.OK : ExitCode.DOES_NOT_HOLD;
  }

  private static Table table(ValidationReport report) {
    Table table = new Table("severity", "kind", "file", "line", "problem");
    for (Finding problem : report.problems()) {
      table.row(
          Cell.of(Json.name(problem.kind().severity())),
          Cell.of(Json.name(problem.kind())),
          Cell.of(problem.file()),
          problem.line() == 0 ? Cell.none() : Cell.of(problem.line()),
          Cell.of(problem.message()));
    }
    return table;
  }

  private static Printout summary(ValidationReport report) {
    Printout text = Printout.plain().blank();
    report
        .counts()
        .forEach(
            (kind, count) ->
                text.line(
                    String.format(
                        Locale.ROOT,
                        "%s: %,d: %s%s",
                        Json.name(kind.severity()),
                        count,
                        kind.meaning(),
                        count > ValidationReport.MOST_SHOWN ? " (the first are shown)" : "")));
    return text.line(
        String.format(
            Locale.ROOT,
            "%,d scenes, %,d queries: %,d errors, %,d warnings",
            report.scenes(),
            report.queries(),
            report.errors(),
            report.warnings()));
  }

  private static ObjectNode json(ValidationReport report) {
    ObjectNode json = Json.object();
    json.put("scenes", report.scenes()).put("queries", report.queries());
    json.put("errors", report.errors()).put("warnings", report.warnings());
    ArrayNode kinds = json.putArray("kinds");
    report
        .counts()
        .forEach(
            (kind, count) ->
                kinds
                    .addObject()
                    .put("kind", Json.name(kind))
                    .put("severity", Json.name(kind.severity()))
                    .put("count", count)
                    .put("meaning", kind.meaning()));
    ArrayNode problems = json.putArray("problems");
    for (Finding problem : report.problems()) {
      ObjectNode object = problems.addObject();
      object.put("kind", Json.name(problem.kind()));
      object.put("severity", Json.name(problem.kind().severity()));
      object.put("file", problem.file());
      if (problem.line() > 0) {
        object.put("line", problem.line());
      }
      object.put("message", problem.message());
    }
    return json;
  }
}
