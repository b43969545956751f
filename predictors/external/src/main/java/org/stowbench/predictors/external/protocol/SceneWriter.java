package org.stowbench.predictors.external.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.PhotoFiles;
import org.stowbench.io.SceneJson;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;

/** Writes of a scene what a planner wants, and nothing that only the dataset's makers need. */
public final class SceneWriter {

  /** How a photo is sent. */
  public enum PhotoForm {
    /** By its path, to a planner on this machine. */
    PATH,
    /** In Base64, to a planner that may be elsewhere. */
    CONTENT
  }

  private final Set<PlannerReply.Want> wants;
  private final Optional<PhotoFiles> photos;
  private final PhotoForm form;
  private final Consumer<String> withoutPhoto;

  /**
   * For one planner.
   *
   * @param wants what it wants
   * @param photos where photos are; empty where they are not on this machine
   * @param form how they are sent
   */
  public SceneWriter(Set<PlannerReply.Want> wants, Optional<PhotoFiles> photos, PhotoForm form) {
    this(wants, photos, form, lacking -> {});
  }

  /**
   * For one planner.
   *
   * @param withoutPhoto hears of each scene that is sent without a photo that is wanted, which and
   *     why
   */
  public SceneWriter(
      Set<PlannerReply.Want> wants,
      Optional<PhotoFiles> photos,
      PhotoForm form,
      Consumer<String> withoutPhoto) {
    this.wants = Set.copyOf(wants);
    this.photos = photos;
    this.form = form;
    this.withoutPhoto = withoutPhoto;
  }

  ObjectNode write(Scene scene) {
    ObjectNode json = Json.object();
    json.put("id", scene.id());
    scene.room().ifPresent(room -> json.put("room", room));
    scene.size().ifPresent(size -> json.put("width", size.width()).put("height", size.height()));
    containers(scene, json.putArray("containers"));
    if (wants.contains(PlannerReply.Want.ANCHORS)) {
      anchors(scene, json.putArray("anchors"));
    }
    if (wants.contains(PlannerReply.Want.REGIONS)) {
      scene.countertop().ifPresent(top -> json.set("countertop", SceneJson.writeRegion(top)));
    }
    scene.distances().ifPresent(metres -> json.set("distances", SceneJson.write(metres)));
    if (wants.contains(PlannerReply.Want.PHOTO)) {
      photo(scene).ifPresent(photo -> json.set("photo", photo));
    }
    return json;
  }

  private void containers(Scene scene, ArrayNode list) {
    Optional<PhysicalContainers> physical =
        wants.contains(PlannerReply.Want.DESCRIPTIONS)
            ? Optional.of(PhysicalContainers.of(scene))
            : Optional.empty();
    for (Container container : scene.containers()) {
      ObjectNode json = list.addObject();
      json.put("id", container.id());
      container.name().ifPresent(name -> json.put("name", name));
      container.type().ifPresent(type -> json.put("type", type));
      container.confidence().ifPresent(confidence -> json.put("confidence", confidence));
      container.side().ifPresent(side -> json.put("side", Json.name(side)));
      container.place().ifPresent(place -> SceneJson.write(place, json));
      container.room().ifPresent(room -> json.put("room", room));
      if (wants.contains(PlannerReply.Want.REGIONS)) {
        container.region().ifPresent(region -> json.set("region", SceneJson.writeRegion(region)));
      }
      physical.ifPresent(p -> json.set("description", Description.of(scene, container, p)));
    }
  }

  private void anchors(Scene scene, ArrayNode list) {
    for (Anchor anchor : scene.anchors()) {
      ObjectNode json = list.addObject();
      json.put("type", anchor.type());
      anchor.confidence().ifPresent(confidence -> json.put("confidence", confidence));
      json.set("region", SceneJson.writeRegion(anchor.region()));
    }
  }

  /** A photo that cannot be had or must not is not sent; the rest of the scene still is. */
  private Optional<ObjectNode> photo(Scene scene) {
    try {
      Optional<PhotoFiles.Found> found =
          photos.isPresent() ? photos.get().find(scene) : Optional.empty();
      if (found.isEmpty()) {
        withoutPhoto.accept(
            "scene %s: %s"
                .formatted(
                    InvalidInputException.excerpt(scene.id()),
                    scene
                        .image()
                        .map(image -> "no file " + InvalidInputException.excerpt(image))
                        .orElse("it names none")));
        return Optional.empty();
      }
      ObjectNode json = Json.object().put("media_type", found.get().mediaType());
      return Optional.of(
          form == PhotoForm.PATH
              ? json.put("path", photos.get().onDisk(found.get()).toString())
              : json.put("data", Base64.getEncoder().encodeToString(found.get().photo().bytes())));
    } catch (InvalidInputException e) {
      withoutPhoto.accept(e.getMessage());
      return Optional.empty();
    }
  }
}
