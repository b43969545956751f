package org.stowbench.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.geometry.PhysicalContainers;

/** Scenes without a photo: names, places in metres, walking distances. */
class UndrawnSceneTest {

  private static final Container DRAWER = Container.named(0, "top drawer");

  @Test
  void aContainerWithoutARegionIsCalledByItsNameAndOpenedByItself() {
    Scene scene = Scene.of("s", List.of(DRAWER, Container.named(1, "top drawer")));

    assertThat(scene.isDrawn()).isFalse();
    assertThat(scene.container(0).called()).isEqualTo("top drawer");
    assertThat(scene.frame()).isEqualTo(new Region.Box(0, 0, 1, 1));
    PhysicalContainers physical = PhysicalContainers.of(scene);
    assertThat(physical.openable()).isEqualTo(2);
    assertThat(physical.overlap(0)).isEmpty();
    assertThatThrownBy(DRAWER::outline)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("container 0 has no region in a photo");
  }

  @Test
  void whatHasNoNameIsCalledByItsTypeOrJustAContainer() {
    Container bare = Container.of(0, Region.of(1, 2));

    assertThat(bare.called()).isEqualTo("container");
    assertThat(bare.labelled("drawer", 0.5).called()).isEqualTo("drawer");
    assertThat(DRAWER.labelled("drawer", 0.5).called()).isEqualTo("top drawer");
    assertThat(DRAWER.at(Box3D.at(1, 2, 3)).place()).contains(Box3D.at(1, 2, 3));
  }

  @Test
  void aWalkIsOverTheFloor() {
    Box3D low = Box3D.at(0, 0, 0);

    assertThat(low.walkTo(new Box3D(3, 4, 2, 1, 1, 1))).isEqualTo(5);
    assertThat(low.hasSize()).isFalse();
    assertThat(new Box3D(0, 0, 0, 0, 0, 0.1).hasSize()).isTrue();
    assertThat(Box3D.at(-0.0, 0, -0.0)).isEqualTo(low);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1.1e6, -1.1e6})
  void placesAndSizesAreNumbersWithinAMillionMetres(double odd) {
    assertThatThrownBy(() -> Box3D.at(0, odd, 0))
        .hasMessageContaining("must be numbers of metres, a million at most");
    assertThatThrownBy(() -> new Box3D(0, 0, 0, 0, 0, odd))
        .hasMessageContaining("must be numbers of metres, a million at most");
  }

  @Test
  void aSizeIsNotBelowZero() {
    assertThatThrownBy(() -> new Box3D(0, 0, 0, 1, -1, 1))
        .hasMessage("size (1.0, -1.0, 1.0): must be 0 or more");
  }

  @Test
  void distancesGoFromTheStartAndBothWays() {
    Distances distances =
        new Distances(
            List.of(List.of(0.0, 1.0, 2.0), List.of(1.5, 0.0, 4.0), List.of(2.5, 3.0, 0.0)));

    assertThat(distances.containers()).isEqualTo(2);
    assertThat(distances.fromStart(1)).isEqualTo(2);
    assertThat(distances.between(0, 1)).isEqualTo(4);
    assertThat(distances.between(1, 0)).isEqualTo(3);
  }

  @Test
  void distancesAreASquareOfNumbersOverTheScenesContainers() {
    assertThatThrownBy(() -> new Distances(List.of()))
        .hasMessage("distances without a row: must have one for the start");
    assertThatThrownBy(() -> new Distances(List.of(List.of(0.0, 1.0))))
        .hasMessage("distances: row 0 has 2 columns: must have 1, as many as there are rows");
    for (double odd : new double[] {-1, Double.NaN, 1.1e6}) {
      assertThatThrownBy(() -> new Distances(List.of(List.of(0.0, odd), List.of(1.0, 0.0))))
          .hasMessageContaining("distances: row 0, column 1 is " + odd);
    }
    assertThatThrownBy(() -> new Distances(List.of(List.of(1.0))))
        .hasMessageContaining("0 from a place to itself");
    assertThatThrownBy(
            () ->
                new Scene(
                    "s",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(DRAWER),
                    List.of(),
                    Optional.empty(),
                    Optional.of(new Distances(List.of(List.of(0.0))))))
        .hasMessage(
            "scene s: distances over 0 containers: must be over its 1, with a row before them for the start");
  }

  @Test
  void wordsAboutAContainerAreNotBlank() {
    assertThatThrownBy(() -> Container.named(0, " "))
        .hasMessage("container 0: name must not be blank");
  }
}
