package org.stowbench.predictors.embedding;

import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.predictors.learned.items.ItemLexicon;

/**
 * How alike two items are: the inner product of what is known of each. That is the sentence vector
 * of its name, that of what WordNet says it is, and the kinds of things that it is one of. Sentence
 * vectors are taken from the middle of common household items, or all would be much alike. For any
 * number of threads.
 */
final class Likeness {

  /** How much what WordNet says counts beside the name; chosen on {@code tidybot:seen}. */
  private static final double GLOSS = 0.4;

  /** How much the kinds of things count beside the name; chosen on {@code tidybot:seen}. */
  private static final double KINDS = 0.2;

  /** Of the lexicon's items every so manieth makes the middle: the others move it little. */
  private static final int STEP = 8;

  private static final int LONGEST_NAME = 200;
  private static final int ITEMS_KEPT = 4096;

  private static Optional<Likeness> bundled = Optional.empty();

  private final EmbeddingModel model;
  private final WordNet wordNet;
  private final double[] middle;
  private final Map<String, Thing> things =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Thing> eldest) {
          return size() > ITEMS_KEPT;
        }
      };

  private record Thing(double[] name, double[] gloss, Map<Integer, Double> kinds) {}

  Likeness(EmbeddingModel model, WordNet wordNet) {
    this.model = model;
    this.wordNet = wordNet;
    List<String> common = ItemLexicon.bundled().items();
    double[] sum = new double[model.dimension()];
    int count = 0;
    for (int i = 0; i < common.size(); i += STEP) {
      add(sum, vector(common.get(i)));
      count++;
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= count;
    }
    this.middle = sum;
  }

  /**
   * Likeness by the model and the dictionary of the libraries, for a predictor. It takes seconds to
   * make, so all predictors of a process share one, and what it has read of items.
   */
  static synchronized Likeness bundled(String predictor, PredictorEnvironment environment) {
    if (bundled.isEmpty()) {
      ClassLoader libraries = NativeModel.libraries(predictor, environment);
      bundled =
          Optional.of(
              new Likeness(
                  NativeModel.start(predictor, libraries, NativeModel.BGE_SMALL),
                  new WordNet(libraries)));
    }
    return bundled.get();
  }

  /** From about 0, nothing in common, to 1.6, the same; a little below 0 too. */
  double of(String item, String other) {
    Thing a = thing(item);
    Thing b = thing(other);
    double kinds = 0;
    for (Map.Entry<Integer, Double> kind : a.kinds().entrySet()) {
      kinds += kind.getValue() * b.kinds().getOrDefault(kind.getKey(), 0.0);
    }
    return product(a.name(), b.name()) + GLOSS * product(a.gloss(), b.gloss()) + KINDS * kinds;
  }

  /** How much the names alone have in common, from about 0 to 1. */
  double ofNames(String name, String other) {
    return product(thing(name).name(), thing(other).name());
  }

  private Thing thing(String item) {
    String name = item.substring(0, Math.min(LONGEST_NAME, item.length()));
    synchronized (things) {
      return things.computeIfAbsent(name, this::read);
    }
  }

  private Thing read(String name) {
    double[] vector = fromMiddle(name);
    Optional<WordNet.Meaning> meaning = wordNet.meaning(name);
    return new Thing(
        vector,
        meaning.map(m -> fromMiddle(m.gloss())).orElse(vector),
        meaning.map(WordNet.Meaning::kinds).orElse(Map.of()));
  }

  private double[] fromMiddle(String text) {
    double[] vector = vector(text);
    for (int i = 0; i < vector.length; i++) {
      vector[i] -= middle[i];
    }
    return unit(vector);
  }

  private double[] vector(String text) {
    double[] vector = new double[model.dimension()];
    if (text.trim().isEmpty()) {
      return vector; // The model takes no text of blanks and control characters.
    }
    float[] floats = model.embed(text).content().vector();
    for (int i = 0; i < floats.length; i++) {
      vector[i] = floats[i];
    }
    return unit(vector);
  }

  private static double[] unit(double[] vector) {
    double length = Math.sqrt(Math.max(Double.MIN_NORMAL, product(vector, vector)));
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
    return vector;
  }

  private static void add(double[] sum, double[] vector) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += vector[i];
    }
  }

  private static double product(double[] a, double[] b) {
    double product = 0;
    for (int i = 0; i < a.length; i++) {
      product += a[i] * b[i];
    }
    return product;
  }
}
