package org.stowbench.predictors.embedding;

import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stowbench.predictors.learned.choice.ChoiceModel;
import org.stowbench.predictors.learned.choice.Softmax;
import org.stowbench.predictors.learned.features.SceneRows;
import org.stowbench.predictors.learned.prior.PlaceKind;

/**
 * How near an item's sentence is to the description of each kind of place, by the cosine of their
 * embeddings, made probabilities.
 */
final class EmbeddingModelChoice implements ChoiceModel {

  /** Cosines of such sentences lie close together; this spreads them. */
  private static final double TEMPERATURE = 0.05;

  private static final int LONGEST_ITEM = 200;
  private static final int ITEMS_KEPT = 512;

  private final EmbeddingModel model;
  private final PlaceKind kinds;
  private final List<float[]> places;
  private final Map<String, double[]> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, double[]> eldest) {
          return size() > ITEMS_KEPT;
        }
      };

  EmbeddingModelChoice(EmbeddingModel model, PlaceKind kinds) {
    this.model = model;
    this.kinds = kinds;
    this.places =
        PlaceText.all().stream().map(text -> model.embed(text).content().vector()).toList();
  }

  @Override
  public double[] probabilities(SceneRows scene, String item) {
    double[] near = near(item);
    double[] scores = Arrays.stream(kinds.of(scene)).mapToDouble(kind -> near[kind]).toArray();
    for (int row = 0; row < scores.length; row++) {
      // Of places that are alike, the one that the detector listed first is a hair nearer.
      scores[row] -= 1e-9 * row;
    }
    return Softmax.of(scores, TEMPERATURE);
  }

  private double[] near(String item) {
    String text = item.substring(0, Math.min(LONGEST_ITEM, item.length()));
    synchronized (known) {
      return known.computeIfAbsent(
          text,
          name -> {
            float[] here = model.embed("Where the " + name + " is kept.").content().vector();
            return places.stream().mapToDouble(place -> cosine(here, place)).toArray();
          });
    }
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return product / Math.sqrt(Math.max(Double.MIN_NORMAL, aa * bb));
  }
}
