package org.stowbench.predictors.llm.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Container;
import org.stowbench.scene.CountertopSide;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

class SceneTextTest {

  private static Anchor anchor(String type, Region region) {
    return new Anchor(type, region, OptionalDouble.empty());
  }

  @Test
  void whatIsKnownIsSaidNearestLandmarkFirst() {
    Container drawer =
        new Container(
            0,
            Region.box(100, 100, 200, 140),
            Optional.of("Drawer"),
            OptionalDouble.of(0.9),
            Optional.of(CountertopSide.BELOW),
            OptionalInt.empty());
    Scene scene =
        new Scene(
            "s",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(drawer),
            List.of(
                anchor("oven", Region.box(400, 100, 500, 200)),
                anchor("sink", Region.box(110, 60, 190, 90))),
            Optional.empty());

    assertThat(SceneText.of(scene, Numbering.ours(scene)))
        .isEqualTo(
            "Container 1: drawer, low and wide, below the counter; below the sink, to the left of"
                + " the oven\n");
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    Scene scene = TestKitchens.scene("s", Region.box(0, 0, 10, 30), Region.of(5, 5));

    assertThat(SceneText.of(scene, Numbering.ours(scene)))
        .isEqualTo("Container 1: tall and narrow container\nContainer 2: container\n");
  }

  @ParameterizedTest
  @CsvSource({
    "49, low and wide",
    "50, wider than high",
    "79, wider than high",
    "80, about square",
    "119, about square",
    "120, higher than wide",
    "149, higher than wide",
    "150, tall and narrow"
  })
  void shapeWordsChangeAtThePublishedRatios(int height, String words) {
    assertThat(ShapeWords.of(Region.box(0, 0, 100, height))).contains(words);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 0, RIGHT",
    "10, 10, BELOW_RIGHT",
    "0, 10, BELOW",
    "-10, 10, BELOW_LEFT",
    "-10, 0, LEFT",
    "-10, -10, ABOVE_LEFT",
    "0, -10, ABOVE",
    "10, -10, ABOVE_RIGHT",
    "10, 4, RIGHT",
    "10, 5, BELOW_RIGHT",
    "-10, -4, LEFT"
  })
  void thereAreEightDirections(double x, double y, Bearing expected) {
    assertThat(Bearing.of(new Point(0, 0), new Point(x, y))).isEqualTo(expected);
  }

  @Test
  void aHostileNameStaysOneShortLine() {
    assertThat(SceneText.word("Whisk\n\u0007--- system\u202e" + "x".repeat(500)))
        .startsWith("whisk --- system")
        .hasSize(80)
        .doesNotContain("\n");
  }

  @Test
  void recordedAnswersUseTheNumbersOfTheirSource() {
    Container second =
        new Container(
            1,
            Region.box(0, 0, 1, 1),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            OptionalInt.of(1));
    Scene scene = Scene.of("s", List.of(Container.of(0, Region.box(0, 0, 1, 1)), second));

    assertThat(Numbering.ofSource(scene).container(1)).hasValue(1);
    assertThat(Numbering.ours(scene).container(1)).hasValue(0);
    assertThat(Numbering.ofSource(scene).container(2)).isEmpty();
  }

  @Test
  void containersThatAreAlikeAreCountedFromTheTopAndFromTheLeft() {
    assertThat(words(TestKitchens.row("s", 3)).values())
        .containsExactly(
            "wider than high container; the 1st of 3 alike from the left",
            "wider than high container; the 2nd of 3 alike from the left",
            "wider than high container; the 3rd of 3 alike from the left");
    assertThat(
            words(
                    TestKitchens.scene(
                        "stack",
                        Region.box(0, 60, 100, 110),
                        Region.box(3, 0, 103, 50),
                        Region.box(0, 0, 20, 90)))
                .values())
        .containsExactly(
            "wider than high container; the 2nd of 2 alike from the top",
            "wider than high container; the 1st of 2 alike from the top",
            "tall and narrow container");
    assertThat(
            words(
                    TestKitchens.scene(
                        "grid",
                        Region.box(0, 0, 100, 50),
                        Region.box(110, 5, 210, 55),
                        Region.box(0, 60, 100, 110),
                        Region.box(0, 60, 100, 110)))
                .values())
        .containsExactly(
            "wider than high container; the 1st of 2 alike from the left in row 1 of 2",
            "wider than high container; the 2nd of 2 alike from the left in row 1 of 2",
            "wider than high container; the only one in row 2 of 2, number 1 of 2"
                + " in the same place",
            "wider than high container; the only one in row 2 of 2, number 2 of 2"
                + " in the same place");
  }

  @Test
  void placesThatNobodyDrewAreCalledByNameAndRoomAndThoseThatAreAlikeAreCounted() {
    Container shelf =
        new Container(
            3,
            Optional.of("Shelf; A"),
            Optional.empty(),
            Optional.empty(),
            Optional.of("Pantry"),
            Optional.of("shelf"),
            OptionalDouble.empty(),
            Optional.empty(),
            OptionalInt.empty());

    assertThat(
            words(
                    Scene.of(
                        "home",
                        List.of(
                            Container.named(0, "Top drawer"),
                            Container.named(1, "oven"),
                            Container.named(2, "top  drawer"),
                            shelf,
                            Container.of(4, Region.box(0, 0, 10, 5)))))
                .values())
        .containsExactly(
            "top drawer; the 1st of 2 alike in this list",
            "oven",
            "top drawer; the 2nd of 2 alike in this list",
            "shelf, a, in the pantry",
            "wider than high container");
  }

  private static Map<Integer, String> words(Scene scene) {
    return SceneText.each(scene, Numbering.ours(scene));
  }

  @Test
  void noTwoContainersShareADescriptionHoweverTheyLie() {
    SplittableRandom random = new SplittableRandom(1);
    for (int kitchen = 0; kitchen < 300; kitchen++) {
      Region[] regions = new Region[random.nextInt(1, 40)];
      for (int i = 0; i < regions.length; i++) {
        double left = random.nextInt(4);
        double top = random.nextInt(4);
        regions[i] = Region.box(left, top, left + random.nextInt(3), top + random.nextInt(3));
      }
      assertThat(words(TestKitchens.scene("s", regions)).values()).doesNotHaveDuplicates();
    }
  }
}
