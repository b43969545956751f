package org.stowbench.report.drawing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.stowbench.geometry.Shapes;
import org.stowbench.io.ImageBytes;
import org.stowbench.io.TextForm;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.Truth;
import org.stowbench.query.Votes;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Container;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/**
 * A scene drawn as SVG: over the photo where there is one, else as a schematic, a floor plan or a
 * list of names, as {@link ScenePlan} has it. The same drawing gives the same bytes. Every text is
 * escaped: item and anchor names are hostile input.
 *
 * @param scene what is drawn
 * @param caption one line over the picture; empty for none
 * @param photo what lies under it; empty for a schematic
 * @param truth where the item is; empty where it is not to be shown
 * @param votes what people answered, shown as counts
 * @param known what is known of the household, written where it is
 * @param ranking a predictor's answers, of which the first few are marked; empty for none
 */
public record SceneDrawing(
    Scene scene,
    Optional<String> caption,
    Optional<ImageBytes> photo,
    Optional<Truth> truth,
    Votes votes,
    List<KnownPlacement> known,
    Optional<Ranking> ranking) {

  private static final int MARKED_RANKS = 3;

  /**
   * So much is shown of what is known also where a container is too narrow; of its letters' size.
   */
  private static final double LEAST_OF_A_NAME = 4;

  private static final String WIDE = "MWmw@%";
  private static final String NARROW = " .,:;'|()[]ijlftrI!-";

  /** The bare scene. */
  public static SceneDrawing of(Scene scene) {
    return new SceneDrawing(
        scene,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Votes.NONE,
        List.of(),
        Optional.empty());
  }

  /** This drawing with a line over it. */
  public SceneDrawing withCaption(String line) {
    return new SceneDrawing(scene, Optional.of(line), photo, truth, votes, known, ranking);
  }

  /** This drawing over a photo. */
  public SceneDrawing withPhoto(ImageBytes picture) {
    return new SceneDrawing(scene, caption, Optional.of(picture), truth, votes, known, ranking);
  }

  /** This drawing with the truth and the votes of people. */
  public SceneDrawing withTruth(Truth answer, Votes people) {
    return new SceneDrawing(scene, caption, photo, Optional.of(answer), people, known, ranking);
  }

  /** This drawing with what is known of the household. */
  public SceneDrawing withKnown(List<KnownPlacement> placements) {
    return new SceneDrawing(scene, caption, photo, truth, votes, placements, ranking);
  }

  /** This drawing with a predictor's first choices. */
  public SceneDrawing withRanking(Ranking answers) {
    return new SceneDrawing(scene, caption, photo, truth, votes, known, Optional.of(answers));
  }

  /** The picture as an SVG document. */
  public String svg() {
    ScenePlan plan = ScenePlan.of(scene);
    Region.Box frame = plan.frame();
    double unit = Math.max(frame.width(), frame.height()) / 100;
    double header = caption.isPresent() || hasLegend() ? 9 * unit : 0;
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"%s %s %s %s\">\n"
            .formatted(
                number(frame.left()),
                number(frame.top() - header),
                number(frame.width()),
                number(frame.height() + header)));
    svg.append("<title>")
        .append(TextForm.MARKUP.of(caption.orElse("Scene " + scene.id())))
        .append("</title>\n");
    svg.append(style(unit));
    svg.append(rectangle("page", frame.left(), frame.top() - header, frame.width(), header));
    svg.append(rectangle("room", frame.left(), frame.top(), frame.width(), frame.height()));
    photo.ifPresent(
        picture ->
            svg.append(
                "<image href=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n"
                    .formatted(
                        picture.dataUri(),
                        number(plan.picture().left()),
                        number(plan.picture().top()),
                        number(plan.picture().width()),
                        number(plan.picture().height()))));
    // Landmarks and the countertop are known by their pixels only.
    List<Anchor> anchors = plan.isPhoto() ? scene.anchors() : List.of();
    if (plan.isPhoto()) {
      scene.countertop().ifPresent(region -> svg.append(outline("countertop", region, unit)));
    }
    for (Anchor anchor : anchors) {
      svg.append(outline("anchor", anchor.region(), unit));
    }
    for (Container container : scene.containers()) {
      svg.append(outline(look(container), plan.regions().get(container.id()), unit));
    }
    freeRegions().forEach(region -> svg.append(outline("free", region, unit)));
    for (Anchor anchor : anchors) {
      Region.Box box = anchor.region().bounds();
      double size = 1.6 * unit;
      svg.append(
          inside(frame, "name", box.center().x(), box.top() + 1.9 * unit, size, anchor.type()));
    }
    for (Container container : scene.containers()) {
      svg.append(label(container, plan, unit));
    }
    legend(svg, frame, header, unit);
    return svg.append("</svg>\n").toString();
  }

  private boolean hasLegend() {
    return truth.isPresent() || ranking.isPresent() || !known.isEmpty();
  }

  private String style(double unit) {
    return """
        <style>
        .page{fill:#fff}.room{fill:#f4f1ec}
        .countertop{fill:#8a7a60;fill-opacity:.10;stroke:none}
        .anchor{fill:#5b7da0;fill-opacity:.12;stroke:#5b7da0;stroke-dasharray:%1$s}
        .container{fill:#fff;fill-opacity:.35;stroke:#40372c}
        .first{fill:#e8891c;fill-opacity:.60;stroke:#8a4a00}
        .next{fill:#e8891c;fill-opacity:.25;stroke:#8a4a00}
        .truth{stroke:#0b7a3b;stroke-width:%2$s}
        .free{fill:none;stroke:#b0306a;stroke-dasharray:%1$s}
        polygon,polyline,circle{stroke-width:%3$s;stroke-linejoin:round}
        text{font-family:system-ui,sans-serif;text-anchor:middle;fill:#241d14;paint-order:stroke;\
        stroke:#fff;stroke-width:%4$s}
        .name{fill:#2f4f70}.line{text-anchor:start;stroke:none}.votes{fill:#0b7a3b;font-weight:bold}
        %5$s</style>
        """
        .formatted(
            number(unit * .8),
            number(unit * .7),
            number(unit * .2),
            number(unit * .35),
            known.isEmpty() ? "" : ".known{fill:#1d4f91}\n");
  }

  private String look(Container container) {
    String look = "container";
    int rank = rank(Answer.container(container.id()));
    if (rank == 1) {
      look += " first";
    } else if (rank > 1) {
      look += " next";
    }
    return isTruth(container) ? look + " truth" : look;
  }

  private boolean isTruth(Container container) {
    return truth.isPresent() && truth.get().holds(Answer.container(container.id()));
  }

  private int rank(Answer answer) {
    List<RankedAnswer> answers = marked();
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i).answer().equals(answer)) {
        return i + 1;
      }
    }
    return 0;
  }

  /** The first few answers; none where all are alike, and an order would be luck. */
  private List<RankedAnswer> marked() {
    return ranking
        .filter(r -> r.order() != Ranking.Order.TIED)
        .map(r -> r.answers().subList(0, Math.min(MARKED_RANKS, r.answers().size())))
        .orElse(List.of());
  }

  private List<Region> freeRegions() {
    return marked().stream()
        .map(RankedAnswer::answer)
        .filter(Answer.InRegion.class::isInstance)
        .map(answer -> ((Answer.InRegion) answer).region())
        .toList();
  }

  private String label(Container container, ScenePlan plan, double unit) {
    Region region = plan.regions().get(container.id());
    Region.Box box = region.bounds();
    String number = Integer.toString(container.id());
    String title = number + name(container);
    double room = Math.min(box.width(), box.height());
    double size = Math.max(1.1 * unit, Math.min(2.4 * unit, room * .55));
    if (container.region().isEmpty()) {
      size = Math.max(1.1 * unit, Math.min(size, box.width() / width(title)));
    }
    Geometry area = Shapes.repaired(region);
    Coordinate at =
        area.isEmpty()
            ? new Coordinate(box.center().x(), box.center().y())
            : area.getInteriorPoint().getCoordinate();
    String shown = number + cut(name(container), box.width() / size - width(number));
    String label = inside(plan.frame(), "number", at.x, at.y + size * .35, size, shown, title);
    String items =
        known.stream()
            .filter(placement -> placement.where().equals(Answer.container(container.id())))
            .map(KnownPlacement::item)
            .collect(Collectors.joining(", "));
    if (!items.isEmpty()) {
      double small = Math.max(unit, size * .7);
      String some = cut(items, Math.max(LEAST_OF_A_NAME, box.width() / small));
      label += inside(plan.frame(), "known", at.x, at.y - size * .55, small, some, items);
    }
    long count =
        votes.votes().stream()
            .filter(vote -> vote.answer().equals(Answer.container(container.id())))
            .count();
    if (count > 0) {
      double small = size * .75;
      String dots = "\u25cf".repeat((int) Math.min(5, count));
      label +=
          inside(plan.frame(), "votes", at.x, at.y + size * .35 + small * 1.1, small, dots, dots);
    }
    return label;
  }

  /** What stands after a container's number, where no photo shows which one it is. */
  private static String name(Container container) {
    return container.region().isPresent()
        ? ""
        : " " + container.called() + container.room().map(room -> " (" + room + ")").orElse("");
  }

  /** A text around x, moved to stay in the drawing, and cut where it is wider than that. */
  private static String inside(
      Region.Box frame, String look, double x, double y, double size, String text) {
    return inside(frame, look, x, y, size, cut(text, frame.width() / size), text);
  }

  /**
   * A text around x, moved to stay in the drawing.
   *
   * @param whole what was cut to the text
   */
  private static String inside(
      Region.Box frame, String look, double x, double y, double size, String text, String whole) {
    double half = Math.min(frame.width(), width(text) * size) / 2;
    double middle = Math.max(frame.left() + half, Math.min(frame.right() - half, x));
    return text(look, middle, y, size, text, whole);
  }

  /** As much of a line as there is room for, of the letters' size; nothing where no letter fits. */
  private static String cut(String line, double room) {
    if (width(line) <= room + .01) { // the size was divided by the same width
      return line;
    }
    int end = 0;
    double left = room - width("\u2026");
    while (left > 0) {
      int letter = line.codePointAt(end);
      left -= width(letter);
      end += left >= 0 ? Character.charCount(letter) : 0;
    }
    String start = line.substring(0, end).stripTrailing();
    return start.isEmpty() ? "" : start + "\u2026";
  }

  /** How wide a line may be in any font, of the letters' size. */
  private static double width(String line) {
    return line.codePoints().mapToDouble(SceneDrawing::width).sum();
  }

  private static double width(int letter) {
    if (WIDE.indexOf(letter) >= 0 || letter >= 0x1100) { // from there on, scripts are wide
      return 1;
    }
    if (NARROW.indexOf(letter) >= 0) {
      return .4;
    }
    return Character.isUpperCase(letter) ? .75 : .62;
  }

  private void legend(StringBuilder svg, Region.Box frame, double header, double unit) {
    double top = frame.top() - header;
    caption.ifPresent(line -> svg.append(line(frame, top + 3.6 * unit, 2.6 * unit, unit, line)));
    if (hasLegend()) {
      svg.append(line(frame, top + 7 * unit, 1.9 * unit, unit, legendText()));
    }
  }

  /**
   * A line over the picture: in smaller letters where it is long, and cut where that is not enough.
   */
  private static String line(Region.Box frame, double y, double largest, double unit, String line) {
    double room = frame.width() - 3 * unit;
    double size = Math.max(1.1 * unit, Math.min(largest, room / width(line)));
    return text("line", frame.left() + 1.5 * unit, y, size, cut(line, room / size), line);
  }

  private String legendText() {
    StringBuilder line = new StringBuilder();
    ranking.ifPresent(
        r ->
            line.append("orange: predicted, ")
                .append(
                    marked().isEmpty()
                        ? "all alike"
                        : marked().stream()
                            .map(ranked -> words(ranked.answer()))
                            .collect(Collectors.joining(", then "))));
    truth.ifPresent(
        t -> line.append(line.isEmpty() ? "" : "; ").append("green: truth, ").append(words(t)));
    Map<Answer, Double> shares = votes.shares();
    if (!shares.isEmpty()) {
      line.append("; dots: votes of ").append(votes.votes().size());
      if (shares.containsKey(Answer.NOT_HERE)) {
        line.append(
            String.format(Locale.ROOT, ", %.0f %% not here", 100 * shares.get(Answer.NOT_HERE)));
      }
    }
    if (!known.isEmpty()) {
      String gone =
          known.stream()
              .filter(placement -> placement.where() instanceof Answer.NotHere)
              .map(KnownPlacement::item)
              .collect(Collectors.joining(", "));
      line.append(line.isEmpty() ? "" : "; ")
          .append("blue: known")
          .append(gone.isEmpty() ? "" : ", not here: " + gone);
    }
    return line.toString();
  }

  private static String words(Truth truth) {
    return truth.answers().stream().map(SceneDrawing::words).collect(Collectors.joining(" or "));
  }

  private static String words(Answer answer) {
    if (answer instanceof Answer.InContainer in) {
      return Integer.toString(in.id());
    }
    return answer instanceof Answer.InRegion ? "a region of its own" : "not here";
  }

  private static String outline(String look, Region region, double unit) {
    List<Point> vertices = region.vertices();
    if (vertices.size() == 1) {
      return "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>\n"
          .formatted(
              look, number(vertices.get(0).x()), number(vertices.get(0).y()), number(unit * .4));
    }
    String points =
        vertices.stream()
            .map(p -> number(p.x()) + "," + number(p.y()))
            .collect(Collectors.joining(" "));
    return "<%s class=\"%s\" points=\"%s\"/>\n"
        .formatted(vertices.size() == 2 ? "polyline" : "polygon", look, points);
  }

  private static String rectangle(String look, double x, double y, double width, double height) {
    return "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n"
        .formatted(look, number(x), number(y), number(width), number(height));
  }

  /** A text; what was cut of it is shown to whoever points at it. */
  private static String text(
      String look, double x, double y, double size, String text, String whole) {
    String hint = text.equals(whole) ? "" : "<title>" + TextForm.MARKUP.of(whole) + "</title>";
    return "<text class=\"%s\" x=\"%s\" y=\"%s\" font-size=\"%s\">%s%s</text>\n"
        .formatted(look, number(x), number(y), number(size), hint, TextForm.MARKUP.of(text));
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }
}
