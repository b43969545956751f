package org.stowbench.datasets.harness;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.stowbench.datasets.format.DatasetFolder;

/**
 * Writes a dataset as tasks of the LM Evaluation Harness, {@code stowbench_ID_SPLIT.yaml} for each
 * split, and for each a file of documents with {@code query}, {@code prompt}, {@code choices}
 * (numbers from 1), {@code targets} (choices counted from 0) and the {@code answers} that the
 * choices stand for.
 */
public final class LmEvalExporter {

  private LmEvalExporter() {}

  /**
   * Writes the tasks as a folder, whole or not at all; older ones are replaced.
   *
   * @throws org.stowbench.io.InvalidInputException if the folder holds anything else
   */
  public static void export(DatasetFolder dataset, Path folder) throws IOException {
    String id = dataset.metadata().description().id();
    Set<String> files =
        dataset.splits().stream()
            .map(split -> task(id, split) + ".yaml")
            .collect(Collectors.toUnmodifiableSet());
    HarnessFolder.write(
        dataset,
        folder,
        files,
        LmEvalExporter::document,
        staged -> {
          for (String split : dataset.splits()) {
            staged.write(task(id, split) + ".yaml", yaml(task(id, split), split));
          }
        });
  }

  private static String task(String id, String split) {
    return "stowbench_" + id + "_" + split;
  }

  /** Ids and splits are of letters, digits and {@code - _ .}, so they need no quotes to be safe. */
  private static String yaml(String task, String split) {
    return """
    # Stowbench's question as a task of the LM Evaluation Harness. In this folder:
    #   lm_eval --include_path . --tasks %1$s --log_samples --output_path logs --model ...
    # acc is Stowbench's hit@1; the samples_*.jsonl are read by: stowbench score --predictions
    task: "%1$s"
    dataset_path: json
    dataset_kwargs:
      data_files:
        test: "%2$s"
    test_split: test
    output_type: multiple_choice
    doc_to_text: prompt
    doc_to_choice: choices
    doc_to_target: targets
    metric_list:
      - metric: acc
        aggregation: mean
        higher_is_better: true
    metadata:
      version: 1
    """
        .formatted(task, HarnessFolder.questions(split));
  }

  private static ObjectNode document(HarnessQuestion question) {
    ObjectNode document = question.json(LmEvalForm.QUERY).put("prompt", question.prompt());
    HarnessQuestion.put(document, "choices", question.numbers().stream());
    ArrayNode targets = document.putArray("targets");
    question.right().forEach(targets::add);
    HarnessQuestion.put(document, LmEvalForm.ANSWERS, question.answers().stream());
    return document;
  }
}
