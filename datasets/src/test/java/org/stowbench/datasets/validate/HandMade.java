package org.stowbench.datasets.validate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A dataset as somebody would write it with an editor: no counts, no checksums. */
public final class HandMade {

  private static final String METADATA =
      """
      {"format_version": 1, "id": "mine", "name": "My kitchens", "licence": "CC0",
       "citation": "none", "default_split": "eval"}
      """;
  private static final List<String> SCENES =
      List.of(
          "{\"id\":\"a\",\"image\":\"a.jpg\",\"width\":200,\"height\":100,\"containers\":["
              + "{\"id\":0,\"region\":[[0,0],[9,0],[9,9],[0,9]]},"
              + "{\"id\":1,\"region\":[[20,0],[29,0],[29,9],[20,9]]}]}",
          "{\"id\":\"b\",\"image\":\"b.jpg\",\"containers\":["
              + "{\"id\":0,\"region\":[[0,0],[9,0],[9,9],[0,9]]}]}");
  private static final List<String> QUERIES =
      List.of(
          "{\"id\":\"1\",\"split\":\"eval\",\"scene\":\"a\",\"item\":\"whisk\",\"household\":\"h\","
              + "\"truth\":{\"container\":1},\"votes\":[{\"annotator\":\"ann\",\"container\":0}]}",
          "{\"id\":\"2\",\"split\":\"eval\",\"scene\":\"a\",\"item\":\"ladle\",\"household\":\"h\","
              + "\"truth\":{\"not_here\":true}}",
          "{\"id\":\"3\",\"split\":\"dev\",\"scene\":\"b\",\"item\":\"whisk\",\"household\":\"i\","
              + "\"truth\":{\"container\":0}}");

  private static final List<String> HOME =
      List.of(
          "{\"id\":\"home\",\"containers\":["
              + "{\"id\":0,\"name\":\"left drawer\",\"position\":[0,1,0.5],\"size\":[0.5,0.5,0.2],\"room\":\"kitchen\"},"
              + "{\"id\":1,\"name\":\"right drawer\",\"position\":[2,1,0.5],\"room\":\"kitchen\"}],"
              + "\"distances\":[[0,1,2],[1,0,2.5],[2,2.5,0]]}");
  private static final List<String> TOLD =
      List.of(
          "{\"id\":\"1\",\"split\":\"eval\",\"scene\":\"home\",\"item\":\"whisk\",\"household\":\"h\","
              + "\"truth\":{\"containers\":[0,1]},\"known\":[{\"item\":\"fork\",\"container\":0},"
              + "{\"item\":\"forks\",\"container\":1},{\"item\":\"tent\",\"not_here\":true}]}",
          "{\"id\":\"2\",\"split\":\"eval\",\"scene\":\"home\",\"item\":\"pot\",\"household\":\"h\","
              + "\"truth\":{\"container\":1},\"known\":[{\"item\":\"spoon\",\"container\":0}]}");

  private HandMade() {}

  /** Writes a home without photos: names, positions, distances, several truths, known things. */
  public static Path writeHome(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("dataset.json"), METADATA);
    Files.write(folder.resolve("scenes.jsonl"), HOME);
    Files.write(folder.resolve("queries.jsonl"), TOLD);
    return folder;
  }

  /** Writes it. */
  public static Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("dataset.json"), METADATA);
    Files.write(folder.resolve("scenes.jsonl"), SCENES);
    Files.write(folder.resolve("queries.jsonl"), QUERIES);
    return folder;
  }

  /** Replaces a part of one of its files. */
  static void replace(Path folder, String file, String part, String by) throws IOException {
    String text = Files.readString(folder.resolve(file));
    if (!text.contains(part)) {
      throw new IllegalArgumentException(file + " does not hold " + part);
    }
    Files.writeString(folder.resolve(file), text.replace(part, by));
  }
}
