package org.stowbench.datasets.validate;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonLines;

/** Finds households that nobody has said, but somebody's program has guessed from files' names. */
final class HouseholdCheck {

  private static final String FILE = DatasetFolder.QUERIES;

  /** So many photos in one folder are hardly all of other homes. */
  private static final long MANY = 100;

  private static final Pattern PART_OF_A_PATH = Pattern.compile("[.]{1,2}|[A-Za-z]+:|.*\\\\.*");

  private final Problems problems;
  private final Set<String> odd = new HashSet<>();
  private Optional<String> household = Optional.empty();
  private Optional<String> scene = Optional.empty();
  private Optional<String> folder = Optional.empty();
  private boolean several;
  private boolean severalScenes;
  private boolean others;

  HouseholdCheck(Problems problems) {
    this.problems = problems;
  }

  void check(String id, String sceneId, Optional<String> image, JsonLines.Line line) {
    if (PART_OF_A_PATH.matcher(id).matches() && odd.add(id)) {
      problems.add(
          ProblemKind.GUESSED_HOUSEHOLDS,
          FILE,
          line,
          "household %s is a part of a path, and hardly a home"
              .formatted(InvalidInputException.excerpt(id)));
    }
    several |= household.filter(first -> !first.equals(id)).isPresent();
    severalScenes |= scene.filter(first -> !first.equals(sceneId)).isPresent();
    household = household.or(() -> Optional.of(id));
    scene = scene.or(() -> Optional.of(sceneId));
    String within = image.map(HouseholdCheck::folder).orElse("");
    others |=
        image.isEmpty()
            || !id.equals(sceneId) && !id.equals(image.get())
            || folder.filter(first -> !first.equals(within)).isPresent();
    folder = folder.or(() -> Optional.of(within));
  }

  private static String folder(String image) {
    String path = image.replace('\\', '/');
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  void end(long scenes) {
    if (severalScenes && !several) {
      problems.add(
          ProblemKind.GUESSED_HOUSEHOLDS,
          FILE,
          0,
          "all queries are of one household, %s: no figure can have an interval"
              .formatted(InvalidInputException.excerpt(household.orElseThrow())));
    }
    if (several && !others && scenes >= MANY) {
      problems.add(
          ProblemKind.GUESSED_HOUSEHOLDS,
          FILE,
          0,
          "each photo is a household of its own, and called so; all %d lie in one folder"
              .formatted(scenes));
    }
  }
}
