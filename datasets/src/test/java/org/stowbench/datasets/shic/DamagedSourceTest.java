package org.stowbench.datasets.shic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.io.InvalidInputException;

/** A damaged file gets one line that says where and what, and leaves no dataset behind. */
class DamagedSourceTest {

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "EVAL       | \"chosen_item\":\"Tea towels\" | \"chosen_item\":7 | record 2, field chosen_item: expected a text, found 7",
        "EVAL       | \"chosen_item\":\"Tea towels\" | \"item\":\"x\" | record 2, field chosen_item: missing",
        "EVAL       | \"image_path\":\"Fork_3_a.jpg\" | \"image_path\":\"images/\" | record 3, field image_path: expected the path of a photo",
        "EVAL       | \"chosen_polygon\":\"[]\" | \"chosen_polygon\":[] | record 2, field chosen_polygon: expected a text, found a list of 0",
        "EVAL       | \"chosen_polygon\":\"[]\" | \"chosen_polygon\":\"\" | record 2, field chosen_polygon: expected JSON, found nothing",
        "EVAL       | [[7,7]]                      | [[7,\\\"7\\\"]] | record 1, field containers_polygons[2][0][1]: expected a finite number, found the text \"7\"",
        "EVAL       | [[7,7]]                      | [[7]] | record 1, field containers_polygons[2][0]: expected a vertex [x, y]",
        "EVAL       | [[7,7]]                      | [] | record 1, field containers_polygons[2]: region without vertices",
        "EVAL       | [[7,7]]                      | [[7,7] | record 1, field containers_polygons: not JSON at line 1",
        "DEV        | [[7,7]]                      | [[7,1e999]] | record 1, field containers_polygons[2][0][1]: expected a finite number",
        "DETECTIONS | containers_mask_polygon      | mask | record 1, field containers_mask_polygon: missing",
        "ANCHORS    | 0.5,                         | 1.5, | record 1, field containers_mask_polygon_with_labels[0]: anchor sink: confidence 1.5",
        "ANCHORS    | 0.5,                         | `` | record 1, field containers_mask_polygon_with_labels[0]: expected an anchor [label, confidence, polygon]",
        "RESPONSES  | chosen_polygon,              | polygon, | record 1, field chosen_polygon: missing: the header has only image_path, polygon",
        "RESPONSES  | \"[[7,7]]\"                  | \"[[7,7\" | record 3, field chosen_polygon: not JSON",
        "RESPONSES  | ,\"Cup\",\"kitchen\",\"1\"   | ,\"Cup\" | record 3: expected 6 cells, as the header has, found 4 cells",
        "RESPONSES  | \"Cup\",\"kitchen\",\"1\"    | \"Cup\",\"kitch | record 3: not CSV",
        "RESPONSES  | ,\"2\",                      | ,\"\", | record 1, field user_id: missing: must not be blank",
        "TABLE      | \"0.25\"                     | \"high\" | record 2, field score: expected a number, found high",
        "TABLE      | \"0.25\"                     | \"NaN\" | record 2, field score: expected a number, found NaN",
        "TABLE      | \"above\"                    | \"beside\" | record 2, field above_or_below_countertop: expected above, below or blank",
        "SIZES      | 640                          | 640.5 | record 1, field width: expected a whole number",
        "SIZES      | 640                          | 0 | record 1",
      })
  void it_is_named_with_record_field_found_and_expected(
      String file, String part, String broken, String message) throws IOException {
    SmallCheckout source = new SmallCheckout(temp.resolve("checkout")).whole();
    source.replace(path(file), part, broken);
    assertRefused(source, source.root().resolve(path(file)) + ": " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EVAL", "DEV", "OTHER", "DETECTIONS", "ANCHORS"})
  void a_cut_off_file_is_refused(String file) throws IOException {
    SmallCheckout source = new SmallCheckout(temp.resolve("checkout")).whole();
    Path path = source.root().resolve(path(file));
    byte[] whole = Files.readAllBytes(path);
    for (int keep : List.of(0, 1, 2, whole.length / 2, whole.length - 1)) {
      Files.write(path, Arrays.copyOf(whole, keep));
      assertRefused(source, path + ": ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "\"text\"",
        "[1]",
        "[null]",
        "[[]]",
        "[{}]",
        "[] []",
        "[{\"image_path\":\"a\",\"image_path\":\"b\"}]",
        "version https://git-lfs.github.com/spec/v1",
        "\u0000\u0001"
      })
  void a_file_of_something_else_is_refused(String content) throws IOException {
    SmallCheckout source = new SmallCheckout(temp.resolve("checkout")).whole();
    source.put(SmallCheckout.DEV, content);
    assertRefused(source, SmallCheckout.DEV.substring(SmallCheckout.DEV.lastIndexOf('/')) + ": ");
  }

  @Test
  void a_table_that_is_not_text_is_refused() throws IOException {
    SmallCheckout source = new SmallCheckout(temp.resolve("checkout")).whole();
    Files.write(source.root().resolve(SmallCheckout.RESPONSES), new byte[] {'a', (byte) 0xff, 'b'});
    assertRefused(source, "cleaned_responses.csv: record 1: not UTF-8 text");
  }

  @Test
  void an_older_dataset_survives_a_failed_import() throws IOException {
    SmallCheckout source = new SmallCheckout(temp.resolve("checkout")).whole();
    Path target = temp.resolve("home/shic");
    new ShicImporter(source.root()).importTo(target);
    byte[] before = Files.readAllBytes(target.resolve("dataset.json"));
    source.put(SmallCheckout.DEV, "[");
    assertThatThrownBy(() -> new ShicImporter(source.root()).importTo(target))
        .isInstanceOf(InvalidInputException.class);
    assertThat(target.resolve("dataset.json")).hasBinaryContent(before);
  }

  private void assertRefused(SmallCheckout source, String message) throws IOException {
    Path home = Files.createDirectories(temp.resolve("home"));
    assertThatThrownBy(() -> new ShicImporter(source.root()).importTo(home.resolve("shic")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
    try (Stream<Path> left = Files.list(home)) {
      assertThat(left).isEmpty();
    }
  }

  private static String path(String file) {
    return switch (file) {
      case "EVAL" -> SmallCheckout.EVAL;
      case "DEV" -> SmallCheckout.DEV;
      case "OTHER" -> SmallCheckout.OTHER;
      case "DETECTIONS" -> SmallCheckout.DETECTIONS;
      case "ANCHORS" -> SmallCheckout.ANCHORS;
      case "RESPONSES" -> SmallCheckout.RESPONSES;
      case "TABLE" -> SmallCheckout.TABLE;
      case "SIZES" -> SmallCheckout.SIZES;
      default -> throw new IllegalArgumentException(file);
    };
  }
}
