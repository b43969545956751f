package org.stowbench.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.stowbench.predictor.Seeds;

/**
 * What one participant is asked, step by step: practice, then the questions in an order of their
 * own, with some of the first half asked again in the second. Follows from the design and the code,
 * and from nothing else.
 */
final class Course {

  /** What a step is for. */
  enum Kind {
    PRACTICE,
    QUESTION,
    /** A question once more, to see whether the answer is the same. */
    CHECK
  }

  /**
   * A step.
   *
   * @param query its place among the queries that are asked, or among those for practice
   */
  record Step(Kind kind, int query) {}

  private Course() {}

  /** The steps of a participant. */
  static List<Step> of(StudyDesign design, String code) {
    SplittableRandom random = new SplittableRandom(Seeds.derive(design.seed(), code));
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < design.practice(); i++) {
      steps.add(new Step(Kind.PRACTICE, i));
    }
    int[] asked = drawn(design.queries(), design.questions(), random);
    int half = asked.length / 2;
    int[] again = drawn(half, design.checks(), random);
    List<List<Step>> after = new ArrayList<>(); // what is asked again behind each question
    IntStream.range(0, asked.length).forEach(i -> after.add(new ArrayList<>()));
    for (int place : again) {
      // Half a course later, or as far behind as there is.
      int from = Math.min(asked.length - 1, place + Math.max(1, half / 2));
      int to = Math.max(from, half);
      after.get(to + random.nextInt(asked.length - to)).add(new Step(Kind.CHECK, asked[place]));
    }
    for (int i = 0; i < asked.length; i++) {
      steps.add(new Step(Kind.QUESTION, asked[i]));
      steps.addAll(after.get(i));
    }
    return List.copyOf(steps);
  }

  /** Some of the first numbers, each once, in random order. */
  static int[] drawn(int numbers, int count, SplittableRandom random) {
    int[] all = IntStream.range(0, numbers).toArray();
    for (int i = 0; i < count; i++) {
      int other = i + random.nextInt(numbers - i);
      int swapped = all[i];
      all[i] = all[other];
      all[other] = swapped;
    }
    return Arrays.copyOf(all, count);
  }
}
