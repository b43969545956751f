package org.stowbench.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InputLocation;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.scene.Container;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;

/** What can be taken back and repeated. */
class UndoStepsTest {

  private static final ImageSize SIZE = new ImageSize(100, 100);

  @TempDir private Path folder;

  private static PhotoLabels boxes(int count) {
    return new PhotoLabels(
        Optional.empty(),
        List.of(Container.of(0, Region.box(0, 0, 10, count))).subList(0, Math.min(1, count)),
        List.of());
  }

  @Test
  void whoeverGoesBackToWhereTheLastStepLeftHasTakenItBack() {
    UndoSteps steps =
        UndoSteps.NONE.changed("a", boxes(0), boxes(1)).changed("a", boxes(1), boxes(2));
    UndoSteps undone = steps.changed("a", boxes(2), boxes(1));

    assertThat(undone.back()).containsExactly(new UndoSteps.Step("a", boxes(0)));
    assertThat(undone.forth()).containsExactly(new UndoSteps.Step("a", boxes(2)));
    assertThat(undone.changed("a", boxes(1), boxes(2))).isEqualTo(steps);
  }

  @Test
  void whatIsDoneAfterAStepWasTakenBackCannotBeRepeatedAnyMore() {
    UndoSteps undone =
        UndoSteps.NONE.changed("a", boxes(0), boxes(1)).changed("a", boxes(1), boxes(0));

    assertThat(undone.changed("b", boxes(0), boxes(3)).forth()).isEmpty();
    // Another photo in the same state is no way back.
    assertThat(undone.changed("b", boxes(0), boxes(1)).back())
        .containsExactly(new UndoSteps.Step("b", boxes(0)));
  }

  @Test
  void theOldestOfManyStepsIsForgotten() {
    UndoSteps steps = UndoSteps.NONE;
    for (int i = 0; i <= UndoSteps.MOST_STEPS; i++) {
      steps = steps.changed("a", boxes(i), boxes(i + 1));
    }
    assertThat(steps.back()).hasSize(UndoSteps.MOST_STEPS);
    assertThat(steps.back().get(0).labels()).isEqualTo(boxes(1));
  }

  @Test
  void isReadAsItIsWritten() {
    UndoSteps steps =
        UndoSteps.NONE
            .changed("a", boxes(0), boxes(1))
            .changed("b", boxes(0), boxes(2))
            .changed("b", boxes(2), boxes(0));
    Function<JsonInput, PhotoLabels> labels = json -> PhotoLabels.read(json, SIZE);

    assertThat(
            UndoSteps.read(
                JsonInput.of(steps.write(), InputLocation.of("labels.json")), photo -> labels))
        .isEqualTo(steps);
  }

  @Test
  void aFileFromBeforeThereWereStepsIsReadAndGetsThemWithTheNextChange() throws IOException {
    String before =
        "{\"labels\":1,\"photos\":[{\"photo\":\"a.png\",\"width\":100,\"height\":100,"
            + "\"containers\":[],\"items\":[]}]}";
    Files.writeString(folder.resolve(LabelledHome.LABELS), before);
    try (LabelledHome home = LabelledHome.open(folder, List.of(), photo -> "home")) {
      assertThat(home.steps()).isEqualTo(UndoSteps.NONE);
      assertThat(home.labels("a.png")).isEqualTo(boxes(0));
    }
    assertThat(folder.resolve(LabelledHome.LABELS)).hasContent(before);
    assertThat(Json.line(UndoSteps.NONE.write())).isEqualTo("{\"back\":[],\"forth\":[]}");
  }
}
