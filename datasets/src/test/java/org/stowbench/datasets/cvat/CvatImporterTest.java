package org.stowbench.datasets.cvat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.datasets.labelling.Imported;
import org.stowbench.geometry.Shapes;
import org.stowbench.io.InvalidInputException;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/** What CVAT exports as XML. */
class CvatImporterTest {

  @TempDir Path temp;

  private Imported read(String shapes) throws IOException {
    return Imported.by(
        "cvat",
        "annotations.xml",
        """
        <?xml version="1.0" encoding="utf-8"?>
        <annotations>
          <version>1.1</version>
          <image id="0" name="home/a.jpg" width="800" height="600">
            <box label="drawer" xtl="1" ytl="2" xbr="31" ybr="42">
              <attribute name="items">cup</attribute>
            </box>
            %s
          </image>
        </annotations>
        """
            .formatted(shapes),
        temp);
  }

  @Test
  void an_export_becomes_scenes_and_queries() throws IOException {
    Imported mine =
        Imported.by("cvat", Imported.example("cvat.xml"), Map.of(), temp.resolve("mine"));
    assertThat(mine.said())
        .containsExactly(
            "whisk in container 0 of home1",
            "ladle in container 0 of home1",
            "pan in container 1 of home1",
            "whisk in container 0 of home2",
            "tea towel in container 1 of home2",
            "salt, coarse in container 1 of home2");
    Scene left = mine.scenes().get(0);
    assertThat(left.size()).contains(new ImageSize(1600, 1200));
    assertThat(left.container(0).outline()).isEqualTo(Region.box(200, 700, 600, 820));
    assertThat(left.container(0).name()).contains("drawer left of the sink");
    assertThat(left.container(2).type()).contains("cabinet door");
    assertThat(left.anchors()).extracting(anchor -> anchor.type()).containsExactly("sink");
    // Three runs of 300 pixels each are inside.
    assertThat(Shapes.repaired(mine.scenes().get(1).container(0).outline()).getArea())
        .isEqualTo(900);
    assertThat(mine.result().leftOut()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<box label='a' xtl='10' ytl='10' xbr='30' ybr='20' rotation='90'/> | 15, 5, 25, 25",
        "<polygon label='a' points='1,1;5,1;5,9'/> | 1, 1, 5, 9",
        "<ellipse label='a' cx='10' cy='20' rx='4' ry='2'/> | 6, 18, 14, 22",
        "<mask label='a' rle='1, 2, 3' left='10' top='20' width='3' height='2'/> | 11, 20, 13, 21",
      })
  void shapes_become_outlines(String shape, String bounds) throws IOException {
    Region.Box box = read(shape).scenes().get(0).container(1).outline().bounds();
    assertThat("%.0f, %.0f, %.0f, %.0f".formatted(box.left(), box.top(), box.right(), box.bottom()))
        .isEqualTo(bounds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<tag label='a'><attribute name='items'>fork</attribute></tag> | 1 | item said of a whole photo",
        "<polyline label='a' points='1,1;5,1'/> | 1 | polyline: has no area",
        "<points label='a' points='1,1'><attribute name='items'>fork;knife</attribute></points> | 3 | points: has no area",
        "<box label='a' xtl='1' ytl='2' xbr='1' ybr='4'/> | 1 | label without area",
        "<polygon label='a' points='1,1;5,5'><attribute name='items'>fork;knife</attribute></polygon> | 3 | label without area",
        "<cuboid label='a' xtl1='1'/> | 1 | cuboid: has no area",
        "<skeleton label='a'><points label='b' points='1,1'/></skeleton> | 1 | skeleton: has no area",
        "<mask label='a' rle='0, 700' left='1' top='2' width='3' height='2'/> | 1 | mask: has no area",
      })
  void what_has_no_area_is_left_out_and_counted(String shape, int count, String why)
      throws IOException {
    Imported mine = read(shape);
    assertThat(mine.result().leftOut()).isEqualTo(count);
    assertThat(mine.result().notes().get(0)).contains("1 left out: " + why).contains("line 8");
    assertThat(mine.scenes().get(0).containers()).hasSize(1);
  }

  @Test
  void a_tag_says_whose_home_it_is_and_a_video_is_counted() throws IOException {
    Imported mine =
        read(
            "<tag label='photo'><attribute name='household'>12</attribute></tag></image>"
                + "<track id='0' label='drawer'><box frame='0'><attribute name='items'>fork; pan"
                + "</attribute></box><box frame='1'><attribute name='items'>pan</attribute></box>"
                + "</track><image id='1' name='b.jpg'>");
    assertThat(mine.said()).containsExactly("cup in container 0 of 12");
    assertThat(mine.result().notes().get(0)).startsWith("1 left out: track of a video");
    assertThat(mine.result().notes().get(1)).startsWith("2 left out: item of a label");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<polygon label='a' points='1,1;5'/>   | line 8, field points: expected x,y;x,y;..., found 5",
        "<polygon label='a'/>                  | line 8, field points: missing",
        "<box label='a' xtl='x' ytl='2'/>      | line 8, field xtl: expected a finite number, found x",
        "<box xtl='1' ytl='2' xbr='3' ybr='4'/> | line 8, field label: missing",
        "<box label='a' xtl='3' ytl='2' xbr='1' ybr='4'/> | line 8: box (3.0, 2.0) to (1.0, 4.0): must run left to right",
        "<mask label='a' rle='1,x'/>           | line 8, field rle: expected whole numbers",
        "<box label='a'>                       | not XML at line",
      })
  void what_does_not_fit_is_named_and_nothing_is_written(String shape, String message) {
    assertThatThrownBy(() -> read(shape))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("annotations.xml")
        .hasMessageContaining(message);
    assertThat(temp.resolve("mine")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!DOCTYPE annotations SYSTEM 'file:///etc/passwd'>",
        "<!DOCTYPE annotations [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE annotations [<!ENTITY x 'ha'><!ENTITY y '&x;&x;&x;'>]>",
      })
  void a_document_type_is_refused(String type) throws IOException {
    Path file = temp.resolve("annotations.xml");
    Files.writeString(
        file,
        "%s<annotations><image name='a.jpg'><box label='&x;'/></image></annotations>"
            .formatted(type));
    assertThatThrownBy(() -> Imported.by("cvat", file, Map.of(), temp.resolve("mine")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("annotations.xml")
        .hasMessageMatching("(?s).*(document type|not XML).*");
  }
}
