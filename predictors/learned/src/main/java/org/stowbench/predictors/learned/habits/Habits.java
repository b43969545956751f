package org.stowbench.predictors.learned.habits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.Training;
import org.stowbench.predictors.learned.archive.ModelArchive;
import org.stowbench.predictors.learned.archive.Numbers;
import org.stowbench.predictors.learned.choice.Newton;
import org.stowbench.predictors.learned.choice.Softmax;
import org.stowbench.predictors.learned.items.ItemLexicon;

/**
 * What households that keep one item here do with another: for each pair of items that training
 * households were asked for together, a weight for each of the {@link Ties}.
 *
 * <p>A place's log probability moves, for each known item, by the weights times {@link
 * Surprise#news}. The weights are fitted in two rounds: one set for all pairs, then each pair's
 * own, drawn towards it. An item that was never seen has its kin's, by {@link ItemLexicon#kin};
 * pairs that were never seen together have what all share.
 *
 * @param items seen in training
 * @param shared weights of all pairs
 * @param pairs of items, by number, the smaller first
 * @param weights of each pair
 */
record Habits(
    ItemLexicon lexicon, List<String> items, double[] shared, int[][] pairs, double[][] weights) {

  private static final String SHARED = "habits.txt";
  private static final String BY_PAIR = "habits-by-pair.txt";

  /** Pull of the shared weights to 0, and of a pair's to the shared; by cross-validation. */
  private static final double RIDGE = 1;

  private static final double RIDGE_OF_PAIRS = 8;

  /**
   * Learns them.
   *
   * @param households what can be learned from, by pair of items
   */
  static Habits fit(
      ItemLexicon lexicon,
      List<String> items,
      TreeMap<Pair, List<Newton.Choice>> households,
      Training training)
      throws InterruptedException {
    List<Newton.Choice> all = households.values().stream().flatMap(List::stream).toList();
    double[] shared = new Newton(all, new double[Ties.count()], RIDGE).fit();
    List<int[]> pairs = new ArrayList<>();
    List<double[]> weights = new ArrayList<>();
    for (Map.Entry<Pair, List<Newton.Choice>> own : households.entrySet()) {
      pairs.add(new int[] {own.getKey().one(), own.getKey().other()});
      weights.add(new Newton(own.getValue(), shared, RIDGE_OF_PAIRS).fit());
      training.progress().at("learning habits", pairs.size(), households.size());
    }
    return new Habits(
        lexicon, items, shared, pairs.toArray(int[][]::new), weights.toArray(double[][]::new));
  }

  /** Two items, by number, the smaller first. */
  record Pair(int one, int other) implements Comparable<Pair> {

    static Pair of(int a, int b) {
      return new Pair(Math.min(a, b), Math.max(a, b));
    }

    @Override
    public int compareTo(Pair that) {
      return one != that.one ? Integer.compare(one, that.one) : Integer.compare(other, that.other);
    }
  }

  /**
   * Probabilities of a scene's rows for an item, with what is known.
   *
   * @param ties of the rows
   * @param before the probabilities where nothing is known
   */
  double[] probabilities(double[][][] ties, String item, double[] before, List<Surprise> known) {
    double[] scores = logs(before);
    double[] kin = lexicon.kin(item, items);
    for (Surprise other : known) {
      double[] own = weights(kin, lexicon.kin(other.item(), items));
      double[][] news = other.news(ties);
      for (int row = 0; row < scores.length; row++) {
        for (int tie = 0; tie < own.length; tie++) {
          scores[row] += own[tie] * news[row][tie];
        }
      }
    }
    return Softmax.of(scores, 1);
  }

  static double[] logs(double[] probabilities) {
    return Arrays.stream(probabilities)
        .map(p -> StrictMath.log(Math.max(p, Double.MIN_NORMAL)))
        .toArray();
  }

  private double[] weights(double[] kin, double[] kinOfOther) {
    double[] own = shared.clone();
    for (int pair = 0; pair < pairs.length; pair++) {
      int a = pairs[pair][0];
      int b = pairs[pair][1];
      double say = kin[a] * kinOfOther[b] + kin[b] * kinOfOther[a];
      for (int tie = 0; tie < own.length && say > 0; tie++) {
        own[tie] += say * (weights[pair][tie] - shared[tie]);
      }
    }
    return own;
  }

  /** The files of a model's archive that hold them. */
  Map<String, String> files() {
    double[][] byPair =
        IntStream.range(0, pairs.length)
            .mapToObj(
                i ->
                    IntStream.range(0, 2 + Ties.count())
                        .mapToDouble(k -> k < 2 ? pairs[i][k] : weights[i][k - 2])
                        .toArray())
            .toArray(double[][]::new);
    return Map.of(SHARED, Numbers.write(new double[][] {shared}), BY_PAIR, Numbers.write(byPair));
  }

  /** Reads what {@link #files} gave; empty where a model has learned none. */
  static Optional<Habits> read(ModelArchive archive, ItemLexicon lexicon) {
    if (!archive.files().containsKey(SHARED)) {
      return Optional.empty();
    }
    List<String> items = archive.provenance().items();
    double[] shared = Numbers.read(archive.file(SHARED), 1, Ties.count(), SHARED)[0];
    String text = archive.file(BY_PAIR);
    double[][] rows = Numbers.read(text, (int) text.lines().count(), 2 + Ties.count(), BY_PAIR);
    int[][] pairs = new int[rows.length][];
    double[][] weights = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      pairs[i] = new int[] {(int) rows[i][0], (int) rows[i][1]};
      if (pairs[i][0] < 0 || pairs[i][0] >= pairs[i][1] || pairs[i][1] >= items.size()) {
        throw InvalidInputException.expected(
            InputLocation.of(BY_PAIR).line(i + 1),
            "the numbers of two of %d items, the smaller first".formatted(items.size()),
            rows[i][0] + " " + rows[i][1]);
      }
      weights[i] = Arrays.copyOfRange(rows[i], 2, rows[i].length);
    }
    return Optional.of(new Habits(lexicon, items, shared, pairs, weights));
  }
}
