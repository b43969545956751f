package org.stowbench.datasets.shic;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import org.stowbench.io.JsonInput;
import org.stowbench.io.SceneJson;
import org.stowbench.scene.Anchor;

/** The landmarks that a detector found, one record a photo. */
final class AnchorFile {

  private AnchorFile() {}

  static void read(Checkout source, String path, ChallengePhotos photos, Findings findings)
      throws IOException {
    source.records(
        path,
        json -> {
          JsonInput image = json.field("image_path_html");
          String name = ChallengePair.name(image);
          List<Anchor> anchors =
              Polygons.inside(json.field("containers_mask_polygon_with_labels")).elements().stream()
                  .map(AnchorFile::anchor)
                  .toList();
          if (photos.named(name).isEmpty()) {
            findings.add(ImportReport.Kind.ANCHORS_WITHOUT_PHOTO, name);
          }
          for (ChallengePhoto photo : photos.named(name)) {
            photo.anchors(anchors);
            photo.image(ImageReference.of(image.text()));
          }
        });
  }

  private static Anchor anchor(JsonInput json) {
    List<JsonInput> parts = json.isList() ? json.elements() : List.of();
    if (parts.size() != 3) {
      throw json.unexpected("an anchor [label, confidence, polygon]");
    }
    return json.build(
        o ->
            new Anchor(
                parts.get(0).name(),
                SceneJson.readRegion(parts.get(2)),
                OptionalDouble.of(parts.get(1).number())));
  }
}
