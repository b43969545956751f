package org.stowbench.predictors.llm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.Seeds;
import org.stowbench.predictors.llm.scene.SceneText;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;

/**
 * Worked examples from the development split, for few-shot prompts: those that ask for the most
 * similar items, and never one of a household that is evaluated or of the scene that is asked
 * about.
 *
 * <p>Holds the first few queries of each item, in an order that the run's seed draws.
 */
final class FewShotExamples {

  /** More than shots, since those of the asked scene are passed over. */
  private static final int SPARE = 4;

  private final Optional<DatasetInfo> dataset;
  private final int shots;
  private final Map<String, List<LabeledQuery>> byItem = new TreeMap<>();

  private FewShotExamples(Optional<DatasetInfo> dataset, int shots) {
    this.dataset = dataset;
    this.shots = shots;
  }

  /** No examples. */
  static FewShotExamples none() {
    return new FewShotExamples(Optional.empty(), 0);
  }

  /**
   * Draws from a development split.
   *
   * @param shots how many a query gets, 1 or more
   * @param evaluated whose households are left out
   */
  static FewShotExamples of(int shots, Dataset training, Dataset evaluated, long seed) {
    Set<String> excluded;
    try (Stream<LabeledQuery> queries = evaluated.queries()) {
      excluded = queries.map(q -> q.household().id()).collect(Collectors.toSet());
    }
    FewShotExamples examples = new FewShotExamples(Optional.of(training.info()), shots);
    Comparator<LabeledQuery> drawn =
        Comparator.comparingLong((LabeledQuery q) -> Seeds.derive(seed, q.query().id()))
            .thenComparing(q -> q.query().id());
    try (Stream<LabeledQuery> queries = training.queries()) {
      queries
          .filter(q -> !excluded.contains(q.household().id()))
          .forEach(q -> examples.keep(q, drawn));
    }
    return examples;
  }

  private void keep(LabeledQuery query, Comparator<LabeledQuery> order) {
    List<LabeledQuery> list =
        byItem.computeIfAbsent(SceneText.word(query.query().item()), item -> new ArrayList<>());
    list.add(query);
    list.sort(order);
    if (list.size() > shots + SPARE) {
      list.remove(list.size() - 1);
    }
  }

  /** The split that they are of, and its households that they show. */
  LearnedFrom learnedFrom() {
    return dataset
        .map(
            info ->
                LearnedFrom.of(
                    LearnedFrom.Source.of(
                        info,
                        byItem.values().stream()
                            .flatMap(List::stream)
                            .map(q -> q.household().id())
                            .toList())))
        .orElse(LearnedFrom.NOTHING);
  }

  /** The examples for a query, the most similar item last, nearest to the question. */
  List<LabeledQuery> forQuery(Query query) {
    String item = SceneText.word(query.item());
    List<String> items = new ArrayList<>(byItem.keySet());
    // Stable, over items in alphabetical order.
    items.sort(Comparator.comparingDouble(other -> -similarity(item, other)));
    List<LabeledQuery> chosen = new ArrayList<>();
    for (String other : items) {
      for (LabeledQuery example : byItem.get(other)) {
        if (chosen.size() == shots) {
          break;
        }
        if (!sameScene(example.query(), query)) {
          chosen.add(0, example);
        }
      }
    }
    return chosen;
  }

  private static boolean sameScene(Query a, Query b) {
    return a.scene().id().equals(b.scene().id())
        || (a.scene().image().isPresent() && a.scene().image().equals(b.scene().image()));
  }

  /** Dice's coefficient of the sets of character trigrams, 0 to 1; 1 for the same text. */
  static double similarity(String a, String b) {
    if (a.equals(b)) {
      return 1;
    }
    Set<String> left = trigrams(a);
    Set<String> right = trigrams(b);
    int total = left.size() + right.size();
    left.retainAll(right);
    return 2.0 * left.size() / total;
  }

  private static Set<String> trigrams(String text) {
    String padded = "  " + text + " ";
    Set<String> grams = new HashSet<>();
    for (int i = 0; i + 3 <= padded.length(); i++) {
      grams.add(padded.substring(i, i + 3));
    }
    return grams;
  }
}
