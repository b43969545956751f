package org.stowbench.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.stowbench.geometry.Overlap;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.Truth;
import org.stowbench.query.Vote;
import org.stowbench.query.Votes;
import org.stowbench.scene.Box3D;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

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
        .contains(
            "predicted, 3, then not here; green: truth, 0; dots: where 2 people looked, 50 % not"
                + " here");
  }

  private static Container named(int id, String name, Box3D place) {
    return Container.named(id, name).at(place);
  }

  @Test
  void aHomeWithPositionsIsAFloorPlan() throws Exception {
    Scene home =
        Scene.of(
            "home",
            List.of(
                named(0, "lower drawer", new Box3D(0, 0, 0.3, 1, 0.5, 0.2)),
                named(1, "upper drawer", new Box3D(0, 0, 0.8, 1, 0.5, 0.2)),
                named(2, "shelf", Box3D.at(3, 2, 1)),
                Container.named(3, "somewhere")));
    ScenePlan plan = ScenePlan.of(home);
    Region.Box lower = plan.regions().get(0).bounds();
    Region.Box upper = plan.regions().get(1).bounds();
    Region.Box shelf = plan.regions().get(2).bounds();

    // What stands one over the other shares its place, the upper first; what is further back is up.
    assertThat(upper.bottom()).isEqualTo(lower.top());
    assertThat(upper.width()).isEqualTo(100);
    assertThat(shelf.left()).isGreaterThan(upper.right());
    assertThat(shelf.bottom()).isLessThan(upper.top());
    assertThat(plan.regions().get(3).bounds().top()).isGreaterThan(plan.picture().bottom());
    Document svg = parsed(SceneDrawing.of(home).svg());
    assertThat(svg.getElementsByTagName("polygon").getLength()).isEqualTo(4);
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("1 upper drawer", "2 shelf", "3 somewhere");
  }

  @Test
  void aHomeOfWhichOnlyNamesAreKnownIsAListThatHoldsWhatIsKnown() throws Exception {
    Scene home =
        Scene.of(
            "home",
            IntStream.range(0, 20)
                .mapToObj(id -> Container.named(id, "</text>drawer " + id + " of them all"))
                .toList());
    String svg =
        SceneDrawing.of(home)
            .withTruth(Truth.in(3, 5), Votes.NONE)
            .withKnown(
                List.of(
                    new KnownPlacement("spoon & fork", Answer.container(3)),
                    new KnownPlacement("tent", Answer.NOT_HERE)))
            .svg();

    List<Region> regions = ScenePlan.of(home).regions();
    for (int i = 0; i < regions.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(Overlap.of(regions.get(i)).iou(Overlap.of(regions.get(j)))).isZero();
      }
    }
    assertThat(parsed(svg).getElementsByTagName("polygon").getLength()).isEqualTo(20);
    assertThat(svg)
        .contains("3 &lt;/text&gt;drawer 3 of them all")
        .contains("class=\"known\"")
        .contains(">spoon &amp; fork</text>")
        .contains("green: truth, 3 or 5; blue: known, not here: tent");
  }

  @Test
  void wordsStayInTheDrawingAndWhatIsCutOfThemIsShownToWhoeverPointsAtIt() throws Exception {
    String name = "WWWWWWW drawer under the window";
    String caption = "spatula ".repeat(40);
    Scene home =
        Scene.of(
            "home",
            List.of(
                named(0, name, Box3D.at(0, 0, 1)),
                named(1, "shelf", Box3D.at(9, 4, 1)),
                named(2, "oven", new Box3D(4, 0, 1, 2, 1, 1))));
    String svg =
        SceneDrawing.of(home)
            .withCaption(caption)
            .withKnown(
                List.of(new KnownPlacement("measuring spoons and jugs", Answer.container(0))))
            .svg();

    NodeList texts = parsed(svg).getElementsByTagName("text");
    double right = ScenePlan.of(home).frame().right();
    for (int i = 0; i < texts.getLength(); i++) {
      Element text = (Element) texts.item(i);
      double ems = text.getLastChild().getTextContent().length() * .55;
      double width = ems * Double.parseDouble(text.getAttribute("font-size"));
      double x = Double.parseDouble(text.getAttribute("x"));
      boolean starts = text.getAttribute("class").equals("line");
      assertThat(starts ? x : x - width / 2).isNotNegative();
      assertThat(starts ? x + width : x + width / 2).isLessThanOrEqualTo(right);
    }
    assertThat(svg)
        .contains("<title>0 " + name + "</title>0</text>", ">2 oven</text>")
        .contains("<title>measuring spoons and jugs</title>meas\u2026</text>")
        .contains("<title>" + caption + "</title>spatula spatula ", " s\u2026</text>");
  }

  @Test
  void whatTheDetectorMissedIsListedUnderThePhoto() {
    Scene mixed =
        Scene.of(
            "m",
            List.of(
                Container.of(0, Region.box(0, 0, 100, 50)), Container.named(1, "under the bench")));
    ScenePlan plan = ScenePlan.of(mixed);

    assertThat(plan.picture()).isEqualTo(mixed.frame());
    assertThat(plan.regions().get(1).bounds().top()).isGreaterThan(50);
    assertThat(SceneDrawing.of(mixed).svg())
        .contains(">0</text>")
        .contains(">1 under the bench</text>");
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
