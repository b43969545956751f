package org.stowbench.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;

/**
 * A study as its answers tell it, read also while it goes on.
 *
 * @param design what is asked
 * @param split the one that the design names
 * @param asked the queries that can be asked
 * @param answers by the participants' codes
 */
record RecordedStudy(
    StudyDesign design,
    Dataset split,
    List<LabeledQuery> asked,
    SortedMap<String, Answers> answers) {

  /** What one participant answered so far, by query. */
  static final class Answers {

    private final List<Course.Step> course;
    private final SortedMap<Integer, Prediction> first = new TreeMap<>();
    private final SortedMap<Integer, Prediction> again = new TreeMap<>();
    private int steps;

    private Answers(List<Course.Step> course) {
      this.course = course;
    }

    private void add(Prediction prediction) {
      Course.Step step = course.get(steps++);
      switch (step.kind()) {
        case QUESTION -> first.put(step.query(), prediction);
        case CHECK -> again.put(step.query(), prediction);
        case PRACTICE -> {
          // It does not count.
        }
      }
    }

    /** What was answered to each query, by its place among those that are asked. */
    SortedMap<Integer, Prediction> first() {
      return first;
    }

    /** What was answered when a query came again. */
    Map<Integer, Prediction> again() {
      return again;
    }
  }

  /**
   * Reads a study's folder.
   *
   * @param open opens the split that the design names
   * @throws InvalidInputException if it is no study, or of another dataset than is there now
   */
  static RecordedStudy read(Path folder, Function<StudyDesign, Dataset> open) {
    Path file = folder.resolve(Study.ANSWERS);
    if (!Files.exists(file)) {
      throw new InvalidInputException(
          InputLocation.of(folder), "is no study: there is no " + Study.ANSWERS + " in it");
    }
    SortedMap<String, Answers> answers = new TreeMap<>();
    List<StudyDesign> begun = new ArrayList<>();
    AnswerJournal.read(file, begun::add, line -> take(line, begun.get(0), answers));
    if (begun.isEmpty()) {
      throw new InvalidInputException(InputLocation.of(file), "no study has begun in it");
    }
    StudyDesign design = begun.get(0);
    Dataset split = open.apply(design);
    if (!split.info().checksum().equals(design.checksum())) {
      throw new InvalidInputException(
          InputLocation.of(file),
          "its questions are of another version of %s than is there now: %s, found %s"
              .formatted(design.dataset(), design.checksum(), split.info().checksum()));
    }
    return new RecordedStudy(design, split, design.asked(split), answers);
  }

  private static void take(
      AnswerJournal.Located line, StudyDesign design, Map<String, Answers> answers) {
    Answers of =
        answers.computeIfAbsent(
            line.event().participant(), code -> new Answers(Course.of(design, code)));
    if (line.event() instanceof StudyEvent.Answered answered) {
      if (answered.step() != of.steps || of.steps >= of.course.size()) {
        throw new InvalidInputException(
            line.where(),
            "step %d: must be %d, of %d".formatted(answered.step(), of.steps, of.course.size()));
      }
      of.add(answered.prediction());
    }
  }
}
