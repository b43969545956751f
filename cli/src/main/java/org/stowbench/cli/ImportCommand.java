package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.datasets.importing.ImportOption;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.ImporterProvider;
import org.stowbench.datasets.importing.Importers;
import org.stowbench.datasets.importing.Labels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** {@code datasets import NAME}: a command made from what an importer says of itself. */
@Command
final class ImportCommand implements Callable<Integer> {

  @Mixin private HelpOption help;
  @Mixin private TextOutput output;
  @Mixin private ProgressOption progress;

  @Option(
      names = "--lenient",
      description =
          "Accept that labels are left out, and end with 0. Without this, the command"
              + " still writes the dataset but ends with 3. It says what was left out, and why,"
              + " in any case.")
  private boolean lenient;

  private final ImporterProvider importer;
  private final LabelOptions labels = new LabelOptions();
  private CommandSpec spec;

  private ImportCommand(ImporterProvider importer) {
    this.importer = importer;
  }

  static CommandSpec of(ImporterProvider importer) {
    ImportCommand command = new ImportCommand(importer);
    CommandSpec spec = CommandSpec.forAnnotatedObject(command);
    command.spec = spec;
    boolean labelled = importer.dataset().isEmpty();
    if (labelled) {
      spec.addMixin("labels", CommandSpec.forAnnotatedObject(command.labels));
    }
    spec.addOption(option(importer.from()).type(Path.class).required(true).build());
    spec.addOption(
        option(
                new ImportOption(
                    "to",
                    "DIR",
                    labelled
                        ? TargetOption.DESCRIPTION
                        : TargetOption.DESCRIPTION
                            + " Default: where installed datasets live, so that its id works"
                            + " everywhere."))
            .type(Path.class)
            .required(labelled)
            .build());
    importer.options().forEach(one -> spec.addOption(option(one).type(String.class).build()));
    List<String> description = new ArrayList<>();
    for (String paragraph : importer.description()) {
      if (!description.isEmpty()) {
        description.add("");
      }
      description.add(paragraph);
    }
    if (importer.published().isPresent()) {
      // The first paragraph stands in the list of importers too.
      description.set(
          0, description.get(0) + " datasets fetch " + importer.name() + " downloads it first.");
    }
    spec.usageMessage().description(description.toArray(String[]::new));
    spec.usageMessage()
        .footer(
            "",
            "Example:",
            "  stowbench datasets import %s %s".formatted(importer.name(), importer.example()));
    return spec;
  }

  private static OptionSpec.Builder option(ImportOption option) {
    return OptionSpec.builder("--" + option.name())
        .paramLabel(option.label())
        .description(option.description());
  }

  private <T> Optional<T> value(String option) {
    return Optional.ofNullable(spec.findOption("--" + option).getValue());
  }

  @Override
  public Integer call() throws IOException {
    Catalogue catalogue = StowbenchHome.catalogue();
    Path from = this.<Path>value("from").orElseThrow();
    Optional<Path> to = value("to");
    Map<String, String> options = new HashMap<>();
    importer
        .options()
        .forEach(
            one -> this.<String>value(one.name()).ifPresent(text -> options.put(one.name(), text)));
    Optional<String> dataset = importer.dataset();
    Path target = to.orElseGet(() -> catalogue.folder(dataset.orElseThrow()));
    ImportRequest request =
        new ImportRequest(from, target, dataset.isEmpty() ? labels.labels() : Labels.NONE, options);
    ImportResult result;
    try (ProgressLine line = progress.start("importing " + from)) {
      result = Importers.run(importer, request);
    }
    if (to.isEmpty()) {
      catalogue.rememberSource(dataset.orElseThrow(), from);
    }
    result.notes().forEach(output::say);
    if (dataset.isEmpty()) {
      Importers.photoNotes(request).forEach(output::say);
    }
    Printout text = Printout.plain();
    result.lines().forEach(text::line);
    output.print(text.line("Written to " + target));
    if (result.leftOut() == 0 || lenient) {
      return ExitCode.OK;
    }
    output.say(
        "%,d labels are not in the dataset; where that is meant, say --lenient"
            .formatted(result.leftOut()));
    return ExitCode.LABELS_LEFT_OUT;
  }
}
