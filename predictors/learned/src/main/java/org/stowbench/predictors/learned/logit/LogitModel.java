package org.stowbench.predictors.learned.logit;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.stowbench.predictor.Training;
import org.stowbench.predictors.learned.choice.ChoiceModel;
import org.stowbench.predictors.learned.choice.Example;
import org.stowbench.predictors.learned.choice.Newton;
import org.stowbench.predictors.learned.choice.TrainingExamples;
import org.stowbench.predictors.learned.features.SceneRows;
import org.stowbench.predictors.learned.items.ItemLexicon;

/**
 * Weights for each item. They are fitted in two rounds: first one set for all items, then each
 * item's own, drawn towards it. An item that was never seen has the mean of its kin's weights, by
 * {@link ItemLexicon#kin}.
 *
 * @param items seen in training
 * @param weights by item, then column of {@link Standard}
 */
record LogitModel(Standard standard, ItemLexicon lexicon, List<String> items, double[][] weights)
    implements ChoiceModel {

  static LogitModel fit(
      TrainingExamples examples,
      Standard standard,
      ItemLexicon lexicon,
      double ridge,
      Training training)
      throws InterruptedException {
    Map<SceneRows, double[][]> measured = new IdentityHashMap<>();
    List<Newton.Choice> all = new ArrayList<>();
    for (Example example : examples.all()) {
      double[][] rows = measured.computeIfAbsent(example.scene(), standard::rows);
      all.add(new Newton.Choice(rows, example.shares()));
    }
    double[] shared = new Newton(all, new double[standard.width()], ridge).fit();
    double[][] weights = new double[examples.items().size()][];
    for (int item = 0; item < weights.length; item++) {
      List<Newton.Choice> own = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        if (examples.all().get(i).item().equals(examples.items().get(item))) {
          own.add(all.get(i));
        }
      }
      weights[item] = new Newton(own, shared, ridge).fit();
      training.progress().at("fitting weights", item + 1, weights.length);
    }
    return new LogitModel(standard, lexicon, examples.items(), weights);
  }

  @Override
  public double[] probabilities(SceneRows scene, String item) {
    double[] kin = lexicon.kin(item, items);
    double[] own = new double[standard.width()];
    for (int known = 0; known < kin.length; known++) {
      for (int i = 0; i < own.length && kin[known] > 0; i++) {
        own[i] += kin[known] * weights[known][i];
      }
    }
    return Newton.probabilities(standard.rows(scene), own);
  }
}
