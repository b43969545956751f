package org.stowbench.predictions;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.SceneJson;
import org.stowbench.query.Answer;
import org.stowbench.query.Truth;

/**
 * An answer as one cell of a table: a container's number, {@code not_here}, or a region as the JSON
 * {@code [[x,y],...]} in pixels. A number may end in {@code .0}: programs that keep a column with
 * gaps as floating-point numbers write 4 so.
 */
public final class AnswerText {

  private static final String NOT_HERE = "not_here";

  private AnswerText() {}

  /** Writes an answer. */
  public static String write(Answer answer) {
    if (answer instanceof Answer.InContainer in) {
      return Integer.toString(in.id());
    }
    if (answer instanceof Answer.InRegion in) {
      return Json.line(SceneJson.writeRegion(in.region()));
    }
    return NOT_HERE;
  }

  /** Writes a truth: an answer, or several containers' numbers with spaces between. */
  public static String write(Truth truth) {
    return truth.answers().stream().map(AnswerText::write).collect(Collectors.joining(" "));
  }

  /**
   * Reads a truth.
   *
   * @throws InvalidInputException if the text is none
   */
  public static Truth readTruth(String text, InputLocation location) {
    if (!text.matches("[0-9.]+( +[0-9.]+)+")) {
      return Truth.of(read(text, location));
    }
    List<Integer> containers = new ArrayList<>();
    for (String number : text.split(" +")) {
      containers.addAll(Truth.of(read(number, location)).containers());
    }
    if (Set.copyOf(containers).size() < containers.size()) {
      throw InvalidInputException.expected(location, "each container once", text);
    }
    return new Truth(containers);
  }

  /**
   * Reads an answer.
   *
   * @throws InvalidInputException if the text is none
   */
  public static Answer read(String text, InputLocation location) {
    if (text.equals(NOT_HERE)) {
      return Answer.NOT_HERE;
    }
    if (text.startsWith("[")) {
      return Answer.region(SceneJson.readRegion(JsonInput.parse(text, location)));
    }
    if (text.matches("[0-9]{1,9}([.]0*)?")) {
      return Answer.container(Integer.parseInt(text.replaceFirst("[.]0*$", "")));
    }
    throw InvalidInputException.expected(
        location, "a container number, not_here, or a region [[x,y],...]", text);
  }
}
