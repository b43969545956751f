package org.stowbench.report.drawing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stowbench.io.ImageBytes;
import org.stowbench.io.PhotoFiles;
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

  private static final List<String> ORDINALS = List.of("1st", "2nd", "3rd");
  private static final int MARKED_RANKS = ORDINALS.size();

  /** A photo is as bright at night, and shall be seen through what is drawn on it. */
  private static final String ON_PHOTO =
      """
      .container{fill-opacity:0;stroke:#fff}.first{fill-opacity:.5}.next{fill-opacity:.22}
      .truth{stroke:#12b25a}
      """;

  private static final String DARK =
      """
      .countertop{fill:#cbb894}.anchor{fill:#8ab0d6;stroke:#8ab0d6}
      .container{fill:#3a4048;stroke:#cfc8bd}.first{fill:#b3690f}.next{fill:#b3690f}\
      .first,.next{stroke:#f6c177}.truth{stroke:#35c295}.free{stroke:#e58fbb}
      text{fill:#f1efea;stroke:#15181b}.line{stroke:none}.name{fill:#a9c8e8}.votes{fill:#35c295}\
      .known{fill:#8ab8f5}.choice{fill:#f6c177}.leader,.dot{stroke:#f1efea}
      """;

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

  /**
   * A scene over its photo, where there is one whose size is known: else the photo would not lie
   * where its containers are.
   */
  public static SceneDrawing of(Scene scene, Optional<PhotoFiles.Found> photo) {
    if (photo.isEmpty()) {
      return of(scene);
    }
    if (scene.size().isPresent()) {
      return of(scene).withPhoto(photo.get().photo());
    }
    Scene sized =
        new Scene(
            scene.id(),
            scene.room(),
            scene.image(),
            photo.get().size(),
            scene.containers(),
            scene.anchors(),
            scene.countertop(),
            scene.distances());
    return sized.size().isPresent() ? of(sized).withPhoto(photo.get().photo()) : of(sized);
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
    for (Container container : largestFirst(plan)) {
      svg.append(outline(look(container), plan.regions().get(container.id()), unit));
    }
    freeRegions().forEach(region -> svg.append(outline("free", region, unit)));
    SceneLabels labels = SceneLabels.of(scene, plan, this::notes);
    labels.all().forEach(label -> svg.append(leader(label)));
    labels.all().forEach(label -> svg.append(words(label)));
    legend(svg, frame, header, unit);
    return svg.append("</svg>\n").toString();
  }

  /** No container hides a smaller one, and none the outline of the truth. */
  private List<Container> largestFirst(ScenePlan plan) {
    return scene.containers().stream()
        .sorted(
            Comparator.comparing(this::isTruth)
                .thenComparing(
                    container -> {
                      Region.Box box = plan.regions().get(container.id()).bounds();
                      return -box.width() * box.height();
                    }))
        .toList();
  }

  private boolean hasLegend() {
    return truth.isPresent() || ranking.isPresent() || !known.isEmpty();
  }

  private String style(double unit) {
    return """
    <style>
    .page{fill:#fff}.room{fill:#f4f1ec}
    .countertop{fill:#8a7a60;fill-opacity:.12;stroke:none}
    .anchor{fill:#5b7da0;fill-opacity:.14;stroke:#5b7da0;stroke-dasharray:%1$s}
    .container{fill:#fff;fill-opacity:.6;stroke:#40372c}
    .first{fill:#f09a2e;fill-opacity:.75;stroke:#8a4a00}
    .next{fill:#f09a2e;fill-opacity:.32;stroke:#8a4a00}
    .truth{stroke:#0b7a3b;stroke-width:%2$s}
    .free{fill:none;stroke:#b0306a;stroke-dasharray:%1$s}
    polygon,polyline,circle{stroke-width:%3$s;stroke-linejoin:round}
    text{font-family:system-ui,sans-serif;text-anchor:middle;fill:#241d14;paint-order:stroke;\
    stroke:#fff;stroke-width:%4$s;stroke-linejoin:round}
    .number{font-weight:600}.name{fill:#2f4f70}.line{text-anchor:start;stroke:none}\
    .votes{fill:#0b7a3b}.known{fill:#1d4f91}.choice{fill:#8a4a00}
    .leader,.dot{fill:none;stroke:#241d14;stroke-linecap:round;stroke-width:%5$s}.dot{stroke-width:%2$s}
    %6$s@media (prefers-color-scheme:dark){
    .page{fill:#15181b}.room{fill:#23262a}.line{fill:#e9e9e6}
    %7$s}
    </style>
    """
        .formatted(
            number(unit * .8),
            number(unit * .7),
            number(unit * .2),
            number(unit * .4),
            number(unit * .15),
            photo.isPresent() ? ON_PHOTO : "",
            photo.isPresent() ? "" : DARK);
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

  /**
   * What stands with a container's number: what is known to be there, over it, and in words what
   * its colours say, for those who see none.
   */
  private List<SceneLabels.Line> notes(Container container) {
    Answer here = Answer.container(container.id());
    List<SceneLabels.Line> notes = new ArrayList<>();
    String items =
        known.stream()
            .filter(placement -> placement.where().equals(here))
            .map(KnownPlacement::item)
            .collect(Collectors.joining(", "));
    if (!items.isEmpty()) {
      notes.add(SceneLabels.Line.over("known", items));
    }
    List<String> marks = new ArrayList<>();
    int rank = rank(here);
    if (rank > 0) {
      marks.add(ORDINALS.get(rank - 1));
    }
    if (isTruth(container)) {
      marks.add(marks.isEmpty() ? "truth" : "and truth");
    }
    long count = votes.votes().stream().filter(vote -> vote.answer().equals(here)).count();
    if (count > 0) {
      marks.add("\u25cf".repeat((int) Math.min(5, count)));
    }
    if (!marks.isEmpty()) {
      String look = rank > 0 && !isTruth(container) ? "choice" : "votes";
      notes.add(SceneLabels.Line.under(look, String.join(" ", marks)));
    }
    return notes;
  }

  /** The line from words that stand beside what they name. */
  private static String leader(SceneLabels.Label label) {
    if (!label.place().isBeside()) {
      return "";
    }
    Point inside = label.place().inside();
    Point from = label.edge();
    return "<path class=\"leader\" d=\"M%s %sL%s %s\"/>\n<path class=\"dot\" d=\"M%s %sh0\"/>\n"
        .formatted(
            number(from.x()),
            number(from.y()),
            number(inside.x()),
            number(inside.y()),
            number(inside.x()),
            number(inside.y()));
  }

  private static String words(SceneLabels.Label label) {
    StringBuilder words = new StringBuilder();
    double x = label.place().box().center().x();
    label.forEachLine(
        (line, baseline, size) ->
            words.append(text(line.look(), x, baseline, size, line.text(), line.whole())));
    return words.toString();
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
    double size = Math.max(1.1 * unit, Math.min(largest, room / Words.width(line)));
    return text("line", frame.left() + 1.5 * unit, y, size, Words.cut(line, room / size), line);
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
      int people = votes.votes().size();
      line.append(
          "; dots: where %d %s looked".formatted(people, people == 1 ? "person" : "people"));
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
