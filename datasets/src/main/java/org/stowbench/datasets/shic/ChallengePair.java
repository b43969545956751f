package org.stowbench.datasets.shic;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowbench.challenge.PhotoName;
import org.stowbench.io.JsonInput;
import org.stowbench.scene.Region;

/**
 * An item-image pair of the source.
 *
 * @param photo the photo
 * @param name the photo's name in the source
 * @param item what is asked for
 * @param chosen where it is; empty for "in none of these"
 */
record ChallengePair(ChallengePhoto photo, String name, String item, Optional<Region> chosen) {

  /** Reads a file of pairs; {@code room} is the room of those that name none. */
  static List<ChallengePair> read(
      Checkout source, String path, ChallengePhotos photos, Optional<String> room)
      throws IOException {
    List<ChallengePair> pairs = new ArrayList<>();
    // The candidates are repeated in every pair of a photo.
    Map<String, List<Region>> parsed = new HashMap<>();
    source.records(
        path,
        json -> {
          JsonInput image = json.field("image_path");
          String name = name(image);
          JsonInput candidates = json.field("containers_polygons");
          ChallengePhoto photo =
              photos.photo(
                  name,
                  parsed.computeIfAbsent(
                      candidates.text(), text -> Polygons.list(Polygons.inside(candidates))));
          photo.image(ImageReference.of(image.text()));
          photo.room(json.optionalText("room_type").filter(r -> !r.isBlank()).or(() -> room));
          pairs.add(
              new ChallengePair(
                  photo,
                  name,
                  json.field("chosen_item").name(),
                  Polygons.optional(Polygons.inside(json.field("chosen_polygon")))));
        });
    return pairs;
  }

  /** The joining name of the photo that a field gives. */
  static String name(JsonInput image) {
    String name = PhotoName.of(image.name());
    if (name.isBlank()) {
      throw image.unexpected("the path of a photo");
    }
    return name;
  }
}
