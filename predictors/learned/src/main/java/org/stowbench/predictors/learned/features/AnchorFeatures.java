package org.stowbench.predictors.learned.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Point;

/**
 * {@link Signal#ANCHORS}: how far each kind of landmark is, across and along the photo, in frames;
 * of several of a kind, the nearest.
 */
final class AnchorFeatures implements FeatureGroup {

  /** A landmark's kind, and the words of a detector's name that stand for it. */
  private enum Kind {
    SINK("sink", "faucet"),
    STOVE("stove", "hob", "cooktop", "burner"),
    OVEN("oven"),
    DISHWASHER("dishwasher"),
    REFRIGERATOR("refrigerator", "fridge");

    private final List<String> words;

    Kind(String... words) {
      this.words = List.of(words);
    }

    boolean is(Anchor anchor) {
      String type = anchor.type().toLowerCase(Locale.ROOT);
      // A microwave oven is no oven to bake in.
      return words.stream().anyMatch(type::contains) && !type.contains("micro");
    }
  }

  private final List<String> names;

  AnchorFeatures() {
    List<String> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT);
      all.add(name + "_across");
      all.add(name + "_down");
      all.add(name + "_distance");
    }
    this.names = List.copyOf(all);
  }

  @Override
  public String words() {
    return "the landmarks around it";
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public void write(SceneLayout layout, int place, double[] row, int at) {
    Point here = layout.box(place).center();
    int i = at;
    for (Kind kind : Kind.values()) {
      double across = Double.NaN;
      double down = Double.NaN;
      double nearest = Double.POSITIVE_INFINITY;
      for (Anchor anchor : layout.scene().anchors()) {
        Point there = anchor.region().bounds().center();
        double dx = (here.x() - there.x()) / layout.width();
        double dy = (here.y() - there.y()) / layout.height();
        double distance = Math.sqrt(dx * dx + dy * dy);
        if (kind.is(anchor) && distance < nearest) {
          nearest = distance;
          across = Math.abs(dx);
          down = dy;
        }
      }
      row[i++] = across;
      row[i++] = down;
      row[i++] = nearest == Double.POSITIVE_INFINITY ? Double.NaN : nearest;
    }
  }
}
