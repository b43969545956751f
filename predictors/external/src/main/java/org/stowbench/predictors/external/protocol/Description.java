package org.stowbench.predictors.external.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.io.Json;
import org.stowbench.scene.Container;
import org.stowbench.scene.PlaceWords;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/** What a planner without geometry needs to know of a container. */
final class Description {

  private Description() {}

  static ObjectNode of(Scene scene, Container container, PhysicalContainers physical) {
    ObjectNode json = Json.object();
    Optional<Region.Box> box = container.region().map(Region::bounds);
    physical
        .overlap(container.id())
        .ifPresent(overlap -> json.set("area", Json.number(overlap.area())));
    box.ifPresent(there -> write(there, json));
    json.put("physical", physical.of(container.id()));
    json.put("text", PlaceWords.of(scene, container));
    return json;
  }

  private static void write(Region.Box box, ObjectNode json) {
    ArrayNode corners = json.putArray("box");
    for (double edge : new double[] {box.left(), box.top(), box.right(), box.bottom()}) {
      corners.add(Json.number(edge));
    }
    ArrayNode center = json.putArray("center");
    center.add(Json.number(box.center().x())).add(Json.number(box.center().y()));
  }
}
