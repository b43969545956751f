package org.stowbench.predictors.learned.blind;

import java.util.Arrays;
import java.util.List;
import org.stowbench.predictors.learned.choice.ChoiceModel;
import org.stowbench.predictors.learned.choice.Example;
import org.stowbench.predictors.learned.features.SceneRows;
import org.stowbench.predictors.learned.items.ItemLexicon;

/**
 * The share of training votes that each place got, whatever the scene. In a scene, candidates of
 * one place have equal parts of its share.
 *
 * @param items told apart, one or more; a single one stands for all
 * @param shares by item, then place; each from 0 to 1, an item's together 1
 */
record BlindModel(Places places, ItemLexicon lexicon, List<String> items, double[][] shares)
    implements ChoiceModel {

  /** An item's votes are smoothed by this many of all items', as in the {@code prior}. */
  private static final double SMOOTHING = 20;

  static BlindModel fit(List<Example> examples, List<String> items, Places places) {
    double[][] votes = new double[items.size()][places.count()];
    double[] all = new double[places.count()];
    // One vote over all places, so that none is impossible.
    Arrays.fill(all, 1.0 / all.length);
    for (Example example : examples) {
      int item = items.size() == 1 ? 0 : items.indexOf(example.item());
      int[] place = places.of(example.scene());
      for (int row = 0; row < place.length; row++) {
        votes[item][place[row]] += example.shares()[row];
        all[place[row]] += example.shares()[row];
      }
    }
    double voters = Arrays.stream(all).sum();
    for (double[] own : votes) {
      double total = Arrays.stream(own).sum() + SMOOTHING;
      Arrays.setAll(own, place -> (own[place] + SMOOTHING * all[place] / voters) / total);
    }
    return new BlindModel(places, ItemLexicon.bundled(), items, votes);
  }

  @Override
  public double[] probabilities(SceneRows scene, String item) {
    double[] kin = items.size() == 1 ? new double[] {1} : lexicon.kin(item, items);
    int[] place = places.of(scene);
    int[] alike = new int[places.count()];
    for (int row : place) {
      alike[row]++;
    }
    double[] p = new double[place.length];
    for (int row = 0; row < p.length; row++) {
      for (int known = 0; known < kin.length; known++) {
        p[row] += kin[known] * shares[known][place[row]] / alike[place[row]];
      }
    }
    double total = Arrays.stream(p).sum();
    Arrays.setAll(p, row -> p[row] / total);
    return p;
  }
}
