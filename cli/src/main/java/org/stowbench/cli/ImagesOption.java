package org.stowbench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The option of every command that looks at photos. */
@Command
final class ImagesOption {

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description =
          "The folder that photos' names start from. Default: what the dataset was"
              + " imported from, else its own folder.")
  private Optional<Path> images;

  /**
   * The folder that was named.
   *
   * @throws InvalidInputException if there is no such folder
   */
  Optional<Path> folder() {
    images
        .filter(folder -> !Files.isDirectory(folder))
        .ifPresent(
            folder -> {
              throw new InvalidInputException(
                  InputLocation.of(folder), "--images: must be a folder");
            });
    return images;
  }

  /** The folder of the photos of what a reference names. */
  Path of(String reference) {
    return folder().orElseGet(() -> StowbenchHome.images(reference));
  }
}
