package org.stowbench.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.geometry.Overlap;
import org.stowbench.testing.HostileRegions;
import org.stowbench.testing.TestKitchens;

/** Regions and scenes that would take all time and memory are refused when they are built. */
class HostileRegionsTest {

  @ParameterizedTest
  @ValueSource(ints = {200, 500, 1000, 2000, 20_000})
  void aScribbleIsRefusedWithWhatWasCounted(int vertices) {
    assertThatThrownBy(() -> new Region(HostileRegions.random(vertices)))
        .isInstanceOf(UnusableRegionException.class)
        .hasMessageStartingWith("region of " + vertices + " vertices: 1001 places or more")
        .hasMessageEndingWith("must be at most 1000");
  }

  @Test
  void soIsABoxThatIsDrawnOverAndOver() {
    assertThatThrownBy(() -> new Region(HostileRegions.repeatedBox(500)))
        .hasMessageContaining("must be at most 1000");
  }

  @Test
  void soAreTeethThatCrossNowhereButLieSideBySide() {
    assertThatThrownBy(() -> new Region(HostileRegions.teeth(20_000)))
        .hasMessageContaining("2000001 pairs of edges or more side by side");
  }

  @Test
  void soIsWhatReachesFurtherThanAreasCanBeTold() {
    assertThatThrownBy(() -> Region.of(0, 0, 1e300, 0, 0, 1e300))
        .isInstanceOf(UnusableRegionException.class)
        .hasMessage("region with the vertex (1.0E300, 0.0): must lie within 1.0E100 pixels");
  }

  static Stream<List<Point>> largeButHarmless() {
    List<Point> circle = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      double angle = 2 * Math.PI * i / 50_000;
      circle.add(new Point(500 + 400 * Math.cos(angle), 500 + 400 * Math.sin(angle)));
    }
    return Stream.of(
        circle,
        HostileRegions.random(60),
        HostileRegions.teeth(500),
        HostileRegions.comb(2000, false),
        Collections.nCopies(5000, new Point(7, 7)));
  }

  @ParameterizedTest
  @MethodSource("largeButHarmless")
  void whatIsLargeButHarmlessIsKept(List<Point> vertices) {
    assertThat(Overlap.of(new Region(vertices)).area()).isFinite();
  }

  @Test
  void aSceneIsRefusedWhoseRegionsCrossEachOtherTooOften() {
    Region standing = new Region(HostileRegions.comb(200, false));
    Region lying = new Region(HostileRegions.comb(200, true));
    assertThatThrownBy(() -> TestKitchens.scene("combs", standing, lying))
        .isInstanceOf(UnusableRegionException.class)
        .hasMessage(
            "scene combs: 100001 places or more where outlines cross or touch: must be at most"
                + " 100000");
  }

  @Test
  void aSceneIsRefusedWhoseRegionsTogetherCrossThemselvesTooOften() {
    Region[] scribbles = new Region[40];
    for (int i = 0; i < scribbles.length; i++) {
      double right = 2000 * i;
      scribbles[i] =
          new Region(
              HostileRegions.random(60).stream()
                  .map(p -> new Point(p.x() + right, p.y()))
                  .toList());
    }
    assertThatThrownBy(() -> TestKitchens.scene("scribbles", scribbles))
        .hasMessageContaining("must be at most 10000");
  }

  @Test
  void aSceneOfHundredsOfBoxesUponEachOtherIsKept() {
    Region[] boxes = new Region[200];
    for (int i = 0; i < boxes.length; i++) {
      boxes[i] = Region.box(i, i, 1000 + i, 700 + i);
    }
    assertThat(TestKitchens.scene("boxes", boxes).containers()).hasSize(200);
  }

  @Test
  void aSceneIsRefusedWithTooManyPairsOfOverlappingRegions() {
    Region[] boxes = new Region[2100];
    for (int i = 0; i < boxes.length; i++) {
      boxes[i] = Region.box(i, i, 5000 + i, 5000 + i);
    }
    assertThatThrownBy(() -> TestKitchens.scene("boxes", boxes))
        .hasMessageContaining("pairs of regions or more that overlap: must be at most 2000000");
  }

  @Test
  void freeRegionsAreHeldAgainstTheSceneTheyAnswer() {
    Scene scene = TestKitchens.scene("comb", new Region(HostileRegions.comb(200, false)));
    scene.requireComparable(List.of(Region.box(0, 0, 10, 10)));
    List<Region> lying = List.of(new Region(HostileRegions.comb(200, true)));
    assertThatThrownBy(() -> scene.requireComparable(lying))
        .isInstanceOf(UnusableRegionException.class)
        .hasMessageStartingWith("free regions in scene comb: 100001 places or more");
  }
}
