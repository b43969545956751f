package org.stowbench.predictors.external.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.io.Json;
import org.stowbench.scene.Container;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Point;
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
    json.put("text", text(scene, container, box));
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

  /**
   * Such as "drawer at the lower left, 120 x 40 pixels, below the countertop", or "top drawer,
   * kitchen" where nobody drew it.
   */
  private static String text(Scene scene, Container container, Optional<Region.Box> region) {
    StringBuilder text = new StringBuilder(container.called());
    if (region.isPresent()) {
      Region.Box box = region.get();
      scene.size().ifPresent(size -> text.append(" at the ").append(place(box.center(), size)));
      text.append(", %d x %d pixels".formatted(Math.round(box.width()), Math.round(box.height())));
    }
    container.room().ifPresent(room -> text.append(", ").append(room));
    container
        .side()
        .ifPresent(side -> text.append(", ").append(Json.name(side)).append(" the countertop"));
    return text.toString();
  }

  private static String place(Point center, ImageSize size) {
    String row = third(center.y() / size.height(), "upper", "", "lower");
    String column = third(center.x() / size.width(), "left", "", "right");
    String place = (row + " " + column).strip();
    return switch (place) {
      case "" -> "center";
      case "upper", "lower" -> place + " center";
      default -> place;
    };
  }

  private static String third(double share, String first, String second, String last) {
    return share < 1 / 3.0 ? first : share < 2 / 3.0 ? second : last;
  }
}
