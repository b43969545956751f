package org.stowbench.datasets.validate;

import java.util.Optional;
import java.util.Set;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.JsonLines;

/**
 * The fields that the format has. Readers skip others, so a misspelt one would be lost without a
 * word; the published schemas refuse them too.
 */
final class KnownFields {

  private static final Set<String> METADATA =
      Set.of(
          "format_version",
          "id",
          "name",
          "description",
          "licence",
          "citation",
          "source",
          "simulated",
          "default_split",
          "splits",
          "counts",
          "checksums");
  private static final Set<String> SCENE =
      Set.of(
          "id",
          "room",
          "image",
          "width",
          "height",
          "containers",
          "anchors",
          "countertop",
          "distances");
  private static final Set<String> CONTAINER =
      Set.of(
          "id",
          "name",
          "region",
          "position",
          "size",
          "room",
          "type",
          "confidence",
          "side",
          "prompt_number",
          "flags");
  private static final Set<String> ANCHOR = Set.of("type", "region", "confidence");
  private static final Set<String> QUERY =
      Set.of("id", "split", "scene", "item", "household", "truth", "known", "votes");
  private static final Set<String> TRUTH = Set.of("container", "containers", "not_here");
  private static final Set<String> KNOWN = Set.of("item", "container", "not_here");
  private static final Set<String> VOTE = Set.of("annotator", "container", "not_here");

  private final Problems problems;
  private final String file;
  private final long line;

  private KnownFields(Problems problems, String file, long line) {
    this.problems = problems;
    this.file = file;
    this.line = line;
  }

  static void checkMetadata(JsonInput json, String file, Problems problems) {
    new KnownFields(problems, file, 0).check(json, METADATA);
  }

  static void checkScene(JsonInput json, String file, JsonLines.Line line, Problems problems) {
    KnownFields known = new KnownFields(problems, file, line.number());
    known.check(json, SCENE);
    known.checkAll(json.optional("containers"), CONTAINER);
    known.checkAll(json.optional("anchors"), ANCHOR);
  }

  static void checkQuery(JsonInput json, String file, JsonLines.Line line, Problems problems) {
    KnownFields known = new KnownFields(problems, file, line.number());
    known.check(json, QUERY);
    json.optional("truth").ifPresent(truth -> known.check(truth, TRUTH));
    known.checkAll(json.optional("known"), KNOWN);
    known.checkAll(json.optional("votes"), VOTE);
  }

  private void checkAll(Optional<JsonInput> list, Set<String> known) {
    if (list.isPresent()) {
      list.get().elements().forEach(element -> check(element, known));
    }
  }

  private void check(JsonInput json, Set<String> known) {
    for (String name : json.names()) {
      if (!known.contains(name)) {
        String path = json.location().child(InvalidInputException.excerpt(name)).field();
        problems.add(
            ProblemKind.UNKNOWN_FIELD,
            file,
            line,
            "field %s: expected one of %s"
                .formatted(path, String.join(", ", known.stream().sorted().toList())));
      }
    }
  }
}
