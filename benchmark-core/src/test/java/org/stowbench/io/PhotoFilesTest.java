package org.stowbench.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TurnedPhotos;

/** Photos as cameras leave them. */
class PhotoFilesTest {

  private static final InputLocation HERE = InputLocation.of("here");

  @TempDir Path temp;

  private static Scene scene(String image, Optional<ImageSize> size) {
    return new Scene(
        "kitchen",
        Optional.empty(),
        Optional.of(image),
        size,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** Decoded by someone who never heard of EXIF. */
  private static List<Integer> corners(byte[] photo, int width, int height) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(photo));
    assertThat(image.getWidth()).isEqualTo(width);
    assertThat(image.getHeight()).isEqualTo(height);
    return corners(image);
  }

  private static List<Integer> corners(BufferedImage image) {
    int x = image.getWidth() / 4;
    int y = image.getHeight() / 4;
    return List.of(
        TurnedPhotos.corner(image.getRGB(x, y)),
        TurnedPhotos.corner(image.getRGB(3 * x, y)),
        TurnedPhotos.corner(image.getRGB(x, 3 * y)),
        TurnedPhotos.corner(image.getRGB(3 * x, 3 * y)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void a_photo_stands_upright_whatever_way_the_camera_was_held(int orientation) throws IOException {
    byte[] jpeg = TurnedPhotos.jpeg(64, 48, orientation);
    byte[] png = TurnedPhotos.png(64, 48, orientation);
    Files.write(temp.resolve("a.jpg"), jpeg);
    Files.write(temp.resolve("a.png"), png);
    PhotoFiles photos = new PhotoFiles(temp).copyingTo(temp.resolve("copies"));
    for (String image : List.of("a.jpg", "a.png")) {
      PhotoFiles.Found found = photos.find(scene(image, Optional.empty())).orElseThrow();
      assertThat(corners(found.photo().bytes(), 64, 48)).containsExactly(0, 1, 2, 3);
      assertThat(corners(Files.readAllBytes(photos.onDisk(found)), 64, 48))
          .containsExactly(0, 1, 2, 3);
      assertThat(found.turn().isEmpty()).isEqualTo(orientation == 1);
    }
    assertThat(Images.size(InputFile.of(temp.resolve("a.jpg"), FileKind.IMAGE)))
        .contains(new ImageSize(64, 48));
    assertThat(Images.size(png)).contains(new ImageSize(64, 48));
    assertThat(corners(Images.read(jpeg, HERE))).containsExactly(0, 1, 2, 3);
    assertThat(corners(Images.readSparsely(png, HERE, 8))).containsExactly(0, 1, 2, 3);
  }

  @Test
  void a_photo_that_was_labelled_unturned_is_shown_unturned() throws IOException {
    Files.write(temp.resolve("a.jpg"), TurnedPhotos.jpeg(48, 64, 6));
    PhotoFiles.Found found =
        new PhotoFiles(temp).find(scene("a.jpg", Optional.of(new ImageSize(64, 48)))).orElseThrow();
    ImageBytes photo = found.photo();
    assertThat(corners(photo.bytes(), 64, 48)).containsExactly(1, 3, 0, 2);
    assertThat(Images.size(photo.bytes())).contains(new ImageSize(64, 48));
  }

  @Test
  void a_photo_that_is_not_turned_is_handed_out_to_the_byte() throws IOException {
    byte[] jpeg = TurnedPhotos.jpeg(64, 48, 1);
    Files.write(temp.resolve("a.jpg"), jpeg);
    PhotoFiles photos = new PhotoFiles(temp).copyingTo(temp.resolve("copies"));
    PhotoFiles.Found found = photos.find(scene("a.jpg", Optional.empty())).orElseThrow();
    assertThat(found.photo().bytes()).isEqualTo(jpeg);
    assertThat(photos.onDisk(found)).isEqualTo(temp.resolve("a.jpg"));
    assertThat(temp.resolve("copies")).doesNotExist();
  }

  @Test
  void what_a_damaged_file_says_of_its_orientation_is_not_believed() throws IOException {
    byte[] jpeg = TurnedPhotos.jpeg(64, 48, 6);
    for (int length = 2; length < 80; length++) {
      byte[] cut = Arrays.copyOf(jpeg, length);
      Files.write(temp.resolve("a.jpg"), cut);
      Scene scene = scene("a.jpg", Optional.empty());
      if (length > 2) {
        assertThat(new PhotoFiles(temp).find(scene).orElseThrow().photo().bytes()).isEqualTo(cut);
      }
    }
    for (int at = 20; at < 50; at++) {
      byte[] changed = jpeg.clone();
      changed[at] = (byte) 0xff;
      assertThat(Images.size(changed)).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../a.jpg",
        "home/../../a.jpg",
        "..\\a.jpg",
        "/etc/a.jpg",
        "\\\\x.jpg",
        "\\x.jpg",
        "C:\\a.jpg",
        "c:a.jpg",
        "file:///a.jpg",
        "ftp://host/a.jpg",
        "data:image/png;base64,AA",
        "a\0.jpg",
        "a\n.jpg",
        ".",
        "..",
        "home/.."
      })
  void a_name_that_no_file_of_the_folder_can_have_is_refused(String image) {
    assertThat(PhotoFiles.fault(image, "here")).isPresent();
    Scene scene = scene(image, Optional.empty());
    assertThatThrownBy(() -> new PhotoFiles(temp).find(scene))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("of scene kitchen: must");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.jpg",
        "./a.jpg",
        "home\\a.jpg",
        "home/../a.jpg",
        "a..jpg",
        "https://host/../a.jpg",
        "12:30.jpg"
      })
  void other_names_are_fine(String image) {
    assertThat(PhotoFiles.fault(image, "here")).isEmpty();
    assertThat(new PhotoFiles(temp).find(scene(image, Optional.empty()))).isEmpty();
  }

  @Test
  void the_folder_may_be_the_one_that_we_are_in() {
    Scene scene = scene("home1/a.jpg", Optional.empty());
    assertThat(new PhotoFiles(Path.of(".")).find(scene)).isEmpty();
  }
}
