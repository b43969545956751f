package org.stowbench.datasets.shic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.stowbench.io.Json;

/**
 * A small source of the official layout, made up for tests: two evaluation photos of one kitchen
 * and one of another, a development photo with two items and one without, one of another room.
 */
public final class SmallCheckout {

  public static final String EVAL = "data/test_data/test_data_kitchen_origin_filenames.json";
  static final String EVAL_ADDRESSES = "data/test_data/test_data_kitchen.json";
  static final String DEV = "data/train_data/train_data_origin_filenames.json";
  static final String OTHER = "data/test_data/test_data_no_kitchen_origin_filenames.json";
  static final String DETECTIONS = "image_details/image_details.json";
  static final String RESPONSES = "cleaned_responses.csv";
  static final String TABLE =
      "containers_info_table/test_info_table_versions/test_labeled_containers_with_ratio.csv";
  static final String TRAIN_TABLE =
      "containers_info_table/train_info_table_versions/labeled_containers_with_position.csv";
  static final String ANCHORS = "image_details/image_details_test_anchors.json";
  static final String SIZES = "image_sizes.csv";

  static final String A = "[[0,0],[100,0],[100,50],[0,50]]";
  static final String B = "[[200,0],[300,0],[300,50],[200,50]]";
  static final String POINT = "[[7,7]]";
  static final String CANDIDATES = "[" + A + "," + B + "," + POINT + "," + A + "]";
  static final String OTHER_CANDIDATES = "[" + B + "]";

  private final Path root;

  /** A checkout in this folder; nothing is there yet. */
  public SmallCheckout(Path root) {
    this.root = root;
  }

  /** Where it is. */
  public Path root() {
    return root;
  }

  /** Every file of the layout. */
  public SmallCheckout whole() throws IOException {
    put(
        EVAL,
        list(
            pair("Fork_1_a.jpg", CANDIDATES, B, "Fork"),
            pair("Tea_towels_2 - x_a.jpg", CANDIDATES, "[]", "Tea towels"),
            pair("Fork_3_a.jpg", OTHER_CANDIDATES, B, "Fork")));
    put(
        EVAL_ADDRESSES,
        list(
            pair(address("26_segmented_Fork_1_a.jpg"), CANDIDATES, B, "Fork"),
            pair(
                address("3_segmented_Tea_towels__2%20-%20x_a.jpg"), CANDIDATES, "[]", "Tea towels"),
            pair(address("3_segmented_Fork_3_a.jpg"), OTHER_CANDIDATES, B, "Fork")));
    put(
        DEV,
        list(
            pair("sun_a.jpg", CANDIDATES, A, "Pan"),
            pair("sun_a.jpg", CANDIDATES, POINT, "Cup"),
            pair("sun_c.jpg", "[" + A + "]", "[]", "Cup")));
    put(OTHER, list(pair("Bath_1.jpg", OTHER_CANDIDATES, B, "Soap")));
    put(
        DETECTIONS,
        list(
            detection("images/kitchen/4_segmented_sun_a.jpg", CANDIDATES),
            detection("images/kitchen/1_segmented_sun_b.jpg", OTHER_CANDIDATES)));
    put(
        RESPONSES,
        "image_path,chosen_polygon,user_id,chosen_item,room_type,batch_number\n"
            + row(address("4_segmented_sun_a.jpg"), A, "2", "Pan", "kitchen", "1")
            + row(address("4_segmented_sun_a.jpg"), "[]", "1", "Pan", "kitchen", "1")
            + row(address("4_segmented_sun_a.jpg"), POINT, "1", "Cup", "kitchen", "1"));
    put(
        TABLE,
        "image_path_html,polygon,label,score,countertop_polygon,above_or_below_countertop,height_width_ratio\n"
            + row(
                "images/validation/26_segmented_Fork_1_a.jpg",
                B,
                "drawer",
                "0.5",
                A,
                "below",
                "inf")
            + row(
                "images/validation/26_segmented_Fork_1_a.jpg",
                A,
                "cabinet door",
                "0.25",
                A,
                "above",
                "2")
            + row("images/validation/26_segmented_Fork_1_a.jpg", A, "drawer", "0.75", A, "", "2"));
    put(
        ANCHORS,
        list(
            Json.object()
                .put("image_path_html", "images/validation/26_segmented_Fork_1_a.jpg")
                .put("containers_mask_polygon_with_labels", "[[\"sink\", 0.5, " + B + "]]")
                .toString()));
    put(SIZES, "image,width,height,bytes\nimages/kitchen/4_segmented_sun_a.jpg,640,480,9\n");
    return this;
  }

  SmallCheckout put(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return this;
  }

  SmallCheckout replace(String path, String part, String by) throws IOException {
    String text = Files.readString(root.resolve(path));
    if (!text.contains(part)) {
      throw new IllegalArgumentException(path + " does not hold " + part);
    }
    return put(path, text.replace(part, by));
  }

  static String pair(String image, String candidates, String chosen, String item) {
    return Json.object()
        .put("image_path", image)
        .put("containers_polygons", candidates)
        .put("chosen_polygon", chosen)
        .put("chosen_item", item)
        .toString();
  }

  static String detection(String image, String candidates) {
    return Json.object()
        .put("image_path_html", image)
        .put("num_detections", 1)
        .put("containers_mask_polygon", candidates)
        .put("room_type", "kitchen")
        .toString();
  }

  static String list(String... records) {
    return "[" + String.join(",\n", records) + "]";
  }

  static String row(String... cells) {
    return "\"" + String.join("\",\"", cells) + "\"\n";
  }

  private static String address(String name) {
    String folder = name.contains("sun_") ? "kitchen/" : "validation/";
    return "https://example.org/thesis/images/" + folder + name;
  }
}
