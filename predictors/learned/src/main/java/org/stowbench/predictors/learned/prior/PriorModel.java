package org.stowbench.predictors.learned.prior;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.stowbench.predictors.learned.choice.ChoiceModel;
import org.stowbench.predictors.learned.choice.Example;
import org.stowbench.predictors.learned.features.SceneRows;
import org.stowbench.predictors.learned.items.ItemLexicon;

/**
 * How readily each item is kept in each kind of place: the votes that the kind got over the votes
 * that it would have got had all places been alike. A query's probabilities are in proportion.
 *
 * <p>An item's few votes are smoothed towards those of all items, as if {@link #SMOOTHING} votes of
 * those were its own (a Dirichlet prior). An item that was never seen has its kin's, by {@link
 * ItemLexicon#kin}.
 *
 * @param items seen in training
 * @param readiness by item, then kind of place
 */
record PriorModel(PlaceKind kinds, ItemLexicon lexicon, List<String> items, double[][] readiness)
    implements ChoiceModel {

  private static final double SMOOTHING = 20;

  static PriorModel fit(
      List<Example> examples, List<String> items, PlaceKind kinds, ItemLexicon lexicon) {
    int count = PlaceKind.names().size();
    TreeMap<String, Integer> numbers = new TreeMap<>();
    items.forEach(item -> numbers.put(item, numbers.size()));
    double[][] votes = new double[items.size()][count];
    double[][] expected = new double[items.size()][count];
    double[] allVotes = new double[count];
    double[] allExpected = new double[count];
    for (Example example : examples) {
      int item = numbers.get(example.item());
      int[] kind = kinds.of(example.scene());
      for (int row = 0; row < kind.length; row++) {
        votes[item][kind[row]] += example.shares()[row];
        expected[item][kind[row]] += 1.0 / kind.length;
        allVotes[kind[row]] += example.shares()[row];
        allExpected[kind[row]] += 1.0 / kind.length;
      }
    }
    double[][] readiness = new double[items.size()][count];
    for (int kind = 0; kind < count; kind++) {
      double overall = (allVotes[kind] + 1) / (allExpected[kind] + 1);
      for (int item = 0; item < readiness.length; item++) {
        readiness[item][kind] =
            (votes[item][kind] + SMOOTHING * overall) / (expected[item][kind] + SMOOTHING);
      }
    }
    return new PriorModel(kinds, lexicon, items, readiness);
  }

  @Override
  public double[] probabilities(SceneRows scene, String item) {
    double[] kin = lexicon.kin(item, items);
    double[] here = new double[PlaceKind.names().size()];
    for (int known = 0; known < kin.length; known++) {
      for (int kind = 0; kind < here.length; kind++) {
        here[kind] += kin[known] * readiness[known][kind];
      }
    }
    int[] kind = kinds.of(scene);
    double[] p = new double[kind.length];
    for (int row = 0; row < p.length; row++) {
      p[row] = here[kind[row]];
    }
    double total = Arrays.stream(p).sum();
    for (int row = 0; row < p.length; row++) {
      p[row] /= total;
    }
    return p;
  }
}
