package org.stowbench.scorer.leaderboard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.StagedFolder;

/**
 * The folder of a leaderboard, from which it can be checked and carried on:
 *
 * <table>
 * <caption>Files of a leaderboard</caption>
 * <tr><td>{@code leaderboard.json}, {@code leaderboard.schema.json}</td><td>all of it for programs,
 *     and what that looks like</td></tr>
 * <tr><td>{@code entries/ID/}</td><td>what was handed in, as it was: {@code submission.yaml} or
 *     {@code run.json}, predictions, model</td></tr>
 * </table>
 *
 * <p>Pages for people may lie beside all that; they are drawn elsewhere. The same leaderboard gives
 * the same bytes.
 */
public final class LeaderboardFolder {

  /** All of a leaderboard for programs. */
  public static final String JSON = "leaderboard.json";

  private static final String SCHEMA = "leaderboard.schema.json";

  private LeaderboardFolder() {}

  /** Where an entry's files are, relative to the leaderboard's folder; ends with {@code /}. */
  public static String entryFolder(String id) {
    return "entries/" + id + "/";
  }

  /** Where a repeat's files are, relative to the folder of its entry; ends with {@code /}. */
  static String repeatFolder(int number) {
    return "repeat-" + number + "/";
  }

  /**
   * Writes the folder, whole or not at all; what it held before is gone.
   *
   * @param submissions those that the entries were made from
   * @param pages texts to lie beside the data, by their paths relative to the folder; may be empty
   * @throws InvalidInputException if something is there that is no leaderboard
   */
  public static void write(
      Leaderboard leaderboard, List<Submission> submissions, Map<String, String> pages, Path folder)
      throws IOException {
    Map<String, Submission> byId = new HashMap<>();
    submissions.forEach(s -> byId.put(EntryId.of(s.declaration().name()), s));
    try (StagedFolder staged = StagedFolder.at(folder, LeaderboardFolder::requireOurs)) {
      staged.write(JSON, Json.pretty(LeaderboardJson.write(leaderboard)));
      staged.write(SCHEMA, InputFile.resource(LeaderboardFolder.class, SCHEMA).text());
      for (Map.Entry<String, String> page : pages.entrySet()) {
        staged.write(page.getKey(), page.getValue());
      }
      for (Entry entry : leaderboard.entries()) {
        Submission submission = byId.get(entry.id());
        copy(submission, staged, entryFolder(entry.id()));
        for (int number = 2; number <= 1 + submission.repeats().size(); number++) {
          copy(
              submission.repeats().get(number - 2),
              staged,
              entryFolder(entry.id()) + repeatFolder(number));
        }
      }
      staged.commit();
    }
  }

  private static void copy(Submission submission, StagedFolder staged, String place)
      throws IOException {
    for (Optional<String> name :
        List.of(
            Optional.of(Submission.FILE).filter(f -> exists(submission, f)),
            submission.run().map(run -> "run.json"),
            Optional.of(submission.predictions()),
            submission.model())) {
      if (name.isPresent()) {
        Path file = submission.folder().resolve(name.get());
        try (InputStream in = InputFile.of(file, FileKind.RECORDS).open()) {
          staged.write(place + name.get(), in);
        }
      }
    }
  }

  private static boolean exists(Submission submission, String file) {
    return Files.exists(submission.folder().resolve(file));
  }

  private static void requireOurs(Path folder) throws IOException {
    if (Files.exists(folder.resolve(JSON))) {
      return;
    }
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        if (files.findAny().isEmpty()) {
          return;
        }
      }
    }
    throw new InvalidInputException(
        InputLocation.of(folder),
        "holds something else: must be a leaderboard's folder, an empty one, or none yet");
  }
}
