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
    SortedMap<String, CourseAnswers> answers) {

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
          InputLocation.of(folder), "is not a study: it has no " + Study.ANSWERS + " in it");
    }
    SortedMap<String, CourseAnswers> answers = new TreeMap<>();
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
      AnswerJournal.Located line, StudyDesign design, Map<String, CourseAnswers> answers) {
    CourseAnswers of =
        answers.computeIfAbsent(
            line.event().participant(), code -> new CourseAnswers(Course.of(design, code)));
    if (line.event() instanceof StudyEvent.Answered answered) {
      try {
        of.next(answered.step());
      } catch (IllegalArgumentException e) {
        throw new InvalidInputException(line.where(), e.getMessage(), e);
      }
      of.add(answered.prediction());
    }
  }
}
