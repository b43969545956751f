package org.stowbench.predictors.llm.vision;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.stowbench.geometry.LabelPlaces;
import org.stowbench.io.Images;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.PhotoFiles;
import org.stowbench.predictor.Needing;
import org.stowbench.predictors.llm.chat.Picture;
import org.stowbench.predictors.llm.scene.Numbering;
import org.stowbench.predictors.llm.scene.SceneText;
import org.stowbench.query.Answer;
import org.stowbench.query.KnownPlacement;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Container;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/**
 * Draws scenes for models that see. Pictures are scaled so that their longer side is what the
 * provider takes, and never so small that numbers cannot be read.
 */
public final class ScenePictures {

  /** What lies under the marks. */
  public enum Source {
    /** The photo; a scene whose photo is not here cannot be drawn. */
    PHOTO,
    /** A drawing of what the dataset knows. */
    SCHEMATIC,
    /** The photo where it is here, else the schematic. */
    AUTO
  }

  /**
   * A scene as the model sees it.
   *
   * @param picture what is sent
   * @param frame the size of the photo in the scene's own pixels, which boxes are mapped back to
   * @param legend what the picture is, in words for the prompt
   */
  public record Shown(Picture picture, ImageSize frame, String legend) {}

  private static final int USUAL_SIDE = 1024;

  /** Below this, digits in a compressed picture are not read reliably; in pixels. */
  private static final double SMALLEST_TEXT = 11;

  /** Around the text of a plate, of its height. */
  private static final double MARGIN = 0.38;

  /** Of a name that is written on a container, in characters. */
  private static final int LONGEST_ITEM = 20;

  private static final Color[] COLORS = {
    new Color(0xD6, 0x27, 0x28), new Color(0x1F, 0x77, 0xB4), new Color(0x2C, 0x8C, 0x2C),
    new Color(0x9A, 0x4F, 0xC4), new Color(0xC8, 0x6A, 0x00), new Color(0x00, 0x8B, 0x8B),
    new Color(0xC2, 0x18, 0x7A), new Color(0x6B, 0x5B, 0x00)
  };
  private static final Color ANCHOR = new Color(0x45, 0x5A, 0x73);

  private final Source source;
  private final Optional<PhotoFiles> photos;
  private final int longestSide;

  /** The ids of scenes that were drawn, where a photo was looked for. */
  private final Set<String> drawn = ConcurrentHashMap.newKeySet();

  /** Whether one of them names a photo. */
  private volatile boolean missing;

  /**
   * Pictures of scenes.
   *
   * @param images the folder that image references are relative to
   * @param longestSide in pixels, 256 or more
   */
  public ScenePictures(Source source, Optional<Path> images, int longestSide) {
    if (longestSide < 256) {
      throw new IllegalArgumentException("longest side " + longestSide + ": must be 256 or more");
    }
    this.source = source;
    this.photos = images.map(PhotoFiles::new);
    this.longestSide = longestSide;
  }

  /** What is needed to draw a scene and not there; see {@link Needing#lacks}. */
  public Optional<String> lacks(Scene scene) {
    return source == Source.PHOTO && !hasPhoto(scene)
        ? Optional.of(
            "its photo %s is not on this machine; source=schematic draws the scene instead"
                .formatted(InvalidInputException.excerpt(scene.image().orElse("(none named)"))))
        : Needing.regions(scene);
  }

