package org.stowbench.predictors.learned.features;

import java.util.List;
import java.util.Locale;
import org.stowbench.scene.Container;

/** {@link Signal#TYPES}: what the detector calls a candidate, and how sure it is. */
final class TypeFeatures implements FeatureGroup {

  private static final List<String> NAMES =
      List.of("type_drawer", "type_cabinet", "type_cupboard", "type_door", "confidence");

  private static final List<String> KINDS = List.of("drawer", "cabinet", "cupboard", "door");

  @Override
  public String words() {
    return "what the detector calls it";
  }

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public void write(SceneLayout layout, int place, double[] row, int at) {
    Container container = layout.container(place);
    String type = container.type().orElse("").toLowerCase(Locale.ROOT);
    for (int kind = 0; kind < KINDS.size(); kind++) {
      row[at + kind] = type.isEmpty() ? Double.NaN : type.contains(KINDS.get(kind)) ? 1 : 0;
    }
    row[at + KINDS.size()] = container.confidence().orElse(Double.NaN);
  }
}
