package org.stowbench.challenge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.JsonRecords;
import org.stowbench.io.SceneJson;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.ResponseForm;
import org.stowbench.predictions.ResponseMatcher;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;

/**
 * The official repository's response files (<code>[</code>): a JSON list of records, with {@code
 * image_path} (or {@code image_path_html}), {@code chosen_item}, at times {@code user_id}, and the
 * answer in the first of these that the record has:
 *
 * <ol>
 *   <li>a field that ends in {@code _polygon_string}: files with such a field carry the truth in
 *       {@code chosen_polygon}
 *   <li>{@code chosen_polygon}: one polygon, {@code []} for "not here"
 *   <li>{@code containers_mask_polygon}: a list of polygons; none is "not here", one is that
 *       polygon, several are the upright box around all their vertices
 * </ol>
 *
 * Polygons may be JSON or texts that hold JSON; a null or an empty text is a failed prediction. A
 * polygon with the vertices of a candidate names that candidate (the first, if it is repeated), any
 * other is a free region. Photos are matched by {@link PhotoName}.
 */
public final class OfficialForm implements ResponseForm {

  private static final List<String> PHOTO_FIELDS = List.of("image_path", "image_path_html");
  private static final String DRAWN_BESIDE_TRUTH = "_polygon_string";
  private static final String CHOSEN = "chosen_polygon";
  private static final String MASKS = "containers_mask_polygon";

  /** For {@link java.util.ServiceLoader}. */
  public OfficialForm() {}

  @Override
  public boolean recognises(InputFile file) {
    return file.beginsWith('[');
  }

  @Override
  public void read(InputFile file, ResponseMatcher matcher) {
    try (JsonRecords records = JsonRecords.open(file)) {
      records.forEach(record -> readRecord(record, matcher));
    }
  }

  private static void readRecord(JsonInput record, ResponseMatcher matcher) {
    List<String> photos =
        PHOTO_FIELDS.stream()
            .flatMap(field -> record.optional(field).stream())
            .map(JsonInput::name)
            .toList();
    if (photos.isEmpty()) {
      throw record.field(PHOTO_FIELDS.get(0)).unexpected("a photo's name");
    }
    String item = record.field("chosen_item").name();
    String person = record.optional("user_id").map(OfficialForm::readPerson).orElse("");
    Optional<List<Region>> polygons = Optional.empty();
    Optional<String> unusable = Optional.empty();
    try {
      polygons = readAnswer(record);
    } catch (InvalidInputException e) {
      unusable = Optional.of(SceneJson.unusable(e).orElseThrow(() -> e));
    }

    OptionalInt ordinal = matcher.find(photos.get(0), item);
    for (int i = 1; ordinal.isEmpty() && i < photos.size(); i++) {
      ordinal = matcher.find(photos.get(i), item);
    }
    String asked = item + " in " + photos.get(0);
    if (ordinal.isEmpty()) {
      matcher.takeUnmatched(asked);
      return;
    }
    if (polygons.isEmpty() && unusable.isEmpty()) {
      matcher.noteBlank(asked);
    }
    Query query = matcher.query(ordinal.getAsInt());
    String failure = unusable.orElse("no answer");
    Prediction prediction =
        polygons
            .map(p -> Prediction.of(query, Ranking.of(answer(p, query))))
            .orElseGet(() -> Prediction.failed(query.id(), failure));
    matcher.take(person, ordinal, asked, prediction);
  }

  /** A person's id; 1, 1.0 and "1" are the same person. */
  private static String readPerson(JsonInput id) {
    if (id.isText()) {
      return id.name().strip();
    }
    double number = id.number();
    return number == Math.rint(number) && Math.abs(number) < 1L << 53
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  /** The polygons of the answer, none for "not here"; empty where there is no answer. */
  private static Optional<List<Region>> readAnswer(JsonInput record) {
    Optional<JsonInput> value = record.optional(answerField(record));
    if (value.isPresent() && value.get().isText()) {
      String text = value.get().text().strip();
      value =
          text.isEmpty() || text.equals("null")
              ? Optional.empty()
              : Optional.of(JsonInput.parse(text, value.get().location()));
    }
    return value.map(OfficialForm::readPolygons);
  }

  private static String answerField(JsonInput record) {
    List<String> names = record.names();
    List<String> drawn = names.stream().filter(n -> n.endsWith(DRAWN_BESIDE_TRUTH)).toList();
    if (drawn.size() > 1) {
      throw record.invalid(
          "expected one field that ends in %s, found %s"
              .formatted(
                  DRAWN_BESIDE_TRUTH, InvalidInputException.excerpt(String.join(", ", drawn))));
    }
    if (drawn.size() == 1) {
      return drawn.get(0);
    }
    if (names.contains(CHOSEN)) {
      return CHOSEN;
    }
    if (names.contains(MASKS)) {
      return MASKS;
    }
    throw record.invalid(
        "no answer in it: expected a field %s, %s or one that ends in %s; found %s"
            .formatted(
                CHOSEN,
                MASKS,
                DRAWN_BESIDE_TRUTH,
                InvalidInputException.excerpt(String.join(", ", names))));
  }

  /** One polygon {@code [[x,y],...]}, or a list of polygons; empty polygons do not count. */
  private static List<Region> readPolygons(JsonInput value) {
    List<JsonInput> elements = value.elements();
    boolean nested =
        !elements.isEmpty()
            && elements.stream()
                .allMatch(
                    e -> e.isList() && (e.elements().isEmpty() || e.elements().get(0).isList()));
    if (!nested) {
      return elements.isEmpty() ? List.of() : List.of(SceneJson.readRegion(value));
    }
    List<Region> regions = new ArrayList<>();
    for (JsonInput element : elements) {
      if (!element.elements().isEmpty()) {
        regions.add(SceneJson.readRegion(element));
      }
    }
    return regions;
  }

  private static Answer answer(List<Region> polygons, Query query) {
    if (polygons.isEmpty()) {
      return Answer.NOT_HERE;
    }
    Region region = polygons.size() == 1 ? polygons.get(0) : boxAround(polygons);
    for (Container container : query.scene().containers()) {
      if (container.region().equals(Optional.of(region))) {
        return Answer.container(container.id());
      }
    }
    return Answer.region(region);
  }

  private static Region boxAround(List<Region> polygons) {
    List<Region.Box> boxes = polygons.stream().map(Region::bounds).toList();
    return Region.box(
        boxes.stream().mapToDouble(Region.Box::left).min().orElseThrow(),
        boxes.stream().mapToDouble(Region.Box::top).min().orElseThrow(),
        boxes.stream().mapToDouble(Region.Box::right).max().orElseThrow(),
        boxes.stream().mapToDouble(Region.Box::bottom).max().orElseThrow());
  }
}
