package org.stowbench.predictor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;

/**
 * A predictor that can say why it ranks a place as it does. It is asked only where a person, or a
 * robot's log, wants to know; runs never ask.
 */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Explaining {

  /**
   * Gives reasons, each a few words that are true of the predictor, to stand beside the probability
   * of the answer's physical container.
   *
   * @param query what was asked
   * @param answers of this predictor's ranking for it, or of one that it is a part of
   * @return one for each answer, in their order; empty where there is nothing to say
   */
  List<Optional<String>> reasons(Query query, List<Answer> answers);

  /**
   * The explaining of a whole predictor: of each answer, the reasons of all its parts that have
   * one, each once.
   *
   * @return empty where nothing in it explains
   */
  static Optional<Explaining> of(Predictor predictor) {
    List<Explaining> able = predictor.abilities(Explaining.class);
    return able.size() < 2
        ? able.stream().findFirst()
        : Optional.of((query, answers) -> together(able, query, answers));
  }

  private static List<Optional<String>> together(
      List<Explaining> able, Query query, List<Answer> answers) {
    List<List<Optional<String>>> all =
        able.stream().map(one -> one.reasons(query, answers)).toList();
    return IntStream.range(0, answers.size())
        .mapToObj(
            i ->
                all.stream()
                    .flatMap(reasons -> reasons.get(i).stream())
                    .distinct()
                    .collect(Collectors.joining("; ")))
        .map(reasons -> Optional.of(reasons).filter(text -> !text.isEmpty()))
        .toList();
  }
}
