package org.stowbench.datasets.sim.photo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stowbench.datasets.sim.chance.Dice;
import org.stowbench.datasets.sim.kitchen.Block;
import org.stowbench.datasets.sim.kitchen.Fixture;
import org.stowbench.datasets.sim.kitchen.Kitchen;
import org.stowbench.datasets.sim.kitchen.Panel;
import org.stowbench.datasets.sim.kitchen.Storage;
import org.stowbench.datasets.sim.kitchen.StorageKind;
import org.stowbench.scene.ImageSize;

/** What a photo of a kitchen shows of its fronts and fixtures, before anyone detects anything. */
public final class SimulatedPhoto {

  /** A front must cover this share of the photo to count as in view. */
  private static final double LEAST_AREA = 0.0003;

  private static final double LEAST_VISIBLE = 0.3;
  private static final int GRID = 4;

  private final Camera camera;
  private final List<Block> blocks;
  private final List<Optional<Outline>> storages;
  private final List<Seen> fixtures;
  private final List<Outline> cabinets;
  private final Optional<Double> counterTop;

  /** A fixture and its outline. */
  record Seen(Fixture fixture, Outline outline) {}

  SimulatedPhoto(Kitchen kitchen, Camera camera, boolean[] covered) {
    this.camera = camera;
    blocks = kitchen.blocks();
    storages = new ArrayList<>(kitchen.storages().size());
    for (int s = 0; s < kitchen.storages().size(); s++) {
      Storage storage = kitchen.storages().get(s);
      boolean hasFront = storage.kind() != StorageKind.OPEN_SHELF && !covered[s];
      storages.add(hasFront ? look(storage.panel()) : Optional.empty());
    }
    fixtures = new ArrayList<>();
    for (Fixture fixture : kitchen.fixtures()) {
      look(fixture.panel()).ifPresent(outline -> fixtures.add(new Seen(fixture, outline)));
    }
    cabinets = cabinets(kitchen);
    counterTop = counterTop(kitchen);
  }

  /** Photographs a kitchen so that, if it can be done, several fronts are in view. */
  public static SimulatedPhoto take(Kitchen kitchen, Dice dice) {
    return Photographer.take(kitchen, dice);
  }

  /** Size of the photo. */
  public ImageSize size() {
    return camera.size();
  }

  /** Whether the front of this storage, by its place in the kitchen's list, is in view. */
  public boolean shows(int storage) {
    return storages.get(storage).isPresent();
  }

  /** How many fronts are in view. */
  public int fronts() {
    int count = 0;
    for (Optional<Outline> outline : storages) {
      count += outline.isPresent() ? 1 : 0;
    }
    return count;
  }

  /** The outline of a storage's front; empty where it is not in view. */
  Optional<Outline> storage(int index) {
    return storages.get(index);
  }

  List<Seen> fixtures() {
    return fixtures;
  }

  /** The outlines around cabinets of several fronts of which at least two are in view. */
  List<Outline> cabinets() {
    return cabinets;
  }

  /** The photo's y of the main wall's worktop; empty where it is not in view. */
  Optional<Double> counterTop() {
    return counterTop;
  }

  private Optional<Outline> look(Panel panel) {
    if (!camera.faces(panel)) {
      return Optional.empty();
    }
    Outline whole = camera.project(panel);
    if (isTooSmall(whole)) {
      return Optional.empty();
    }
    if (isClear(panel)) {
      return Optional.of(whole);
    }
    return visiblePart(panel).filter(part -> !isTooSmall(part));
  }

  private boolean isTooSmall(Outline outline) {
    return outline.isEmpty()
        || outline.area() < LEAST_AREA * camera.size().width() * camera.size().height();
  }

  /** Corners and middle are enough: what hides fronts here is larger than fronts. */
  private boolean isClear(Panel panel) {
    double inX = (panel.right() - panel.left()) * 0.1;
    double inZ = (panel.top() - panel.bottom()) * 0.1;
    return !isHidden(panel, panel.left() + inX, panel.bottom() + inZ)
        && !isHidden(panel, panel.right() - inX, panel.bottom() + inZ)
        && !isHidden(panel, panel.left() + inX, panel.top() - inZ)
        && !isHidden(panel, panel.right() - inX, panel.top() - inZ)
        && !isHidden(panel, panel.middle(), (panel.bottom() + panel.top()) / 2);
  }

  /** The rectangle around the visible cells of a grid over the panel. */
  private Optional<Outline> visiblePart(Panel panel) {
    double width = (panel.right() - panel.left()) / GRID;
    double height = (panel.top() - panel.bottom()) / GRID;
    int visible = 0;
    int left = GRID;
    int right = 0;
    int bottom = GRID;
    int top = 0;
    for (int i = 0; i < GRID; i++) {
      for (int j = 0; j < GRID; j++) {
        double along = panel.left() + (i + 0.5) * width;
        double up = panel.bottom() + (j + 0.5) * height;
        if (!isHidden(panel, along, up)) {
          visible++;
          left = Math.min(left, i);
          right = Math.max(right, i + 1);
          bottom = Math.min(bottom, j);
          top = Math.max(top, j + 1);
        }
      }
    }
    if (visible < LEAST_VISIBLE * GRID * GRID) {
      return Optional.empty();
    }
    return Optional.of(
        camera.project(
            panel,
            panel.left() + left * width,
            panel.left() + right * width,
            panel.bottom() + bottom * height,
            panel.bottom() + top * height));
  }

  private boolean isHidden(Panel panel, double along, double up) {
    double x = panel.wall().x(along, panel.out());
    double y = panel.wall().y(along, panel.out());
    for (Block block : blocks) {
      if (block.hides(camera.x(), camera.y(), camera.z(), x, y, up)) {
        return true;
      }
    }
    return false;
  }

  private List<Outline> cabinets(Kitchen kitchen) {
    List<Outline> outlines = new ArrayList<>();
    int first = 0;
    List<Storage> all = kitchen.storages();
    for (int i = 1; i <= all.size(); i++) {
      if (i == all.size() || all.get(i).group() != all.get(first).group()) {
        int seen = 0;
        Panel around = all.get(first).panel();
        for (int s = first; s < i; s++) {
          if (storages.get(s).isPresent()) {
            Panel panel = all.get(s).panel();
            around = seen++ == 0 ? panel : around.with(panel);
          }
        }
        if (seen > 1) {
          Outline outline = camera.project(around);
          if (!isTooSmall(outline)) {
            outlines.add(outline);
          }
        }
        first = i;
      }
    }
    return outlines;
  }

  private Optional<Double> counterTop(Kitchen kitchen) {
    Panel edge =
        new Panel(
            kitchen.walls().get(0),
            0,
            kitchen.walls().get(0).length(),
            Kitchen.COUNTER - 0.03,
            Kitchen.COUNTER,
            0.6);
    Outline outline = camera.project(edge);
    if (outline.isEmpty()) {
      return Optional.empty();
    }
    double[] box = outline.bounds();
    return Optional.of((box[1] + box[3]) / 2);
  }
}
