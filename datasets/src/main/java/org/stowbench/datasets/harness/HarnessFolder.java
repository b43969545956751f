package org.stowbench.datasets.harness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.DescriptionJson;
import org.stowbench.io.Json;
import org.stowbench.io.StagedFolder;
import org.stowbench.query.LabeledQuery;

/** A folder with a task: its own files, and one of questions for each split. */
final class HarnessFolder {

  /** The dataset's description: the terms of a licence go where the data goes. */
  private static final String ABOUT = "about.json";

  private HarnessFolder() {}

  /** Adds the files of a task. */
  interface Task {
    void write(StagedFolder folder) throws IOException;
  }

  /** Writes a task whole or not at all; an older one is replaced, anything else refused. */
  static void write(
      DatasetFolder dataset,
      Path folder,
      Set<String> files,
      Function<HarnessQuestion, ObjectNode> record,
      Task task)
      throws IOException {
    Set<String> names = new HashSet<>(files);
    names.add(ABOUT);
    dataset.splits().forEach(split -> names.add(questions(split)));
    try (StagedFolder staged =
        StagedFolder.at(folder, StagedFolder.Replaceable.holdingOnly(names, "a task"))) {
      for (String split : dataset.splits()) {
        try (OutputStream out = staged.create(questions(split));
            Stream<LabeledQuery> all = dataset.split(split).queries()) {
          for (LabeledQuery labeled : (Iterable<LabeledQuery>) all::iterator) {
            String line = Json.line(record.apply(HarnessQuestion.of(labeled)));
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
          }
        }
      }
      task.write(staged);
      staged.write(ABOUT, Json.pretty(DescriptionJson.write(dataset.metadata().description())));
      staged.commit();
    }
  }

  /** The file with a split's questions. */
  static String questions(String split) {
    return split + ".jsonl";
  }
}
