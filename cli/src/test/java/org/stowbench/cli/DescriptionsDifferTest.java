package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.datasets.shic.ShicImporter;
import org.stowbench.predictors.llm.scene.Numbering;
import org.stowbench.predictors.llm.scene.SceneText;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.testing.OfficialData;

/** No language model is asked to choose between containers that it cannot tell apart. */
class DescriptionsDifferTest {

  @TempDir private Path home;

  private void assertAllDiffer(String dataset) {
    Dataset opened = new Catalogue(home).open(dataset);
    try (Stream<LabeledQuery> queries = opened.queries()) {
      queries
          .map(query -> query.query().scene())
          .distinct()
          .forEach(
              scene ->
                  assertThat(SceneText.each(scene, Numbering.ours(scene)).values())
                      .as(scene.id())
                      .hasSameSizeAs(scene.containers())
                      .doesNotHaveDuplicates());
    }
  }

  @Test
  @Tag("official")
  void inEveryRealScene() throws Exception {
    Path official = OfficialData.require();
    new ShicImporter(official).importTo(home.resolve("datasets").resolve(ShicImporter.ID));

    assertAllDiffer("shic:eval");
    assertAllDiffer("shic:dev");
  }

  @Test
  void inEverySimulatedScene() {
    assertAllDiffer("sim:eval");
  }

  @Test
  @Tag("slow")
  void inEverySimulatedSceneToTrainWith() {
    assertAllDiffer("sim:dev");
  }
}
