package org.stowbench.datasets.harness;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.io.Json;
import org.stowbench.predictions.AnswerText;
import org.stowbench.query.Answer;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Container;
import org.stowbench.scene.PlaceWords;
import org.stowbench.scene.Scene;

/**
 * A query in words, with numbered choices: the containers that can be opened, then "in none of
 * these". What cannot be opened is no choice, since it is left out of every count; so whoever is
 * right here is right by {@code hit@1}, and whoever is wrong is not.
 */
final class HarnessQuestion {

  private final LabeledQuery labeled;
  private final List<Answer> answers;
  private final List<Integer> right;

  private HarnessQuestion(LabeledQuery labeled, List<Answer> answers, List<Integer> right) {
    this.labeled = labeled;
    this.answers = answers;
    this.right = right;
  }

  static HarnessQuestion of(LabeledQuery labeled) {
    Scene scene = labeled.query().scene();
    PhysicalContainers physical = PhysicalContainers.of(scene);
    List<Answer> answers = new ArrayList<>();
    scene.containers().stream()
        .filter(container -> physical.canOpen(container.id()))
        .forEach(container -> answers.add(Answer.container(container.id())));
    answers.add(Answer.NOT_HERE);
    List<Integer> right =
        IntStream.range(0, answers.size())
            .filter(choice -> isRight(answers.get(choice), labeled, physical))
            .boxed()
            .toList();
    return new HarnessQuestion(labeled, answers, right);
  }

  /** Of a physical container, any candidate is right. */
  private static boolean isRight(Answer answer, LabeledQuery labeled, PhysicalContainers physical) {
    if (answer instanceof Answer.InContainer in) {
      return labeled.truth().containers().stream()
          .anyMatch(id -> physical.of(id) == physical.of(in.id()));
    }
    return labeled.truth().isNotHere();
  }

  /** The query's id. */
  String id() {
    return labeled.query().id();
  }

  /** What a model is shown, up to where its answer, a number, begins. */
  String prompt() {
    Query query = labeled.query();
    Scene scene = query.scene();
    StringBuilder prompt = new StringBuilder();
    prompt.append("Somebody looks for this item at home: ").append(query.item()).append('\n');
    if (!scene.anchors().isEmpty()) {
      prompt
          .append("In view are: ")
          .append(
              scene.anchors().stream()
                  .map(Anchor::type)
                  .distinct()
                  .sorted()
                  .collect(Collectors.joining(", ")))
          .append('\n');
    }
    if (!query.known().isEmpty()) {
      prompt.append("Known of this household:\n");
      for (KnownPlacement known : query.known()) {
        prompt.append("- ").append(known.item()).append(": ").append(words(known)).append('\n');
      }
    }
    if (scene.containers().stream().anyMatch(container -> container.region().isPresent())) {
      prompt.append("Numbers are pixels of a photo, counted from its upper left.\n");
    }
    prompt.append("Where is it?\n");
    List<String> choices = choices();
    for (int choice = 0; choice < choices.size(); choice++) {
      prompt.append(choice + 1).append(". ").append(choices.get(choice)).append('\n');
    }
    return prompt.append("Answer with the number of one place.\nAnswer:").toString();
  }

  private String words(KnownPlacement known) {
    int choice = answers.indexOf(known.where());
    return choice >= 0 ? Integer.toString(choice + 1) : words(known.where());
  }

  /** The choices in words, in the order of their numbers. */
  List<String> choices() {
    return answers.stream().map(this::words).toList();
  }

  private String words(Answer answer) {
    Scene scene = labeled.query().scene();
    return answer instanceof Answer.InContainer in
        ? words(scene, scene.containers().get(in.id()))
        : "in none of these";
  }

  /** With numbers, since the words alone would not tell two drawers of one size apart. */
  private static String words(Scene scene, Container container) {
    String place =
        container
            .region()
            .map(region -> region.bounds().center())
            .map(middle -> ", middle at %d, %d".formatted(round(middle.x()), round(middle.y())))
            .or(
                () ->
                    container
                        .place()
                        .map(box -> ", at %s, %s, %s m".formatted(box.x(), box.y(), box.z())))
            .orElse("");
    return PlaceWords.of(scene, container) + place;
  }

  private static long round(double pixels) {
    return Math.round(pixels);
  }

  /** The numbers of the choices, from 1, as a model says them. */
  List<String> numbers() {
    return IntStream.rangeClosed(1, answers.size()).mapToObj(Integer::toString).toList();
  }

  /** What each choice means, as files of predictions say it. */
  List<String> answers() {
    return answers.stream().map(AnswerText::write).toList();
  }

  /** Which choices are right, counted from 0; none where the truth cannot be opened. */
  List<Integer> right() {
    return right;
  }

  /** Adds a list of texts to an object. */
  static void put(ObjectNode json, String name, Stream<String> texts) {
    ArrayNode list = json.putArray(name);
    texts.forEach(list::add);
  }

  /** An empty object with the query's id. */
  ObjectNode json(String idField) {
    return Json.object().put(idField, id());
  }
}
