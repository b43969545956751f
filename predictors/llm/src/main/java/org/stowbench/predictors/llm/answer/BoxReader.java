package org.stowbench.predictors.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;

/**
 * Reads a box in thousandths of the picture's width and height, and maps it back to pixels of the
 * photo, whatever size the model saw: a JSON object with {@code box}, or else a line "Box: [left,
 * top, right, bottom]" or "Box: None".
 */
public final class BoxReader implements ReplyReader {

  private static final double THOUSANDTHS = 1000;
  private static final Pattern BOX = Lines.label("box");
  private static final Pattern NONE =
      Pattern.compile("(?:none|n/a|not\\s+here|nowhere|\\[\\s*])[.\\s]*", Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBERS = Pattern.compile("[\\[(]?([^\\[\\]()]*)[\\])]?[.\\s]*");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}(?:\\.\\d{1,6})?");

  private final ImageSize photo;
  private final JsonAnswers.Form form = new Form();

  /** Reads boxes in a photo of this size. */
  public BoxReader(ImageSize photo) {
    this.photo = photo;
  }

  @Override
  public Reading read(String text) {
    return AnswerSearch.read(text, form);
  }

  private Answer answer(String text) {
    String plain = Plain.of(text).replaceAll("[*_`\"']", "").strip();
    if (NONE.matcher(plain).matches()) {
      return Answer.NOT_HERE;
    }
    Matcher inside = NUMBERS.matcher(plain);
    List<Double> numbers = new ArrayList<>();
    for (String part : (inside.matches() ? inside.group(1) : "").split(",")) {
      if (!NUMBER.matcher(part.strip()).matches()) {
        throw new UnreadableReply("a box must be four numbers");
      }
      numbers.add(Double.parseDouble(part.strip()));
    }
    return answer(numbers);
  }

  private Answer answer(JsonNode box) {
    if (box.isTextual()) {
      return answer(box.textValue());
    }
    if (box.isNull() || (box.isArray() && box.isEmpty())) {
      return Answer.NOT_HERE;
    }
    if (!box.isArray()) {
      // An object's numbers are in whatever order.
      throw new UnreadableReply("a box must be four numbers");
    }
    List<Double> numbers = new ArrayList<>();
    for (JsonNode number : box) {
      if (!number.isNumber()) {
        throw new UnreadableReply("a box must be four numbers");
      }
      numbers.add(number.doubleValue());
    }
    return answer(numbers);
  }

  private Answer answer(List<Double> box) {
    boolean fits =
        box.size() == 4
            && box.stream().allMatch(n -> n >= 0 && n <= THOUSANDTHS)
            && box.get(0) < box.get(2)
            && box.get(1) < box.get(3);
    if (!fits) {
      throw new UnreadableReply(
          "a box must be [left, top, right, bottom], each 0 to 1000, left < right, top < bottom");
    }
    if (box.stream().allMatch(n -> n <= 1)) {
      throw new UnreadableReply("a box must be in thousandths, 0 to 1000, not in 0 to 1");
    }
    double x = photo.width() / THOUSANDTHS;
    double y = photo.height() / THOUSANDTHS;
    return Answer.region(
        Region.box(box.get(0) * x, box.get(1) * y, box.get(2) * x, box.get(3) * y));
  }

  /** In JSON and in words. */
  private final class Form implements JsonAnswers.Form {

    @Override
    public Optional<Reading.Understood> inObject(
        JsonNode object, Map<String, JsonNode> fields, boolean bare) {
      return Optional.ofNullable(fields.get("box"))
          .map(box -> new Reading.Understood(Ranking.of(answer(box)), JsonAnswers.reasons(fields)));
    }

    @Override
    public Optional<Reading.Understood> inList(JsonNode list) {
      boolean numbers = list.size() == 4;
      for (JsonNode number : list) {
        numbers &= number.isNumber();
      }
      return numbers
          ? Optional.of(new Reading.Understood(Ranking.of(answer(list)), Optional.empty()))
          : Optional.empty();
    }

    @Override
    public Reading.Understood inWords(String text) {
      Lines lines = new Lines(text);
      List<Answer> answers = lines.values(BOX).stream().map(box -> answer(box)).distinct().toList();
      if (answers.size() > 1) {
        throw new UnreadableReply("it has two different boxes");
      }
      if (answers.isEmpty()) {
        throw new UnreadableReply("it has no box");
      }
      return new Reading.Understood(Ranking.of(answers.get(0)), lines.reasons());
    }

    @Override
    public boolean agrees(String after, Reading.Understood answer) {
      return new Lines(after)
          .values(BOX).stream().allMatch(value -> answer(value).equals(answer.ranking().first()));
    }
  }
}
