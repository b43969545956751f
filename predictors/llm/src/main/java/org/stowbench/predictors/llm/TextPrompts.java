package org.stowbench.predictors.llm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stowbench.io.Json;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictors.llm.chat.Message;
import org.stowbench.predictors.llm.prompt.PromptTemplate;
import org.stowbench.predictors.llm.prompt.PromptTemplate.Section;
import org.stowbench.predictors.llm.scene.Numbering;
import org.stowbench.predictors.llm.scene.SceneText;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.scene.Scene;

/**
 * The scene in words.
 *
 * @param template what is said
 * @param form what is taken for the answer
 * @param examples worked examples before the question
 * @param numbers under which numbers the model knows the containers
 */
record TextPrompts(
    PromptTemplate template,
    AnswerForm form,
    FewShotExamples examples,
    Function<Scene, Numbering> numbers)
    implements PromptMaker {

  private static final String REASON = "This household keeps it there.";

  @Override
  public List<Opening> openings(Query query, boolean json) {
    List<Message> messages = new ArrayList<>();
    messages.add(Message.system(template.fill(Section.SYSTEM, Map.of())));
    for (LabeledQuery example : examples.forQuery(query)) {
      Numbering its = numbers.apply(example.query().scene());
      messages.add(Message.user(question(example.query(), its, json)));
      messages.add(Message.model(answer(example, its, json)));
    }
    Numbering numbering = numbers.apply(query.scene());
    messages.add(Message.user(question(query, numbering, json)));
    return List.of(new Opening(messages, form.reader(numbering), numbering.choices()));
  }

  @Override
  public Optional<String> notice() {
    return form.notice();
  }

  @Override
  public LearnedFrom learnedFrom() {
    return examples.learnedFrom();
  }

  private String question(Query query, Numbering numbering, boolean json) {
    return template.fill(
        Section.QUESTION,
        Map.of(
            "item", SceneText.word(query.item()),
            "scene", SceneText.of(query, numbering),
            "form", template.fill(json ? Section.JSON : Section.TEXT, Map.of())));
  }

  /** What a good reply would have been: the truth first, then whatever else people said. */
  private String answer(LabeledQuery example, Numbering numbering, boolean json) {
    Map<Answer, Double> shares = example.votes().shares();
    List<Answer> answers = new ArrayList<>(shares.keySet());
    Answer best = example.truth().first();
    answers.remove(best);
    answers.add(0, best);
    double truth = shares.getOrDefault(best, 1.0);
    if (form.isNumber()) {
      return name(best, numbering);
    }
    if (template.asksForOne()) {
      return one(SceneText.word(example.query().item()), name(best, numbering), json);
    }
    if (json) {
      ObjectNode object = Json.object().put("reasoning", REASON);
      ArrayNode ranking = object.putArray("ranking");
      for (Answer answer : answers) {
        ranking
            .addObject()
            .put("container", name(answer, numbering).toLowerCase(Locale.ROOT))
            .put("probability", answer == best ? truth : shares.get(answer));
      }
      return Json.exact(object);
    }
    String ranking =
        answers.stream()
            .map(
                answer ->
                    String.format(
                        Locale.ROOT,
                        "%s = %.0f%%",
                        name(answer, numbering),
                        100 * (answer == best ? truth : shares.get(answer))))
            .collect(Collectors.joining(", "));
    return "Reasoning: %s\nBest container: %s\nRanking: %s"
        .formatted(REASON, name(best, numbering), ranking);
  }

  private static String one(String item, String container, boolean json) {
    return json
        ? Json.exact(
            Json.object()
                .put("item", item)
                .put("best_container", container.toLowerCase(Locale.ROOT))
                .put("reasoning", REASON))
        : "Item: %s\nBest container: %s\nReasoning: %s".formatted(item, container, REASON);
  }

  private static String name(Answer answer, Numbering numbering) {
    OptionalInt number =
        answer instanceof Answer.InContainer in ? numbering.number(in.id()) : OptionalInt.empty();
    return number.isPresent() ? Integer.toString(number.getAsInt()) : "None";
  }
}
