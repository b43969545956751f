package org.stowbench.label;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.YamlInput;

/**
 * What can be taken back and repeated: the labels that a photo had before, or had until they were
 * taken back. Nobody has to say which a change is: whoever brings a photo back to where the last
 * step left it has taken that step back.
 *
 * @param back what a photo goes back to, the last step last
 * @param forth what a photo goes on to, the next step last
 */
record UndoSteps(List<Step> back, List<Step> forth) {

  static final UndoSteps NONE = new UndoSteps(List.of(), List.of());

  static final int MOST_STEPS = 100;

  /** All steps together; the oldest are forgotten, so that each save stays quick. */
  private static final int MOST_LETTERS = 2_000_000;

  /** A photo, and what it goes back or on to. */
  record Step(String photo, PhotoLabels labels) {

    private int letters() {
      return Json.exact(labels.write()).length();
    }
  }

  UndoSteps {
    back = List.copyOf(back);
    forth = List.copyOf(forth);
  }

  /** The steps after a photo's labels were changed. */
  UndoSteps changed(String photo, PhotoLabels before, PhotoLabels after) {
    Step here = new Step(photo, before);
    Step there = new Step(photo, after);
    if (!back.isEmpty() && last(back).equals(there)) {
      return new UndoSteps(withoutLast(back), with(forth, here));
    }
    boolean again = !forth.isEmpty() && last(forth).equals(there);
    return new UndoSteps(with(back, here), again ? withoutLast(forth) : List.of());
  }

  private static Step last(List<Step> steps) {
    return steps.get(steps.size() - 1);
  }

  private static List<Step> withoutLast(List<Step> steps) {
    return steps.subList(0, steps.size() - 1);
  }

  private static List<Step> with(List<Step> steps, Step last) {
    List<Step> all = new ArrayList<>(steps);
    all.add(last);
    int letters = 0;
    int from = all.size();
    while (from > 0 && all.size() - from < MOST_STEPS) {
      letters += all.get(from - 1).letters();
      if (letters > MOST_LETTERS) {
        break;
      }
      from--;
    }
    return all.subList(from, all.size());
  }

  /** As {@value LabelledHome#LABELS} holds it. */
  ObjectNode write() {
    ObjectNode json = Json.object();
    write(json.putArray("back"), back);
    write(json.putArray("forth"), forth);
    return json;
  }

  private static void write(ArrayNode list, List<Step> steps) {
    for (Step step : steps) {
      list.addObject().put("photo", step.photo()).setAll(step.labels().write());
    }
  }

  /**
   * Reads what {@link #write} writes.
   *
   * @param labels reads the labels of a photo, by its name
   */
  static UndoSteps read(JsonInput json, Function<String, Function<JsonInput, PhotoLabels>> labels) {
    YamlInput.refuseOthers(json, List.of("back", "forth"));
    return new UndoSteps(steps(json.field("back"), labels), steps(json.field("forth"), labels));
  }

  private static List<Step> steps(
      JsonInput list, Function<String, Function<JsonInput, PhotoLabels>> labels) {
    List<JsonInput> elements = list.elements();
    if (elements.size() > MOST_STEPS) {
      throw list.unexpected("at most %d steps".formatted(MOST_STEPS));
    }
    List<Step> steps = new ArrayList<>();
    for (JsonInput one : elements) {
      YamlInput.refuseOthers(one, List.of("photo", "household", "containers", "items"));
      String photo = one.field("photo").name();
      PhotoLabels read = one.field("photo").build(o -> labels.apply(photo)).apply(one);
      steps.add(new Step(photo, read));
    }
    return steps;
  }
}
