package org.stowbench.datasets.coco;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DescriptionJson;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.labelling.LabelFiles;
import org.stowbench.datasets.labelling.LabelledPhotos;
import org.stowbench.io.JsonInput;
import org.stowbench.io.QueryJson;
import org.stowbench.scene.Scene;

/**
 * Makes a dataset from COCO annotations, as labelling tools export them: what {@link
 * LabelledPhotos} says of every tool, and
 *
 * <ul>
 *   <li>an outline is the polygons or the mask, else the box;
 *   <li>an anchor or a container is also what the category's supercategory calls so;
 *   <li>queries under {@code stowbench}, as {@link CocoExporter} writes them, are taken as they
 *       are.
 * </ul>
 */
final class CocoImporter {

  private CocoImporter() {}

  /**
   * Imports files of annotations.
   *
   * @param files at least one
   * @throws org.stowbench.io.InvalidInputException if something does not fit, with its place;
   *     nothing is written then
   */
  static ImportResult importTo(LabelFiles files, ImportRequest request) throws IOException {
    LabelledPhotos photos = new LabelledPhotos(request);
    files.count("COCO's", photos.tally());
    List<JsonInput> own =
        files.own().stream().flatMap(file -> CocoFile.read(file, photos).stream()).toList();
    photos.close();
    Optional<DatasetDescription> given = Optional.empty();
    if (!own.isEmpty()) {
      given = Optional.of(DescriptionJson.read(own.get(0).field("dataset")));
      for (JsonInput one : own) {
        for (JsonInput query : one.field("queries").elements()) {
          photos.query(
              QueryJson.read(query, id -> scene(id, photos)),
              query.field("split").name(),
              query.location());
        }
      }
    }
    photos.queriesOfItems();
    return photos.write(
        given,
        "coco",
        files.own(),
        "containers with the attribute items, such as \"whisk; ladle\"");
  }

  private static Scene scene(JsonInput id, LabelledPhotos photos) {
    return photos.scene(id.name()).orElseThrow(() -> id.unexpected("the scene of an image"));
  }
}
