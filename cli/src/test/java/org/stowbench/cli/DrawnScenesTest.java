package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.stowbench.datasets.sim.Simulation;
import org.stowbench.io.InputLocation;
import org.stowbench.io.JsonInput;
import org.stowbench.io.SceneJson;
import org.stowbench.report.drawing.SceneLabels;
import org.stowbench.report.drawing.ScenePlan;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.OfficialData;

/** No words of a scene's picture cover others, in kitchens as detectors see them. */
class DrawnScenesTest {

  private static void noWordsCoverOthers(Scene scene) {
    ScenePlan plan = ScenePlan.of(scene);
    SceneLabels labels = SceneLabels.of(scene, plan);
    List<Region.Box> boxes =
        Stream.of(labels.containers(), labels.landmarks())
            .flatMap(List::stream)
            .map(label -> label.place().box())
            .toList();
    List<String> covering = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      Region.Box a = boxes.get(i);
      for (Region.Box b : boxes.subList(0, i)) {
        if (a.left() < b.right()
            && b.left() < a.right()
            && a.top() < b.bottom()
            && b.top() < a.bottom()) {
          covering.add(a + " and " + b);
        }
      }
    }
    assertThat(covering).as("words of scene %s that cover others", scene.id()).isEmpty();
    assertThat(boxes.size()).isGreaterThanOrEqualTo(scene.containers().size());
  }

  private static Stream<Scene> simulated(long scenes) {
    Simulation simulation = new Simulation(7);
    return LongStream.range(0, scenes).mapToObj(n -> simulation.household(n).scene());
  }

  @Test
  void ofSimulatedKitchens() {
    simulated(100).forEach(DrawnScenesTest::noWordsCoverOthers);
  }

  @Tag("slow")
  @Test
  void ofAThousandSimulatedKitchens() {
    simulated(1000).forEach(DrawnScenesTest::noWordsCoverOthers);
  }

  @Tag("slow")
  @Tag("official")
  @Test
  void ofAllScenesOfTheChallenge() throws IOException {
    StowbenchSession stowbench = StowbenchSession.begin();
    String official = OfficialData.require().toString();
    assertThat(stowbench.run("datasets", "import", "shic", "--from", official).exitCode()).isZero();
    Path file = stowbench.home().resolve("datasets/shic/scenes.jsonl");
    int scenes = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        noWordsCoverOthers(SceneJson.read(JsonInput.parse(line, InputLocation.of(file))));
        scenes++;
      }
    }
    assertThat(scenes).isEqualTo(1836);
  }
}
