package org.stowbench.report.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.stowbench.geometry.LabelPlaces;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Container;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/**
 * The words in the picture of a scene, and where they stand: containers' numbers (with their names,
 * where no photo shows which one it is) and what is noted with them, then landmarks' names. No
 * words cover others.
 *
 * @param containers of each container, by id
 * @param landmarks of each landmark that is drawn
 */
public record SceneLabels(List<Label> containers, List<Label> landmarks) {

  /** Of a line's height, so that none touches the next. */
  private static final double LEADING = 1.15;

  /** Where letters stand in their line, from its top; of its height. */
  private static final double BASELINE = .8;

  private static final double NOTE = .75;

  /**
   * So much is shown of what is known also where a container is too narrow; of its letters' size.
   */
  private static final double LEAST_OF_A_NAME = 4;

  /** On each side of a name in its box, of its letters' size. */
  private static final double MARGIN = .3;

  public SceneLabels {
    containers = List.copyOf(containers);
    landmarks = List.copyOf(landmarks);
  }

  /**
   * A line of a label.
   *
   * @param look what kind of words they are
   * @param text what is shown
   * @param whole what was cut to it
   * @param size of the label's letters
   * @param isOver whether it stands over the container's number, and not below
   */
  public record Line(String look, String text, String whole, double size, boolean isOver) {

    static Line over(String look, String text) {
      return new Line(look, text, text, NOTE, true);
    }

    static Line under(String look, String text) {
      return new Line(look, text, text, NOTE, false);
    }

    private static Line main(String look, String text, String whole) {
      return new Line(look, text, whole, 1, false);
    }

    private Line cut(double room) {
      return new Line(look, Words.cut(whole, room / size), whole, size, isOver);
    }

    private double width() {
      return Words.width(text) * size;
    }

    private double height() {
      return LEADING * size;
    }
  }

  /** What is done with each line of a label. */
  public interface LineVisitor {
    /**
     * Does it.
     *
     * @param line the words
     * @param baseline what its letters stand on
     * @param size of its letters
     */
    void visit(Line line, double baseline, double size);
  }

  /**
   * Words that belong together.
   *
   * @param lines from the top
   * @param place where they stand
   */
  public record Label(List<Line> lines, LabelPlaces.Placed place) {

    public Label {
      lines = List.copyOf(lines);
    }

    /** The point at which a line to what is named begins. */
    public Point edge() {
      Region.Box box = place.box();
      Point to = place.inside();
      return new Point(
          Math.max(box.left(), Math.min(box.right(), to.x())),
          Math.max(box.top(), Math.min(box.bottom(), to.y())));
    }

    /** Goes through the lines, from the top. */
    public void forEachLine(LineVisitor visitor) {
      double top = place.box().top();
      for (Line line : lines) {
        double height = line.height() * place.size();
        visitor.visit(line, top + BASELINE * height, line.size() * place.size());
        top += height;
      }
    }
  }

  /** Places numbers and names alone. */
  public static SceneLabels of(Scene scene, ScenePlan plan) {
    return of(scene, plan, container -> List.of());
  }

  /** Places the words of a scene. */
  static SceneLabels of(Scene scene, ScenePlan plan, Function<Container, List<Line>> notes) {
    double unit = Math.max(plan.frame().width(), plan.frame().height()) / 100;
    LabelPlaces labels = new LabelPlaces(plan.frame());
    List<List<Line>> lines = new ArrayList<>();
    List<LabelPlaces.Wanted> wanted = new ArrayList<>();
    for (Container container : scene.containers()) {
      Region region = plan.regions().get(container.id());
      double size = size(container, region.bounds(), unit);
      List<Line> own = lines(container, notes.apply(container), region.bounds().width() / size);
      lines.add(own);
      wanted.add(wanted(region, own, Math.min(size, 1.4 * unit), size));
    }
    List<Label> containers = labels(lines, labels.place(wanted));
    lines.clear();
    wanted.clear();
    // Landmarks are known by their pixels only.
    for (Anchor anchor : plan.isPhoto() ? scene.anchors() : List.<Anchor>of()) {
      double room = plan.frame().width() / (1.6 * unit);
      Line name = Line.main("name", Words.cut(anchor.type(), room), anchor.type());
      lines.add(List.of(name));
      wanted.add(wanted(anchor.region(), List.of(name), 1.3 * unit, 1.8 * unit));
    }
    return new SceneLabels(containers, labels(lines, labels.place(wanted)));
  }

  /** All of them. */
  List<Label> all() {
    return Stream.concat(landmarks.stream(), containers.stream()).toList();
  }

  private static double size(Container container, Region.Box box, double unit) {
    double size = Math.min(2.6 * unit, Math.min(box.width(), box.height()) * .6);
    if (container.region().isEmpty()) {
      size = Math.min(size, box.width() / (Words.width(title(container)) + 2 * MARGIN));
      return Math.max(1.1 * unit, size);
    }
    return Math.max(1.4 * unit, size);
  }

  private static List<Line> lines(Container container, List<Line> notes, double width) {
    String number = Integer.toString(container.id());
    String name = title(container).substring(number.length());
    String shown = number + Words.cut(name, width - Words.width(number) - 2 * MARGIN);
    List<Line> lines = new ArrayList<>();
    notes.stream()
        .filter(Line::isOver)
        .map(note -> note.cut(Math.max(LEAST_OF_A_NAME * note.size(), width - 2 * MARGIN)))
        .forEach(lines::add);
    lines.add(Line.main("number", shown, number + name));
    notes.stream().filter(note -> !note.isOver()).forEach(lines::add);
    return lines;
  }

  /** A container's number; with its name where no photo shows which one it is. */
  private static String title(Container container) {
    String number = Integer.toString(container.id());
    return container.region().isPresent()
        ? number
        : number
            + " "
            + container.called()
            + container.room().map(room -> " (" + room + ")").orElse("");
  }

  private static LabelPlaces.Wanted wanted(
      Region region, List<Line> lines, double least, double most) {
    return new LabelPlaces.Wanted(
        region,
        lines.stream().mapToDouble(Line::width).max().orElseThrow(),
        lines.stream().mapToDouble(Line::height).sum(),
        least,
        most);
  }

  private static List<Label> labels(List<List<Line>> lines, List<LabelPlaces.Placed> places) {
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      labels.add(new Label(lines.get(i), places.get(i)));
    }
    return labels;
  }
}
