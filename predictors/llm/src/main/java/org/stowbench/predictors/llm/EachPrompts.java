package org.stowbench.predictors.llm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictors.llm.answer.YesNoReader;
import org.stowbench.predictors.llm.chat.Message;
import org.stowbench.predictors.llm.prompt.PromptTemplate;
import org.stowbench.predictors.llm.prompt.PromptTemplate.Section;
import org.stowbench.predictors.llm.scene.Numbering;
import org.stowbench.predictors.llm.scene.SceneText;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.Scene;

/**
 * The scene in words, and of each container by itself whether the item is there, yes or no. The
 * share of yes among its replies is a container's probability, divided by their sum where that is
 * more than 1. Containers with equal shares come in an order that the seed draws, so that no place
 * in the list is favoured; those without a yes are left out. Where there is none at all, nothing is
 * left for any container: the item is not here, by a probability of 1.
 *
 * @param template what is said
 * @param numbers under which numbers the model knows the containers
 */
record EachPrompts(PromptTemplate template, Function<Scene, Numbering> numbers)
    implements PromptMaker {

  @Override
  public List<Opening> openings(Query query, boolean json) {
    Numbering numbering = numbers.apply(query.scene());
    String item = SceneText.word(query.item());
    String scene = SceneText.of(query, numbering);
    String form = template.fill(Section.TEXT, Map.of());
    List<Opening> openings = new ArrayList<>();
    for (int number : numbering.numbers()) {
      String question =
          template.fill(
              Section.QUESTION,
              Map.of(
                  "item", item,
                  "container", Integer.toString(number),
                  "scene", scene,
                  "form", form));
      openings.add(
          new Opening(
              List.of(
                  Message.system(template.fill(Section.SYSTEM, Map.of())), Message.user(question)),
              new YesNoReader(numbering.answer(number))));
    }
    return openings;
  }

  @Override
  public Ranking combine(List<List<Ranking>> answers, int samples, long seed) {
    Map<Answer, Double> yes = new LinkedHashMap<>();
    for (List<Ranking> replies : answers) {
      replies.stream()
          .map(Ranking::first)
          .filter(answer -> !answer.equals(Answer.NOT_HERE))
          .forEach(answer -> yes.merge(answer, 1.0 / replies.size(), Double::sum));
    }
    double total = Math.max(1, yes.values().stream().mapToDouble(share -> share).sum());
    List<Answer> order = new ArrayList<>(yes.keySet());
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    order.sort(Comparator.comparingDouble(answer -> -yes.get(answer)));
    List<RankedAnswer> ranked =
        order.isEmpty()
            ? List.of(RankedAnswer.of(Answer.NOT_HERE, 1))
            : order.stream().map(a -> RankedAnswer.of(a, yes.get(a) / total)).toList();
    return new Ranking(ranked, Ranking.Scores.PROBABILITY, Ranking.Order.STRICT);
  }
}
