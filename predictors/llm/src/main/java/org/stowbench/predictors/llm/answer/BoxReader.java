package org.stowbench.predictors.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
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
  private static final Pattern BOX =
      Pattern.compile(
          "^[\\s*_>#-]*box[\\s*_]*:[\\s*_]*"
              + "(?:(?<none>none\\b|\\[\\s*])|\\[(?<numbers>[^\\]]*)])",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}(?:\\.\\d{1,6})?");

  private final ImageSize photo;

  /** Reads boxes in a photo of this size. */
  public BoxReader(ImageSize photo) {
    this.photo = photo;
  }

  @Override
  public Reading read(String text) {
    if (text.isBlank()) {
      return new Reading.Unreadable("the message is empty");
    }
    try {
      ReplyJson json = ReplyJson.in(text, "box");
      List<Answer> answers = new ArrayList<>();
      Optional<String> reasons = Optional.empty();
      for (ObjectNode object : json.objects()) {
        answers.add(answer(object.get("box")));
        reasons =
            reasons.or(
                () ->
                    Optional.of(object.path("reasoning"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue));
      }
      Matcher line = BOX.matcher(text);
      while (json.objects().isEmpty() && line.find()) {
        answers.add(line.group("none") != null ? Answer.NOT_HERE : answer(line.group("numbers")));
      }
      if (answers.isEmpty()) {
        throw new UnreadableReply(
            json.cutOff() ? "the JSON breaks off before its end" : "it has no box");
      }
      if (answers.stream().distinct().count() > 1) {
        throw new UnreadableReply("it has two different boxes");
      }
      return new Reading.Understood(Ranking.of(answers.get(0)), reasons);
    } catch (UnreadableReply e) {
      return new Reading.Unreadable(e.getMessage());
    }
  }

  private Answer answer(JsonNode box) {
    if (box.isNull() || (box.isArray() && box.isEmpty())) {
      return Answer.NOT_HERE;
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

  private Answer answer(String text) {
    List<Double> numbers = new ArrayList<>();
    for (String part : text.split(",")) {
      if (!NUMBER.matcher(part.strip()).matches()) {
        throw new UnreadableReply("a box must be four numbers");
      }
      numbers.add(Double.parseDouble(part.strip()));
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
    double x = photo.width() / THOUSANDTHS;
    double y = photo.height() / THOUSANDTHS;
    return Answer.region(
        Region.box(box.get(0) * x, box.get(1) * y, box.get(2) * x, box.get(3) * y));
  }
}
