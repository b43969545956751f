package org.stowbench.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stowbench.prediction.Prediction;

/**
 * What one participant answered so far, in the order of their course.
 *
 * <p>Not thread-safe.
 */
final class CourseAnswers {

  private final List<Course.Step> course;
  private final SortedMap<Integer, Prediction> first = new TreeMap<>();
  private final SortedMap<Integer, Prediction> again = new TreeMap<>();
  private int steps;

  CourseAnswers(List<Course.Step> course) {
    this.course = course;
  }

  /** How many steps are answered, and which is the next. */
  int steps() {
    return steps;
  }

  /** How many steps the course has. */
  int all() {
    return course.size();
  }

  /** What is asked now; empty at the end. */
  Optional<Course.Step> next() {
    return steps < course.size() ? Optional.of(course.get(steps)) : Optional.empty();
  }

  /**
   * What is asked now.
   *
   * @param step which is to be the one that is asked now
   * @throws IllegalArgumentException if it is another
   */
  Course.Step next(int step) {
    return next()
        .filter(asked -> step == steps)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "step %d: must be %d, of %d".formatted(step, steps, course.size())));
  }

  /** Takes the answer to what is asked now. */
  void add(Prediction prediction) {
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
