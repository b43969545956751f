package org.stowbench.datasets.sim;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.datasets.sim.chance.Dice;
import org.stowbench.datasets.sim.family.Family;
import org.stowbench.datasets.sim.family.Site;
import org.stowbench.datasets.sim.kitchen.Kitchen;
import org.stowbench.datasets.sim.kitchen.KitchenBuilder;
import org.stowbench.datasets.sim.photo.Detections;
import org.stowbench.datasets.sim.photo.Detector;
import org.stowbench.datasets.sim.photo.SimulatedPhoto;
import org.stowbench.predictor.Seeds;
import org.stowbench.scene.Scene;

/**
 * A home.
 *
 * @param kitchen as it is built
 * @param photo what one photo truly shows of it
 * @param detections what a detector reports of the photo
 * @param keeper the family that lives there
 */
public record Home(Kitchen kitchen, SimulatedPhoto photo, Detections detections, Family keeper)
    implements Site {

  public Home {
    Objects.requireNonNull(kitchen, "kitchen");
    Objects.requireNonNull(photo, "photo");
    Objects.requireNonNull(detections, "detections");
    Objects.requireNonNull(keeper, "keeper");
  }

  static Home make(long seed) {
    Kitchen kitchen = KitchenBuilder.build(new Dice(Seeds.derive(seed, "kitchen")));
    SimulatedPhoto photo = SimulatedPhoto.take(kitchen, new Dice(Seeds.derive(seed, "photo")));
    Detections detections =
        Detector.detect(kitchen, photo, new Dice(Seeds.derive(seed, "detector")));
    boolean[] shown = new boolean[kitchen.storages().size()];
    for (int s = 0; s < shown.length; s++) {
      shown[s] = photo.shows(s);
    }
    return new Home(
        kitchen, photo, detections, new Family(kitchen, shown, Seeds.derive(seed, "family")));
  }

  @Override
  public Scene scene(String id) {
    return new Scene(
        id,
        Optional.of("kitchen"),
        Optional.empty(),
        Optional.of(photo.size()),
        detections.containers(),
        detections.anchors(),
        detections.countertop());
  }

  @Override
  public List<Integer> candidates() {
    return detections.candidates();
  }
}
