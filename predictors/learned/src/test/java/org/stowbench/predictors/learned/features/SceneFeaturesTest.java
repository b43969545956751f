package org.stowbench.predictors.learned.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

class SceneFeaturesTest {

  private final SceneFeatures features = SceneFeatures.of(Set.of());

  private float value(SceneRows rows, int row, String name) {
    return rows.row(row)[features.names().indexOf(name)];
  }

  private static Scene kitchen(double scale) {
    return TestKitchens.scene(
        "kitchen",
        Region.box(0, 0, 100 * scale, 150 * scale),
        Region.box(0, 300 * scale, 100 * scale, 340 * scale),
        Region.box(0, 345 * scale, 100 * scale, 400 * scale),
        Region.of(3, 3));
  }

  @Test
  void aModelOfTypesLeavesAHomeThatNobodyDrewToThoseWhoSayThatItLacksRegions() {
    SceneFeatures features = SceneFeatures.of(Set.of(Signal.TYPES));
    Scene row = TestKitchens.row("row", 2);
    Scene named = Scene.of("home", List.of(Container.named(0, "oven")));

    assertThatThrownBy(() -> features.check(asking(row), "it")).hasMessageContaining("types");
    assertThatCode(() -> features.check(asking(named), "it")).doesNotThrowAnyException();
  }

  private static Dataset asking(Scene scene) {
    return TestKitchens.dataset(
        "d:eval", List.of(TestKitchens.query("q", scene, "whisk", "h", Answer.NOT_HERE)));
  }

  @Test
  void knowTheStackAndTheCounterLine() {
    SceneRows rows = features.rows(kitchen(1));

    assertThat(rows.count()).isEqualTo(4);
    assertThat(value(rows, 0, "below_counter")).isZero();
    assertThat(value(rows, 1, "below_counter")).isOne();
    assertThat(value(rows, 1, "stack_place")).isZero();
    assertThat(value(rows, 2, "stack_place")).isOne();
    assertThat(value(rows, 2, "stack_size")).isEqualTo(2);
    assertThat(value(rows, 0, "stack_size")).isOne();
  }

  @Test
  void leaveOutWhatCannotBeOpenedAndEndWithNotHere() {
    SceneRows rows = features.rows(kitchen(1));

    assertThat(rows.rowOf(3)).isEqualTo(-1);
    assertThat(rows.rowOf(2)).isEqualTo(2);
    assertThat(value(rows, rows.notHere(), "not_here")).isOne();
    assertThat(value(rows, rows.notHere(), "x")).isNaN();
    assertThat(value(rows, rows.notHere(), "scene_containers")).isEqualTo(3);
  }

  @Test
  void doNotDependOnThePhotosResolution() {
    SceneRows small = features.rows(kitchen(1));
    SceneRows large = features.rows(kitchen(4));

    for (int row = 0; row < small.count(); row++) {
      assertThat(large.row(row))
          .containsExactly(small.row(row), org.assertj.core.data.Offset.offset(1e-5f));
    }
  }

  @Test
  void anEmptySceneHasNotHereAlone() {
    SceneRows rows = features.rows(TestKitchens.scene("empty"));

    assertThat(rows.count()).isOne();
    assertThat(rows.notHere()).isZero();
  }
}
