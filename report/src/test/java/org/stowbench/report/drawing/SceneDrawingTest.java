package org.stowbench.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.query.Truth;
import org.stowbench.query.Vote;
import org.stowbench.query.Votes;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;
import org.w3c.dom.Document;

class SceneDrawingTest {

  private static final Scene SCENE =
      TestKitchens.scene(
          "s",
          Region.box(0, 0, 100, 50),
          Region.of(5, 5),
          Region.of(1, 1, 9, 9),
          Region.box(0, 60, 100, 90));

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void everyContainerIsDrawnAndNumbered() throws Exception {
    Document svg = parsed(SceneDrawing.of(SCENE).svg());

    assertThat(svg.getElementsByTagName("polygon").getLength()).isEqualTo(2);
    assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(1);
    assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(1);
    assertThat(svg.getElementsByTagName("text").getLength()).isEqualTo(4);
  }

  @Test
  void truthVotesAndChoicesAreMarked() {
    String svg =
        SceneDrawing.of(SCENE)
            .withTruth(
                Truth.in(0),
                new Votes(
                    List.of(new Vote("1", Answer.container(0)), new Vote("2", Answer.NOT_HERE))))
            .withRanking(Ranking.of(Answer.container(3), Answer.NOT_HERE))
            .svg();

    assertThat(svg)
        .contains("class=\"container truth\"")
        .contains("class=\"container first\"")
        .contains("predicted, 3, then not here; green: truth, 0; dots: votes of 2, 50 % not here");
  }

  @Test
  void aHostileCaptionStaysText() throws Exception {
    String hostile = "</text><script>alert(1)</script>\u0000&\"";

    Document svg = parsed(SceneDrawing.of(SCENE).withCaption(hostile).svg());

    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("</text><script>alert(1)</script> &\"");
  }
}
