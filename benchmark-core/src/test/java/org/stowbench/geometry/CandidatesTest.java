package org.stowbench.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/** What the candidates of a scene are to each other, and what is odd about them. */
class CandidatesTest {

  private static final Region BOX = Region.box(0, 0, 100, 50);
  private static final Region BOW_TIE = Region.of(0, 0, 100, 100, 100, 0, 0, 100);

  @Test
  void whatIsOddAboutACandidateIsFlagged() {
    assertThat(
            CandidateFlag.of(
                TestKitchens.scene(
                    "odd",
                    BOX,
                    Region.of(1, 1),
                    Region.of(1, 1, 9, 9),
                    Region.of(1, 1, 9, 9, 5, 5),
                    BOW_TIE,
                    BOX)))
        .containsExactly(
            EnumSet.noneOf(CandidateFlag.class),
            EnumSet.of(CandidateFlag.POINT, CandidateFlag.NO_AREA),
            EnumSet.of(CandidateFlag.LINE, CandidateFlag.NO_AREA),
            EnumSet.of(CandidateFlag.INVALID, CandidateFlag.NO_AREA),
            EnumSet.of(CandidateFlag.INVALID),
            EnumSet.of(CandidateFlag.REPEATED));
    assertThat(CandidateFlag.of(Scene.of("named", List.of(Container.named(0, "drawer")))))
        .containsExactly(EnumSet.noneOf(CandidateFlag.class));
  }

  @Test
  void aRegionIsDrawnAsItsVerticesAreAndKeepsAllItsArea() {
    assertThat(Shapes.asDrawn(Region.of(1, 2)).toText()).isEqualTo("POINT (1 2)");
    assertThat(Shapes.asDrawn(Region.of(1, 2, 3, 4)).toText()).isEqualTo("LINESTRING (1 2, 3 4)");
    assertThat(Shapes.repaired(BOW_TIE).getArea()).isEqualTo(5000);
    assertThat(Shapes.repaired(Region.of(0, 0, 9, 0, 0, 9)).getArea()).isEqualTo(40.5);
  }

  @Test
  void aHomeOfThreeHundredThousandNamedPlacesIsGroupedWithoutComparingThem() {
    List<Container> places =
        IntStream.range(0, 300_000).mapToObj(id -> Container.named(id, "bin")).toList();
    PhysicalContainers physical = PhysicalContainers.of(Scene.of("stock", places));
    assertThat(physical.count()).isEqualTo(300_000);
    assertThat(physical.openable()).isEqualTo(300_000);
  }

  @Test
  void candidatesThatOverlapByHalfAreOneContainerAndTheOthersTheirOwn() {
    Region half = Region.box(0, 0, 100, 25);
    PhysicalContainers physical =
        PhysicalContainers.of(
            TestKitchens.scene("row", BOX, Region.box(200, 0, 300, 50), half, Region.of(1, 1)));
    assertThat(physical.count()).isEqualTo(3);
    assertThat(physical.openable()).isEqualTo(2);
    assertThat(physical.members(0)).containsExactly(0, 2);
    assertThat(physical.members(2)).containsExactly(3);
    assertThat(physical.canOpen(3)).isFalse();
    assertThat(physical.overlap(1).orElseThrow().area()).isEqualTo(5000);
  }

  @Test
  void aRegionStandsForTheFirstOfThoseThatItOverlapsMost() {
    PhysicalContainers physical =
        PhysicalContainers.of(
            TestKitchens.scene(
                "three", Region.box(0, 0, 100, 40), BOX, BOX, Region.box(0, 0, 100, 60)));
    Overlap box = Overlap.of(BOX);
    assertThat(physical.mostOverlapped(box, 0.5)).hasValue(1);
    assertThat(physical.mostOverlapped(box, 1)).hasValue(1);
    assertThat(physical.mostOverlapped(Overlap.of(Region.box(0, 0, 100, 25)), 0.5)).hasValue(0);
    assertThat(physical.mostOverlapped(Overlap.of(Region.box(0, 0, 100, 25)), 0.7)).isEmpty();
    assertThat(physical.mostOverlapped(Overlap.of(Region.of(1, 1)), 0.5)).isEmpty();
    assertThat(
            PhysicalContainers.of(Scene.of("named", List.of(Container.named(0, "drawer"))))
                .mostOverlapped(box, 0.5))
        .isEmpty();
  }

  @Test
  void anOverlapIsBoundedFromAboveAndIsOneForTheSameVerticesAlone() {
    Overlap point = Overlap.of(Region.of(1, 1));
    assertThat(point.iouAtMost(Overlap.of(Region.of(1, 1)))).isEqualTo(1);
    assertThat(point.iouAtMost(Overlap.of(Region.of(1, 2)))).isZero();
    assertThat(point.sharedArea(Overlap.of(BOX))).isZero();
    assertThat(Overlap.of(BOX).iouIsAtLeast(Overlap.of(Region.box(0, 0, 100, 100)), 0.5)).isTrue();
    assertThat(Overlap.of(BOX).iouIsAtLeast(Overlap.of(Region.box(0, 0, 100, 101)), 0.5)).isFalse();
  }

  @Test
  void theContainersOfASceneAreMadeOnce() {
    PhysicalScenes scenes = new PhysicalScenes();
    Scene row = TestKitchens.row("row", 3);
    PhysicalContainers containers = scenes.of(row);
    assertThat(containers.count()).isEqualTo(3);
    assertThat(scenes.of(row)).isSameAs(containers);
    assertThat(scenes.of(TestKitchens.row("row", 3))).isSameAs(containers);
    assertThat(scenes.of(TestKitchens.row("other", 2)).count()).isEqualTo(2);
  }
}
