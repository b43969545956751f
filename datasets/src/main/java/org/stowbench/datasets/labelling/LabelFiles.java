package org.stowbench.datasets.labelling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

/**
 * What of a folder a labelling tool wrote, however deep it lies in it, in the order of its name.
 *
 * @param own its files
 * @param others files with the same endings that are not its own
 */
public record LabelFiles(List<Path> own, List<Path> others) {

  /** How deep below a folder exports keep their files. */
  private static final int DEPTH = 8;

  public LabelFiles {
    own = List.copyOf(own);
    others = List.copyOf(others);
  }

  /**
   * The files of a folder; a file stands for itself, whatever it is.
   *
   * @param endings with their point, in lower case
   * @param isOwn whether the tool wrote a file
   */
  public static LabelFiles of(Path from, List<String> endings, Predicate<Path> isOwn) {
    if (!Files.isDirectory(from)) {
      return new LabelFiles(List.of(from), List.of());
    }
    try {
      // A link to a folder would not be walked into.
      Path folder = from.toRealPath();
      try (Stream<Path> all = Files.walk(folder, DEPTH)) {
        var files =
            all.filter(Files::isRegularFile)
                .filter(file -> endings.stream().anyMatch(lower(file)::endsWith))
                .map(file -> from.resolve(folder.relativize(file)))
                .sorted(Comparator.comparing(Path::toString))
                .collect(Collectors.partitioningBy(isOwn));
        return new LabelFiles(files.get(true), files.get(false));
      }
    } catch (IOException | UncheckedIOException e) {
      return new LabelFiles(List.of(), List.of());
    }
  }

  private static String lower(Path file) {
    return file.toString().toLowerCase(Locale.ROOT);
  }

  /** Whether the tool wrote any; of a file, whether it wrote that. */
  public static boolean any(Path from, List<String> endings, Predicate<Path> isOwn) {
    return Files.isDirectory(from) ? !of(from, endings, isOwn).own().isEmpty() : isOwn.test(from);
  }

  /**
   * Counts the others.
   *
   * @param tool whose they are not
   * @throws InvalidInputException if one is no JSON, though it is called so: it may have been the
   *     tool's own
   */
  public void count(String tool, ImportTally tally) {
    for (Path file : others) {
      String name = file.toString();
      String kind = name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
      if (kind.equals("JSON")) {
        InputFile.of(file, FileKind.ANNOTATIONS).json();
      }
      tally.note(
          "%s file that is not %s: passed over".formatted(kind, tool), InputLocation.of(file));
    }
  }

  /**
   * Its files.
   *
   * @throws InvalidInputException if there is none
   */
  public List<Path> required(Path from, String called) {
    if (own.isEmpty()) {
      throw new InvalidInputException(
          InputLocation.of(from), "no %s in this folder".formatted(called));
    }
    return own;
  }
}
