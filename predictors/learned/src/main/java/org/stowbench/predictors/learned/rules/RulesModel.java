package org.stowbench.predictors.learned.rules;

import org.stowbench.predictors.learned.choice.ChoiceModel;
import org.stowbench.predictors.learned.features.SceneRows;
import org.stowbench.predictors.learned.items.ItemLexicon;
import org.stowbench.predictors.learned.prior.PlaceKind;

/**
 * Probabilities in proportion to the rules' weights. Of places that the rules hold for alike, the
 * one that a detector listed first is a hair likelier, so that there is an order.
 */
record RulesModel(PlaceKind kinds, ItemLexicon lexicon, Rulebook rules) implements ChoiceModel {

  /** Never quite nothing: a rule's 0 is not the last word about a kitchen. */
  private static final double LEAST = 1e-3;

  @Override
  public double[] probabilities(SceneRows scene, String item) {
    double[] weights = rules.weights(lexicon.category(item).orElse(Rulebook.any()));
    int[] kind = kinds.of(scene);
    double[] p = new double[kind.length];
    double total = 0;
    for (int row = 0; row < p.length; row++) {
      double order = 1 + 1e-6 * (p.length - row);
      p[row] = Math.max(LEAST, weights[kind[row]]) * order;
      total += p[row];
    }
    for (int row = 0; row < p.length; row++) {
      p[row] /= total;
    }
    return p;
  }
}
