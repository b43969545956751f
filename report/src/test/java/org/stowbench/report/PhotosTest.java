package org.stowbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.ImageBytes;
import org.stowbench.predictions.QueryIndex;

class PhotosTest {

  private static final long MANY_BYTES = 1 << 23;
  private static final String ADDRESS = "data:image/jpeg;base64,";

  private final QueryIndex index = QueryIndex.of(SampleRuns.dataset());

  private static byte[] picture(String format, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.ORANGE);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  private Photos of(byte[] file) throws IOException {
    return Photos.of(index, scene -> Optional.of(new ImageBytes("image/jpeg", file)), MANY_BYTES);
  }

  private static byte[] bytes(Photos photos, String scene) {
    assertThat(photos.byScene().get(scene)).startsWith(ADDRESS);
    return Base64.getDecoder().decode(photos.byScene().get(scene).substring(ADDRESS.length()));
  }

  private static BufferedImage read(Photos photos, String scene) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(bytes(photos, scene)));
  }

  @Test
  void aLargePhotoIsMadeSmallAndKeepsItsShape() throws IOException {
    BufferedImage small = read(of(picture("jpeg", 4000, 2000)), "kitchen-0");

    assertThat(List.of(small.getWidth(), small.getHeight())).containsExactly(960, 480);
    assertThat(new Color(small.getRGB(480, 240)).getBlue()).isLessThan(20);
  }

  @Test
  void aSmallPhotoIsNotMadeLarger() throws IOException {
    BufferedImage small = read(of(picture("png", 40, 300)), "kitchen-7");

    assertThat(List.of(small.getWidth(), small.getHeight())).containsExactly(40, 300);
  }

  @Test
  void whatStandsBesideThePictureIsLeftOut() throws IOException {
    byte[] plain = picture("jpeg", 100, 100);
    byte[] place = "taken at 52.5200 N 13.4050 E".getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(plain, 0, 2);
    file.write(new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) (place.length + 2)});
    file.write(place);
    file.write(plain, 2, plain.length - 2);

    byte[] small = bytes(of(file.toByteArray()), "kitchen-0");

    assertThat(file.toString(StandardCharsets.ISO_8859_1)).contains("taken at");
    assertThat(new String(small, StandardCharsets.ISO_8859_1)).doesNotContain("taken at");
  }

  @Test
  void aSceneIsLookedForOnceHoweverManyQueriesItHas() throws IOException {
    List<String> asked = new ArrayList<>();

    Photos.of(
        index,
        scene -> {
          asked.add(scene.id());
          return Optional.empty();
        },
        MANY_BYTES);

    assertThat(asked).hasSize(8).doesNotHaveDuplicates();
  }

  @Test
  void aDamagedFileIsLeftOutAndTheOthersStay() throws IOException {
    byte[] good = picture("jpeg", 100, 100);
    byte[] cut = Arrays.copyOf(picture("png", 100, 100), 60);

    Photos photos =
        Photos.of(
            index,
            scene ->
                switch (scene.id()) {
                  case "kitchen-0" -> Optional.of(new ImageBytes("image/jpeg", good));
                  case "kitchen-1" -> Optional.of(new ImageBytes("image/png", cut));
                  case "kitchen-2" -> Optional.of(new ImageBytes("image/jpeg", new byte[] {1, 2}));
                  default -> Optional.empty();
                },
            MANY_BYTES);

    assertThat(photos.byScene()).containsOnlyKeys("kitchen-0");
    assertThat(photos.leftOut()).isEmpty();
  }

  @Test
  void photosThatNeedTooMuchAreAllLeftOutAndThePageSaysWhy(@TempDir Path folder)
      throws IOException {
    byte[] file = picture("jpeg", 100, 100);

    Photos none = Photos.of(index, scene -> Optional.of(new ImageBytes("image/jpeg", file)), 1_000);

    assertThat(none.byScene()).isEmpty();
    assertThat(page(folder, none).at("/dataset/photos_left_out").asText())
        .contains("need more than");
  }

  @Test
  void thePageHoldsEachPhotoAtItsScene(@TempDir Path folder) throws IOException {
    byte[] file = picture("jpeg", 100, 100);
    Photos photos =
        Photos.of(
            index,
            scene ->
                Optional.of(new ImageBytes("image/jpeg", file))
                    .filter(photo -> scene.id().equals("kitchen-3")),
            MANY_BYTES);

    JsonNode page = page(folder, photos);

    assertThat(page.at("/dataset/photos").asInt()).isEqualTo(1);
    JsonNode pictures = page.at("/scenes/photos");
    assertThat(pictures).hasSize(8);
    assertThat(pictures.get(3).asText()).isEqualTo(photos.byScene().get("kitchen-3"));
    assertThat(pictures.get(4).isNull()).isTrue();
  }

  private static JsonNode page(Path folder, Photos photos) throws IOException {
    ReportedRuns runs =
        ReportedRuns.read(
            List.of(SampleRuns.run(folder, "careful", SampleRuns::careful)),
            info -> SampleRuns.dataset(),
            label -> {});
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new HtmlReport(runs, List.of(), photos, Conversations.NONE).writeTo(out);
    return new ObjectMapper().readTree(SampleRuns.data(out.toString(StandardCharsets.UTF_8)));
  }
}
