package org.stowbench.predictors.learned.habits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
 * Surprise#news}. The weights are fitted in three rounds: one set for all pairs, then one for each
 * pair of categories, drawn towards it, then each pair's own, drawn towards its categories'. An
 * item that was never seen has its category's, or its kin's by {@link ItemLexicon#kin}; categories
 * that were never seen together have what all share.
 *
 * @param items seen in training
 * @param standIns those of them that stand for their categories
 * @param shared weights of all pairs
 * @param byCategory weights of pairs of items that stand for their categories
 * @param byItem weights of pairs of items that are not alone in their pair of categories
 */
record Habits(
    ItemLexicon lexicon,
    List<String> items,
    StandIns standIns,
    double[] shared,
    SortedMap<Pair, double[]> byCategory,
    SortedMap<Pair, double[]> byItem) {

  private static final String SHARED = "habits.txt";
  private static final String BY_CATEGORY = "habits-by-category.txt";
  private static final String BY_ITEM = "habits-by-item.txt";

  /** Pull of the shared weights to 0, and of others to those before; by cross-validation. */
  private static final double RIDGE = 1;

  private static final double RIDGE_OF_PAIRS = 8;

  /** What several known items say is partly the same: by so much each says less for each other. */
  private static final double REPEATED = 0.05;

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
   * Learns them.
   *
   * @param households what can be learned from, by pair of items
   */
  static Habits fit(
      ItemLexicon lexicon,
      List<String> items,
      SortedMap<Pair, List<Newton.Choice>> households,
      Training training)
      throws InterruptedException {
    StandIns standIns = new StandIns(lexicon, items);
    SortedMap<Pair, List<Pair>> alike = new TreeMap<>();
    List<Newton.Choice> all = new ArrayList<>();
    for (Pair pair : households.keySet()) {
      alike.computeIfAbsent(standIns.of(pair), key -> new ArrayList<>()).add(pair);
      all.addAll(households.get(pair));
    }
    double[] shared = new Newton(all, new double[Ties.count()], RIDGE).fit();
    SortedMap<Pair, double[]> byCategory = new TreeMap<>();
    SortedMap<Pair, double[]> byItem = new TreeMap<>();
    for (Map.Entry<Pair, List<Pair>> category : alike.entrySet()) {
      List<Newton.Choice> together = new ArrayList<>();
      category.getValue().forEach(pair -> together.addAll(households.get(pair)));
      double[] weights = new Newton(together, shared, RIDGE_OF_PAIRS).fit();
      byCategory.put(category.getKey(), weights);
      for (Pair pair : category.getValue()) {
        if (category.getValue().size() > 1) {
          byItem.put(pair, new Newton(households.get(pair), weights, RIDGE_OF_PAIRS).fit());
        }
      }
      training.progress().at("learning habits", byCategory.size(), alike.size());
    }
    return new Habits(lexicon, items, standIns, shared, byCategory, byItem);
  }

  /**
   * Probabilities of a scene's rows for an item, with what is known.
   *
   * @param ties of the rows
   * @param before the probabilities where nothing is known
   */
  double[] probabilities(double[][][] ties, String item, double[] before, List<Surprise> known) {
    double[] scores = logs(before);
    Likeness asked = likeness(item);
    double say = 1 / (1 + REPEATED * (known.size() - 1));
    for (Surprise other : known) {
      double[] own = weights(asked, likeness(other.item()));
      double[][] news = other.news(ties);
      for (int row = 0; row < scores.length; row++) {
        for (int tie = 0; tie < own.length; tie++) {
          scores[row] += say * own[tie] * news[row][tie];
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

  /**
   * How much an item is like those seen.
   *
   * @param itself 1 for the item that it is, where it was seen
   * @param category by item that stands for its category, together 1
   */
  private record Likeness(double[] itself, double[] category) {}

  private Likeness likeness(String item) {
    double[] kin = lexicon.kin(item, items);
    double[] itself = Arrays.stream(kin).map(share -> share == 1 ? 1 : 0).toArray();
    double[] category = new double[items.size()];
    Optional<Integer> standIn = standIns.of(item);
    standIn.ifPresent(seen -> category[seen] = 1);
    for (int seen = 0; seen < kin.length && standIn.isEmpty(); seen++) {
      category[standIns.of(seen)] += kin[seen];
    }
    return new Likeness(itself, category);
  }

  private double[] weights(Likeness asked, Likeness other) {
    double[] own = shared.clone();
    byCategory.forEach(
        (pair, weights) ->
            move(own, together(pair, asked.category(), other.category()), shared, weights));
    byItem.forEach(
        (pair, weights) ->
            move(
                own,
                together(pair, asked.itself(), other.itself()),
                byCategory.get(standIns.of(pair)),
                weights));
    return own;
  }

  private static double together(Pair pair, double[] asked, double[] other) {
    double say = asked[pair.one()] * other[pair.other()];
    return pair.one() == pair.other() ? say : say + asked[pair.other()] * other[pair.one()];
  }

  private static void move(double[] weights, double share, double[] from, double[] to) {
    for (int tie = 0; tie < weights.length && share > 0; tie++) {
      weights[tie] += share * (to[tie] - from[tie]);
    }
  }

  /** The files of a model's archive that hold them. */
  Map<String, String> files() {
    return Map.of(
        SHARED,
        Numbers.write(new double[][] {shared}),
        BY_CATEGORY,
        write(byCategory),
        BY_ITEM,
        write(byItem));
  }

  /** A line a pair: the items' numbers, then the weights. */
  private static String write(SortedMap<Pair, double[]> pairs) {
    List<double[]> rows = new ArrayList<>();
    pairs.forEach(
        (pair, weights) -> {
          double[] row = new double[2 + weights.length];
          row[0] = pair.one();
          row[1] = pair.other();
          System.arraycopy(weights, 0, row, 2, weights.length);
          rows.add(row);
        });
    return Numbers.write(rows.toArray(double[][]::new));
  }

  /** Reads what {@link #files} gave; empty where a model has learned none. */
  static Optional<Habits> read(ModelArchive archive, ItemLexicon lexicon) {
    if (!archive.files().containsKey(SHARED)) {
      return Optional.empty();
    }
    List<String> items = archive.provenance().items();
    double[] shared = Numbers.read(archive.file(SHARED), 1, Ties.count(), SHARED)[0];
    SortedMap<Pair, double[]> byCategory = read(archive, BY_CATEGORY, items.size());
    SortedMap<Pair, double[]> byItem = read(archive, BY_ITEM, items.size());
    StandIns standIns = new StandIns(lexicon, items);
    for (Pair pair : byItem.keySet()) {
      if (!byCategory.containsKey(standIns.of(pair))) {
        throw new InvalidInputException(
            InputLocation.of(BY_ITEM),
            "its items are of other categories in this Stowbench; train the model again");
      }
    }
    return Optional.of(new Habits(lexicon, items, standIns, shared, byCategory, byItem));
  }

  private static SortedMap<Pair, double[]> read(ModelArchive archive, String file, int items) {
    String text = archive.file(file);
    SortedMap<Pair, double[]> pairs = new TreeMap<>();
    if (text.isEmpty()) {
      return pairs;
    }
    double[][] rows = Numbers.read(text, (int) text.lines().count(), 2 + Ties.count(), file);
    for (int i = 0; i < rows.length; i++) {
      Pair pair = new Pair((int) rows[i][0], (int) rows[i][1]);
      if (pair.one() < 0 || pair.one() > pair.other() || pair.other() >= items) {
        throw InvalidInputException.expected(
            InputLocation.of(file).line(i + 1),
            "the numbers of two of %d items, the smaller first".formatted(items),
            rows[i][0] + " " + rows[i][1]);
      }
      pairs.put(pair, Arrays.copyOfRange(rows[i], 2, rows[i].length));
    }
    return pairs;
  }
}
