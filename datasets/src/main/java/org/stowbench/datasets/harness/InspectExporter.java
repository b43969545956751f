package org.stowbench.datasets.harness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.io.InputFile;
import org.stowbench.io.Json;

/**
 * Writes a dataset as a task of Inspect: {@code where_is.py}, and for each split a file of samples
 * with {@code id}, {@code input}, {@code choices}, {@code target} (numbers from 1) and, in {@code
 * metadata}, the {@code answers} that the numbers stand for.
 */
public final class InspectExporter {

  private static final String TASK = "where_is.py";

  private InspectExporter() {}

  /**
   * Writes the task as a folder, whole or not at all; an older one is replaced.
   *
   * @throws org.stowbench.io.InvalidInputException if the folder holds anything else
   */
  public static void export(DatasetFolder dataset, Path folder) throws IOException {
    String task =
        InputFile.resource(InspectExporter.class, TASK)
            .text()
            .replace("DEFAULT-SPLIT", dataset.metadata().description().defaultSplit());
    HarnessFolder.write(
        dataset, folder, Set.of(TASK), InspectExporter::sample, staged -> staged.write(TASK, task));
  }

  private static ObjectNode sample(HarnessQuestion question) {
    ObjectNode sample = question.json("id").put("input", question.prompt());
    HarnessQuestion.put(sample, "choices", question.choices().stream());
    HarnessQuestion.put(sample, "target", question.right().stream().map(question.numbers()::get));
    ObjectNode metadata = Json.object();
    HarnessQuestion.put(metadata, InspectForm.ANSWERS, question.answers().stream());
    sample.set("metadata", metadata);
    return sample;
  }
}
