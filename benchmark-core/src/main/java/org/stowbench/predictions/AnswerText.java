package org.stowbench.predictions;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.SceneJson;
import org.stowbench.query.Answer;
import org.stowbench.query.Truth;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;

/**
 * An answer as one cell of a table: a container's number, {@code not_here}, or a region as the JSON
 * {@code [[x,y],...]} in pixels. A number may end in {@code .0}: programs that keep a column with
 * gaps as floating-point numbers write 4 so.
 */
public final class AnswerText {

  private static final String NOT_HERE = "not_here";
  private static final String NUMBER = "[0-9]{1,9}([.]0*)?";
  private static final String ANSWERS = "a container number, not_here, or a region [[x,y],...]";

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
   * Reads a truth about a scene, in which a container may also be called by its name; a number is
   * always that of a container.
   *
   * @throws InvalidInputException if the text is none, or a name that several containers have
   */
  public static Truth readTruth(String text, Scene scene, InputLocation location) {
    if (text.matches(NUMBER + "( +" + NUMBER + ")+")) {
      List<Integer> containers = Stream.of(text.split(" +")).map(AnswerText::number).toList();
      if (Set.copyOf(containers).size() < containers.size()) {
        throw InvalidInputException.expected(location, "each container once", text);
      }
      return new Truth(containers);
    }
    return Truth.of(read(text, scene, location));
  }

  /**
   * Reads an answer about a scene, in which a container may also be called by its name; a number is
   * always that of a container.
   *
   * @throws InvalidInputException if the text is none, or a name that several containers have
   */
  public static Answer read(String text, Scene scene, InputLocation location) {
    List<Container> named = scene.named(text);
    if (named.isEmpty() || text.equals(NOT_HERE) || text.matches(NUMBER)) {
      return read(
          text,
          location,
          "a container number, not_here, a region [[x,y],...], or the name of a container");
    }
    if (named.size() > 1) {
      throw InvalidInputException.expected(
          location, "the name of one container, or a number", text + ", as several are called");
    }
    return Answer.container(named.get(0).id());
  }

  /**
   * Reads an answer.
   *
   * @throws InvalidInputException if the text is none
   */
  public static Answer read(String text, InputLocation location) {
    return read(text, location, ANSWERS);
  }

  private static Answer read(String text, InputLocation location, String allowed) {
    if (text.equals(NOT_HERE)) {
      return Answer.NOT_HERE;
    }
    if (text.startsWith("[")) {
      return Answer.region(SceneJson.readRegion(JsonInput.parse(text, location)));
    }
    if (text.matches(NUMBER)) {
      return Answer.container(number(text));
    }
    throw InvalidInputException.expected(location, allowed, text);
  }

  private static int number(String text) {
    return Integer.parseInt(text.replaceFirst("[.]0*$", ""));
  }
}
