package org.stowbench.scene;

import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/** Containers in words, for who reads rather than looks: planners and language models. */
@API(status = API.Status.MAINTAINED, since = "0.1")
public final class PlaceWords {

  private PlaceWords() {}

  /**
   * Such as "drawer at the lower left, 120 x 40 pixels, below the countertop", or "top drawer,
   * kitchen" where nobody drew it.
   *
   * @param container one of the scene's
   */
  public static String of(Scene scene, Container container) {
    StringBuilder text = new StringBuilder(container.called());
    Optional<Region.Box> region = container.region().map(Region::bounds);
    if (region.isPresent()) {
      Region.Box box = region.get();
      scene.size().ifPresent(size -> text.append(" at the ").append(place(box.center(), size)));
      text.append(", %d x %d pixels".formatted(Math.round(box.width()), Math.round(box.height())));
    }
    container.room().ifPresent(room -> text.append(", ").append(room));
    container
        .side()
        .ifPresent(
            side ->
                text.append(", ")
                    .append(side.name().toLowerCase(Locale.ROOT))
                    .append(" the countertop"));
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
