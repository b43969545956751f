package org.stowbench.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CourseTest {

  private static StudyDesign design(int queries, int questions, int practice, int checks) {
    return new StudyDesign(
        "test:eval",
        "sha256:test",
        queries,
        questions,
        Optional.empty(),
        false,
        practice,
        practice > 0 ? "test:dev" : "",
        checks,
        1);
  }

  private static List<Integer> places(List<Course.Step> course, Course.Kind kind) {
    return IntStream.range(0, course.size())
        .filter(step -> course.get(step).kind() == kind)
        .boxed()
        .toList();
  }

  @Test
  void everybodyIsAskedEverythingOnceInAnOrderOfTheirOwn() {
    StudyDesign design = design(40, 40, 0, 0);
    List<Course.Step> one = Course.of(design, "p1");

    assertThat(one.stream().map(Course.Step::query))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 40).boxed().toList());
    assertThat(Course.of(design, "p1")).isEqualTo(one);
    assertThat(Course.of(design, "p2")).isNotEqualTo(one);
  }

  @Test
  void practiceComesFirstAndWhatIsAskedAgainComesLater() {
    StudyDesign design = design(40, 40, 3, 10);
    for (String code : List.of("a", "b", "c", "d", "e", "f")) {
      List<Course.Step> course = Course.of(design, code);

      assertThat(course).hasSize(3 + 40 + 10);
      assertThat(places(course, Course.Kind.PRACTICE)).containsExactly(0, 1, 2);
      for (int check : places(course, Course.Kind.CHECK)) {
        int first =
            course.indexOf(new Course.Step(Course.Kind.QUESTION, course.get(check).query()));
        assertThat(check - first).isGreaterThan(10);
      }
    }
  }

  @Test
  void theSmallestStudiesHaveACourseToo() {
    assertThat(Course.of(design(1, 1, 0, 0), "p")).hasSize(1);
    List<Course.Step> two = Course.of(design(2, 2, 0, 1), "p");
    assertThat(two).hasSize(3);
    assertThat(two.get(2).kind()).isEqualTo(Course.Kind.CHECK);
    assertThat(two.get(2).query()).isEqualTo(two.get(0).query());
    assertThat(Course.of(design(50, 5, 0, 2), "p")).hasSize(7);
  }

  @Test
  void aDesignThatCannotBeAskedIsRefused() {
    assertThatThrownBy(() -> design(5, 6, 0, 0)).hasMessageContaining("questions 6");
    assertThatThrownBy(() -> design(5, 5, 0, 3)).hasMessageContaining("checks 3");
    assertThatThrownBy(() -> design(20_000, 5, 0, 0)).hasMessageContaining("at most 10000");
  }
}
