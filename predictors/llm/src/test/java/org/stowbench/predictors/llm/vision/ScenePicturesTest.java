package org.stowbench.predictors.llm.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.challenge.PhotoName;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.SceneJson;
import org.stowbench.predictors.llm.chat.Picture;
import org.stowbench.predictors.llm.scene.Numbering;
import org.stowbench.predictors.llm.vision.ScenePictures.Source;
import org.stowbench.query.Answer;
import org.stowbench.query.KnownPlacement;
import org.stowbench.scene.Container;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.OfficialData;
import org.stowbench.testing.TestKitchens;

class ScenePicturesTest {

  @TempDir private Path folder;

  private static Scene scene(String image, int width, int height) {
    Scene row = TestKitchens.row("s", 5);
    return new Scene(
        "s",
        row.room(),
        Optional.of(image),
        Optional.of(new ImageSize(width, height)),
        row.containers(),
        row.anchors(),
        row.countertop());
  }

  private static BufferedImage decode(Picture picture) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(picture.bytes()));
  }

  private ScenePictures pictures(Source source, int pixels) {
    return new ScenePictures(source, Optional.of(folder), pixels);
  }

  @Test
  void aPhotoIsScaledToTheProvidersLimitAndMarkedOverEachContainer() throws IOException {
    BufferedImage black = new BufferedImage(3000, 1500, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(black, "jpg", folder.resolve("a.jpg").toFile());
    Scene scene = scene("a.jpg", 600, 300);

    ScenePictures.Shown shown =
        pictures(Source.PHOTO, 2048).show(scene, Optional.of(Numbering.ours(scene)), List.of());

    BufferedImage drawn = decode(shown.picture());
    assertThat(drawn.getWidth()).isEqualTo(1024);
    assertThat(drawn.getHeight()).isEqualTo(512);
    assertThat(shown.frame()).isEqualTo(new ImageSize(600, 300));
    for (Container container : scene.containers()) {
      double scale = 1024 / 600.0;
      int x = (int) (container.outline().bounds().center().x() * scale);
      int y = (int) (container.outline().bounds().center().y() * scale);
      int brightest = 0;
      for (int dx = -25; dx <= 25; dx++) {
        brightest = Math.max(brightest, drawn.getRGB(x + dx, y) & 0xFF);
      }
      assertThat(brightest).as("white digits on container %d", container.id()).isGreaterThan(180);
    }
    assertThat(
            decode(pictures(Source.PHOTO, 512).show(scene, Optional.empty(), List.of()).picture())
                .getWidth())
        .isEqualTo(512);
  }

  @Test
  void whatIsKnownIsWrittenOnItsContainer() throws IOException {
    Scene scene = scene("missing.jpg", 600, 300);
    ScenePictures pictures = pictures(Source.AUTO, 1024);
    BufferedImage plain = decode(pictures.show(scene, Optional.empty(), List.of()).picture());
    BufferedImage written =
        decode(
            pictures
                .show(
                    scene,
                    Optional.empty(),
                    List.of(
                        new KnownPlacement("Käse-1", Answer.container(2)),
                        new KnownPlacement("刀", Answer.container(0)),
                        new KnownPlacement("pot", Answer.NOT_HERE)))
                .picture());

    Region.Box drawer = scene.container(2).outline().bounds();
    int changed = 0;
    for (int x = 0; x < plain.getWidth(); x++) {
      for (int y = 0; y < plain.getHeight(); y++) {
        if (plain.getRGB(x, y) != written.getRGB(x, y)) {
          changed++;
          assertThat(x * 600.0 / 1024).isBetween(drawer.left(), drawer.right());
        }
      }
    }
    assertThat(changed).isGreaterThan(500);
  }

  @Test
  void withoutThePhotoTheSchematicIsDrawnOrTheUserTold() throws IOException {
    Scene scene = scene("missing.jpg", 600, 300);

    ScenePictures pictures = pictures(Source.AUTO, 1024);
    assertThat(pictures.notice()).isEmpty();
    ScenePictures.Shown shown = pictures.show(scene, Optional.of(Numbering.ours(scene)), List.of());
    pictures.show(scene, Optional.empty(), List.of());

    assertThat(shown.picture().mediaType()).isEqualTo("image/png");
    assertThat(shown.legend()).contains("a drawing of the kitchen");
    assertThat(pictures.notice())
        .contains(
            "no photos found for 1 scenes, which were drawn instead; --images DIR says where"
                + " photos are");
    assertThatThrownBy(() -> pictures(Source.PHOTO, 1024).show(scene, Optional.empty(), List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("source=schematic");
  }

  @Test
  void aReferenceThatLeadsOutOfTheFolderIsNotFollowed() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    ImageIO.write(
        new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB),
        "png",
        folder.resolve("secret.png").toFile());

    Files.createSymbolicLink(inside.resolve("link.png"), folder.resolve("secret.png"));

    for (String reference : List.of("../secret.png", "link.png")) {
      Scene scene = scene(reference, 10, 10);
      assertThatThrownBy(
              () ->
                  new ScenePictures(Source.PHOTO, Optional.of(inside), 1024)
                      .show(scene, Optional.empty(), List.of()))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(reference);
      assertThat(
              new ScenePictures(Source.AUTO, Optional.of(inside), 1024)
                  .show(scene, Optional.empty(), List.of())
                  .legend())
          .contains("a drawing of the kitchen");
    }
  }

  @Test
  void whatIsNoPictureIsRefusedByName() throws IOException {
    Files.writeString(folder.resolve("a.jpg"), "no picture");

    assertThatThrownBy(
            () ->
                pictures(Source.PHOTO, 1024)
                    .show(scene("a.jpg", 10, 10), Optional.empty(), List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("a.jpg");
  }

  /** The photos of the official data, drawn to a folder that a person can look at. */
  @Tag("official")
  @Test
  void everySamplePhotoOfTheChallengeIsDrawn() throws IOException {
    Path official = OfficialData.require();
    Path out = Files.createDirectories(Path.of("target", "marked-photos"));
    int drawn = 0;
    Path details = official.resolve("image_details/image_details.json");
    JsonInput list = JsonInput.parse(Files.readString(details), InputLocation.of(details));
    try (Stream<Path> photos = Files.list(official.resolve("images/kitchen"))) {
      for (Path photo : photos.sorted().toList()) {
        Scene scene = officialScene(list, photo);
        ScenePictures.Shown shown =
            new ScenePictures(Source.PHOTO, Optional.of(official), 1568)
                .show(scene, Optional.of(Numbering.ours(scene)), List.of());
        Files.write(out.resolve(PhotoName.of(photo.toString())), shown.picture().bytes());
        assertThat(decode(shown.picture()).getWidth()).isPositive();
        drawn++;
      }
    }
    assertThat(drawn).isEqualTo(16);
  }

  private static Scene officialScene(JsonInput details, Path photo) {
    String name = PhotoName.of(photo.toString());
    JsonInput polygons =
        details.elements().stream()
            .filter(d -> PhotoName.of(d.field("image_path_html").text()).equals(name))
            .map(d -> d.field("containers_mask_polygon"))
            .findFirst()
            .orElseThrow();
    Scene scene =
        TestKitchens.scene(
            name,
            JsonInput.parse(polygons.text(), polygons.location()).elements().stream()
                .map(SceneJson::readRegion)
                .toArray(Region[]::new));
    return new Scene(
        scene.id(),
        scene.room(),
        Optional.of("images/kitchen/" + photo.getFileName()),
        Optional.empty(),
        scene.containers(),
        scene.anchors(),
        scene.countertop());
  }
}
