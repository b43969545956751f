package org.stowbench.predictors.learned.features;

import java.util.List;
import org.stowbench.scene.Region;

/** Where a candidate is in the frame, how large it is, and how it is shaped. */
final class PlaceFeatures implements FeatureGroup {

  private static final List<String> NAMES =
      List.of(
          "x",
          "y",
          "left",
          "right",
          "top",
          "bottom",
          "width",
          "height",
          "area",
          "aspect",
          "fill",
          "vertices",
          "width_to_median",
          "height_to_median",
          "area_to_median",
          "area_rank",
          "x_rank",
          "y_rank",
          "aspect_rank",
          "order",
          "order_share",
          "from_center",
          "cut_left",
          "cut_top",
          "cut_right",
          "cut_bottom");

  @Override
  public String words() {
    return "its place and size in the photo";
  }

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public void write(SceneLayout layout, int place, double[] row, int at) {
    Region.Box box = layout.box(place);
    double w = layout.width();
    double h = layout.height();
    double x = layout.x(place) / w;
    double y = layout.y(place) / h;
    int i = at;
    row[i++] = x;
    row[i++] = y;
    row[i++] = box.left() / w;
    row[i++] = box.right() / w;
    row[i++] = box.top() / h;
    row[i++] = box.bottom() / h;
    row[i++] = box.width() / w;
    row[i++] = box.height() / h;
    row[i++] = layout.area(place) / (w * h);
    row[i++] = layout.aspect(place);
    row[i++] = layout.area(place) / Math.max(1, box.width() * box.height());
    row[i++] = layout.container(place).outline().vertices().size();
    row[i++] = box.width() / layout.medianWidth();
    row[i++] = box.height() / layout.medianHeight();
    row[i++] = layout.area(place) / layout.medianArea();
    double larger = 0;
    double lefter = 0;
    double higher = 0;
    double flatter = 0;
    for (int other = 0; other < layout.count(); other++) {
      larger += layout.area(other) > layout.area(place) ? 1 : 0;
      lefter += layout.x(other) < layout.x(place) ? 1 : 0;
      higher += layout.y(other) < layout.y(place) ? 1 : 0;
      flatter += layout.aspect(other) > layout.aspect(place) ? 1 : 0;
    }
    row[i++] = larger / layout.count();
    row[i++] = lefter / layout.count();
    row[i++] = higher / layout.count();
    row[i++] = flatter / layout.count();
    row[i++] = place;
    row[i++] = (double) place / layout.count();
    row[i++] = Math.sqrt((x - 0.5) * (x - 0.5) + (y - 0.5) * (y - 0.5));
    row[i++] = box.left() <= EDGE * w ? 1 : 0;
    row[i++] = box.top() <= EDGE * h ? 1 : 0;
    row[i++] = box.right() >= (1 - EDGE) * w ? 1 : 0;
    row[i] = box.bottom() >= (1 - EDGE) * h ? 1 : 0;
  }

  /** Closer to the frame's edge than this share of the frame, a candidate is cut by it. */
  private static final double EDGE = 0.005;
}
