package org.stowbench.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

class OverlapTest {

  @Test
  void twoBoxesThatShareHalfOfEachOverlapByAThird() {
    assertThat(Overlap.iou(Region.box(0, 0, 10, 10), Region.box(5, 0, 15, 10)))
        .isCloseTo(1.0 / 3, within(1e-12));
  }

  @Test
  void aPolygonThatCrossesItselfKeepsTheAreaOfBothItsParts() {
    assertThat(Overlap.of(Region.of(0, 0, 10, 10, 10, 0, 0, 10)).area())
        .isCloseTo(50, within(1e-9));
  }

  @Test
  void identicalPointsOverlapFullyAndDifferentOnesNotAtAll() {
    assertThat(Overlap.iou(Region.of(1, 2), Region.of(1, 2))).isEqualTo(1);
    assertThat(Overlap.iou(Region.of(1, 2), Region.of(1, 3))).isZero();
  }

  @Test
  void candidatesThatOverlapInAChainAreOnePhysicalContainer() {
    Scene scene =
        TestKitchens.scene(
            "chain",
            Region.box(0, 0, 100, 100),
            Region.box(200, 0, 300, 100),
            Region.box(25, 0, 125, 100),
            Region.box(50, 0, 150, 100),
            Region.of(5, 5));

    PhysicalContainers physical = PhysicalContainers.of(scene);

    assertThat(physical.of(0)).isEqualTo(physical.of(2)).isEqualTo(physical.of(3)).isZero();
    assertThat(physical.of(1)).isEqualTo(1);
    assertThat(physical.count()).isEqualTo(3);
    assertThat(physical.openable()).isEqualTo(2);
    assertThat(physical.canOpen(4)).isFalse();
  }
}
