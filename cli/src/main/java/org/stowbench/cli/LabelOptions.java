package org.stowbench.cli;

import java.util.Optional;
import org.stowbench.datasets.importing.Labels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What somebody says about the dataset that files become. */
@Command
final class LabelOptions {

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "The dataset's id. Default: the folder's name.")
  private Optional<String> id;

  @Option(names = "--name", paramLabel = "TEXT", description = "Its title. Default: its id.")
  private Optional<String> name;

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      description = "The terms under which it may be used. Default: none declared.")
  private Optional<String> licence;

  @Option(
      names = "--citation",
      paramLabel = "TEXT",
      description = "What to cite. Default: nothing given.")
  private Optional<String> citation;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      defaultValue = "eval",
      description = "The split of queries that name none. Default: ${DEFAULT-VALUE}.")
  private String split;

  Labels labels() {
    return new Labels(id, name, licence, citation, split);
  }
}