  /** That scenes were drawn for want of a photo, so far, and what to do about it. */
  public Optional<String> notice() {
    return drawn.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "no photos found for %,d scenes, which were drawn instead%s",
                drawn.size(),
                missing ? "; --images DIR says where photos are" : ": their dataset names none"));
  }

  private boolean hasPhoto(Scene scene) {
    try {
      return photos.flatMap(folder -> folder.find(scene)).isPresent();
    } catch (InvalidInputException e) {
      return true; // there is something, and whoever shows it says what is wrong with it
    }
  }

  /**
   * Draws a scene.
   *
   * @param marks the numbers to draw; empty for none
   * @param known what is written on its containers
   * @throws InvalidInputException if there must be a photo and it is not here, or is damaged
   */
  public Shown show(Scene scene, Optional<Numbering> marks, List<KnownPlacement> known) {
    Optional<BufferedImage> photo = source == Source.SCHEMATIC ? Optional.empty() : photo(scene);
    if (source == Source.PHOTO && photo.isEmpty()) {
      throw new InvalidInputException(
          "the photo %s of scene %s is not on this machine; source=schematic draws the scene instead"
              .formatted(
                  InvalidInputException.excerpt(scene.image().orElse("(none named)")),
                  InvalidInputException.excerpt(scene.id())));
    }
    if (source == Source.AUTO && photo.isEmpty()) {
      drawn.add(scene.id());
      if (scene.image().isPresent()) {
        missing = true;
      }
    }
    ImageSize frame = frame(scene, photo);
    double longest = Math.max(frame.width(), frame.height());
    double scale = Math.min(longestSide, Math.max(longest, USUAL_SIDE)) / longest;
    int width = Math.max(1, (int) Math.round(frame.width() * scale));
    int height = Math.max(1, (int) Math.round(frame.height() * scale));
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    try {
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      g.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      Canvas canvas =
          new Canvas(
              g,
              new Rectangle2D.Double(0, 0, width, height),
              AffineTransform.getScaleInstance(
                  (double) width / frame.width(), (double) height / frame.height()));
      if (photo.isPresent()) {
        g.drawImage(photo.get(), 0, 0, width, height, null);
      } else {
        canvas.schematic(scene);
      }
      canvas.marks(scene, marks, known, photo.isEmpty());
    } finally {
      g.dispose();
    }
    Picture picture = Encoder.encode(image, photo.isPresent());
    return new Shown(picture, frame, photo.isPresent() ? "" : legend(scene));
  }

  /** What {@link PhotoFiles} finds, and nothing else: a provider is not sent just any file. */
  private Optional<BufferedImage> photo(Scene scene) {
    Optional<PhotoFiles.Found> found;
    try {
      found = photos.flatMap(folder -> folder.find(scene));
    } catch (InvalidInputException e) {
      if (source == Source.PHOTO) {
        throw e;
      }
      found = Optional.empty();
    }
    return found.map(file -> Images.read(file.photo().bytes(), InputLocation.of(file.path())));
  }

  /** The scene's own size; else the photo's; else what holds everything. */
  private static ImageSize frame(Scene scene, Optional<BufferedImage> photo) {
    if (scene.size().isPresent()) {
      return scene.size().get();
    }
    if (photo.isPresent()) {
      return new ImageSize(photo.get().getWidth(), photo.get().getHeight());
    }
    double right = 1;
    double bottom = 1;
    for (Container container : scene.containers()) {
      right = Math.max(right, container.outline().bounds().right());
      bottom = Math.max(bottom, container.outline().bounds().bottom());
    }
    return new ImageSize((int) Math.ceil(right * 1.02), (int) Math.ceil(bottom * 1.02));
  }

  private static String legend(Scene scene) {
    StringBuilder text = new StringBuilder("The picture is a drawing of the kitchen, not a photo.");
    String separator = " Landmarks: ";
    for (int i = 0; i < lettered(scene); i++) {
      text.append(separator)
          .append(StrokeFont.LETTERS.charAt(i))
          .append(" is the ")
          .append(SceneText.word(scene.anchors().get(i).type()));
      separator = ", ";
    }
    return text.append(separator.equals(", ") ? ".\n" : "\n").toString();
  }

  /** How many of a scene's landmarks have a letter. */
  private static int lettered(Scene scene) {
    return Math.min(scene.anchors().size(), StrokeFont.LETTERS.length());
  }

  /** A text on a coloured ground that names a region. */
  private record Plate(String text, Region names, Color color) {}

  /** What is drawn on: scene coordinates become pixels of the picture. */
  private record Canvas(Graphics2D g, Rectangle2D page, AffineTransform transform) {

    private double unit() {
      return Math.max(page.getWidth(), page.getHeight()) / 1000;
    }

    void schematic(Scene scene) {
      g.setColor(new Color(0xF4, 0xF1, 0xEC));
      g.fill(page);
      scene.countertop().ifPresent(region -> fill(shape(region), new Color(0xDD, 0xD3, 0xC0)));
      for (Anchor anchor : scene.anchors()) {
        Shape shape = shape(anchor.region());
        fill(shape, new Color(0x45, 0x5A, 0x73, 70));
        outline(shape, ANCHOR, 2);
      }
      for (Container container : scene.containers()) {
        fill(shape(container.outline()), new Color(255, 255, 255, 150));
        outline(shape(container.outline()), new Color(0x40, 0x37, 0x2C), 1);
      }
    }

    /**
     * Numbers and items on containers; on a drawing, landmarks' letters where there is room left.
     */
    void marks(
        Scene scene, Optional<Numbering> numbering, List<KnownPlacement> known, boolean landmarks) {
      List<Plate> plates = new ArrayList<>();
      for (Container container : scene.containers()) {
        OptionalInt number =
            numbering.isPresent() ? numbering.get().number(container.id()) : OptionalInt.empty();
        if (number.isPresent()) {
          Color color = color(number.getAsInt());
          Shape shape = shape(container.outline());
          outline(shape, Color.WHITE, 4.5);
          outline(shape, color, 2.5);
          plates.add(new Plate(Integer.toString(number.getAsInt()), container.outline(), color));
        }
      }
      for (KnownPlacement placement : known) {
        String item = StrokeFont.drawable(SceneText.word(placement.item()), LONGEST_ITEM);
        if (placement.where() instanceof Answer.InContainer in && !item.isEmpty()) {
          plates.add(new Plate(item, scene.container(in.id()).outline(), color(in.id() + 1)));
        }
      }
      int onContainers = plates.size();
      for (int i = 0; landmarks && i < lettered(scene); i++) {
        String letter = StrokeFont.LETTERS.substring(i, i + 1);
        plates.add(new Plate(letter, scene.anchors().get(i).region(), ANCHOR));
      }
      LabelPlaces labels = new LabelPlaces(new Region.Box(0, 0, page.getWidth(), page.getHeight()));
      List<LabelPlaces.Placed> places = new ArrayList<>();
      places.addAll(labels.place(wanted(plates.subList(0, onContainers))));
      places.addAll(labels.place(wanted(plates.subList(onContainers, plates.size()))));
      // Lines first: none may cross out a number.
      for (int i = 0; i < plates.size(); i++) {
        drawLine(places.get(i), plates.get(i).color());
      }
      for (int i = 0; i < plates.size(); i++) {
        draw(places.get(i), plates.get(i));
      }
    }

    private List<LabelPlaces.Wanted> wanted(List<Plate> plates) {
      double usual = Math.max(SMALLEST_TEXT, Math.max(page.getWidth(), page.getHeight()) / 55);
      List<LabelPlaces.Wanted> wanted = new ArrayList<>();
      for (Plate plate : plates) {
        Region region =
            new Region(plate.names().vertices().stream().map(this::transformed).toList());
        double room = Math.min(region.bounds().width(), region.bounds().height());
        wanted.add(
            new LabelPlaces.Wanted(
                region,
                StrokeFont.width(plate.text()) + 2 * MARGIN,
                1 + 2 * MARGIN,
                SMALLEST_TEXT,
                Math.max(SMALLEST_TEXT, Math.min(usual, room * 0.5))));
      }
      return wanted;
    }

    private Point transformed(Point point) {
      Point2D there = transform.transform(new Point2D.Double(point.x(), point.y()), null);
      return new Point(there.getX(), there.getY());
    }

    private static Color color(int number) {
      return COLORS[number % COLORS.length];
    }

    /** From a plate that lies beside what it names. */
    private void drawLine(LabelPlaces.Placed place, Color color) {
      if (place.isBeside()) {
        Point middle = place.box().center();
        Point inside = place.inside();
        Line2D line = new Line2D.Double(middle.x(), middle.y(), inside.x(), inside.y());
        outline(line, Color.WHITE, 4);
        outline(line, color, 2);
        double r = 3 * unit();
        fill(new Ellipse2D.Double(inside.x() - r, inside.y() - r, 2 * r, 2 * r), color);
      }
    }

    private void draw(LabelPlaces.Placed place, Plate plate) {
      Region.Box box = place.box();
      Shape shape = new Rectangle2D.Double(box.left(), box.top(), box.width(), box.height());
      fill(shape, plate.color());
      outline(shape, Color.WHITE, 1.2);
      g.setColor(Color.WHITE);
      g.setStroke(
          new BasicStroke(
              (float) (place.size() / 6.5), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      double margin = MARGIN * place.size();
      g.draw(
          StrokeFont.strokes(plate.text(), box.left() + margin, box.top() + margin, place.size()));
    }

    private void fill(Shape shape, Color color) {
      g.setColor(color);
      g.fill(shape);
    }

    private void outline(Shape shape, Color color, double width) {
      g.setColor(color);
      g.setStroke(
          new BasicStroke(
              (float) Math.max(1, width * unit()), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      g.draw(shape);
    }

    private Shape shape(Region region) {
      Path2D path = new Path2D.Double();
      List<Point> vertices = region.vertices();
      path.moveTo(vertices.get(0).x(), vertices.get(0).y());
      for (Point point : vertices) {
        path.lineTo(point.x(), point.y());
      }
      path.closePath();
      return transform.createTransformedShape(path);
    }
  }
}
