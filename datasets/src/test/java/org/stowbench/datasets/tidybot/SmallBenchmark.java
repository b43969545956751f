package org.stowbench.datasets.tidybot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A checkout of the layout of TidyBot's repository with two scenarios, made up for tests. */
public final class SmallBenchmark {

  static final String SCENARIOS =
      """
      - annotator_notes: Toys go into the chest, and books that are
          heavy onto the shelf.
        receptacles:
        - toy chest
        - kid's shelf
        room: living room
        seen_objects:
        - kite
        - atlas
        seen_placements:
        - - kite
          - toy chest
        - - atlas
          - kid's shelf
        tags:
        - category
        unseen_objects:
        - marbles
        - encyclopedia
        unseen_placements:
        - - marbles
          - toy chest
        - - encyclopedia
          - kid's shelf
      - annotator_notes: ''
        receptacles: [drawer, counter]
        room: kitchen
        seen_objects: [ladle]
        seen_placements: [[ladle, drawer]]
        tags: []
        unseen_objects: [whisk]
        unseen_placements: [[whisk, drawer]]
      """;

  private SmallBenchmark() {}

  /** Writes it into a folder, which it gives back. */
  public static Path write(Path folder) throws IOException {
    return write(folder, SCENARIOS);
  }

  static Path write(Path folder, String scenarios) throws IOException {
    Path file = folder.resolve("benchmark/scenarios.yml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, scenarios);
    return folder;
  }
}
