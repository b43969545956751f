package org.stowbench.datasets.coco;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.datasets.labelling.MaskOutline;
import org.stowbench.datasets.labelling.Outlines;
import org.stowbench.io.JsonInput;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;

/** The outline of an annotation: its polygons or its mask, else its box. */
final class CocoShape {

  private CocoShape() {}

  /**
   * The outline.
   *
   * @param real how many vertices of the polygon are real, where COCO had to have more
   * @param degrees by which the box is turned around its middle
   * @param exact whether an outline is taken as it is, be it without area
   * @return empty where the annotation has none; that is for the caller to count
   */
  static Optional<Region> read(
      JsonInput json, OptionalInt real, double degrees, boolean exact, ImportTally tally) {
    Optional<Region> drawn = json.optional("segmentation").flatMap(s -> drawn(s, real, tally));
    if (drawn.isPresent() && (exact || Outlines.hasArea(drawn.get()))) {
      return drawn;
    }
    Optional<Region> box =
        json.optional("bbox")
            .filter(there -> !there.isList() || !there.elements().isEmpty())
            .map(there -> box(there, degrees));
    if (drawn.isPresent() && box.isPresent()) {
      tally.note("outline without area: its box stands for it", json.location());
    }
    return box.or(() -> drawn);
  }

  private static Optional<Region> drawn(JsonInput json, OptionalInt real, ImportTally tally) {
    if (json.isObject()) {
      return mask(json, tally);
    }
    List<JsonInput> elements = json.isBlank() ? List.of() : json.elements();
    if (!elements.isEmpty() && elements.get(0).isNumber()) {
      return Optional.of(new Region(vertices(json, real)));
    }
    List<List<Point>> parts =
        elements.stream()
            .filter(part -> !part.isBlank() && !(part.isList() && part.elements().isEmpty()))
            .map(part -> vertices(part, elements.size() == 1 ? real : OptionalInt.empty()))
            .toList();
    if (parts.size() > 1) {
      tally.note("outline of several parts: one region of them all", json.location());
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(Outlines.joined(parts));
  }

  private static List<Point> vertices(JsonInput list, OptionalInt real) {
    List<JsonInput> numbers = list.elements();
    if (numbers.size() < 6 || numbers.size() % 2 != 0) {
      throw list.unexpected("x and y of three vertices or more");
    }
    List<Point> vertices = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i += 2) {
      vertices.add(new Point(numbers.get(i).number(), numbers.get(i + 1).number()));
    }
    return real.isPresent() && real.getAsInt() >= 1 && real.getAsInt() < vertices.size()
        ? vertices.subList(0, real.getAsInt())
        : vertices;
  }

  private static Optional<Region> mask(JsonInput json, ImportTally tally) {
    Optional<JsonInput> counts = json.optional("counts").filter(c -> !c.isBlank());
    if (counts.isEmpty()) {
      return Optional.empty();
    }
    List<JsonInput> size = json.field("size").elements();
    if (size.size() != 2) {
      throw json.field("size").unexpected("[height, width]");
    }
    Optional<MaskOutline> outline =
        (counts.get().isText() ? unpacked(counts.get().text()) : Optional.of(listed(counts.get())))
            .flatMap(
                runs ->
                    MaskOutline.of(
                        runs,
                        MaskOutline.Lines.COLUMNS,
                        size.get(1).integer(),
                        size.get(0).integer(),
                        0,
                        0));
    if (outline.isEmpty()) {
      tally.note("mask that is empty or damaged: its box stands for it", json.location());
    } else if (outline.get().parts() > 1) {
      tally.note("mask of several parts: one region of them all", json.location());
    }
    return outline.map(MaskOutline::region);
  }

  private static List<Long> listed(JsonInput counts) {
    return counts.elements().stream().map(JsonInput::longInteger).toList();
  }

  /**
   * Counts as COCO's tools pack them into a text: five bits a character from 48 on, the lowest
   * first, with a sixth while there are more; signed, and from the fourth on the difference to the
   * one before the last.
   */
  private static Optional<List<Long>> unpacked(String text) {
    List<Long> counts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      long value = 0;
      int bits = 0;
      boolean more = true;
      while (more) {
        int five = at < text.length() ? text.charAt(at) - 48 : -1;
        if (five < 0 || five > 63 || bits > 55) {
          return Optional.empty();
        }
        value |= (five & 31L) << bits;
        more = (five & 32) != 0;
        bits += 5;
        at++;
        if (!more && (five & 16) != 0) {
          value |= -1L << bits;
        }
      }
      counts.add(counts.size() > 2 ? value + counts.get(counts.size() - 2) : value);
    }
    return Optional.of(counts);
  }

  private static Region box(JsonInput json, double degrees) {
    List<JsonInput> numbers = json.elements();
    if (numbers.size() != 4) {
      throw json.unexpected("[x, y, width, height]");
    }
    double left = numbers.get(0).number();
    double top = numbers.get(1).number();
    Region.Box box =
        new Region.Box(left, top, left + numbers.get(2).number(), top + numbers.get(3).number());
    return Outlines.turned(box, degrees, box.center());
  }
}
