package org.stowbench.predictors.learned.ranker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.stowbench.predictors.learned.choice.Softmax;

/**
 * Boosts trees under a listwise softmax: the loss of a query is the cross-entropy of its votes'
 * shares {@code y} with {@code p = softmax(scores)}, whose gradient is {@code p - y} and the
 * diagonal of whose Hessian is {@code p (1 - p)}. Each tree learns from a draw of the queries and
 * columns.
 */
final class Boosting {

  /** A row that the model is sure of must not get steps without bound. */
  private static final double LEAST_HESSIAN = 1e-3;

  private final BinnedTable table;
  private final TreeSettings settings;

  Boosting(BinnedTable table, TreeSettings settings) {
    this.table = table;
    this.settings = settings;
  }

  /**
   * Boosts.
   *
   * @param queries to learn from, by number
   * @param seed of the draws
   * @param grown is run after each tree
   * @throws InterruptedException if the thread is interrupted
   */
  Forest boost(int[] queries, long seed, Runnable grown) throws InterruptedException {
    SplittableRandom random = new SplittableRandom(seed);
    double[] scores = new double[table.rows()];
    double[] gradient = new double[table.rows()];
    double[] hessian = new double[table.rows()];
    double[] p = new double[table.widest()];
    List<Tree> trees = new ArrayList<>();
    for (int tree = 0; tree < settings.trees(); tree++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      int[] drawn = draw(queries, settings.queries(), random);
      for (int query : drawn) {
        int from = table.from(query);
        int count = table.from(query + 1) - from;
        Softmax.of(scores, from, count, 1, p);
        for (int i = 0; i < count; i++) {
          gradient[from + i] = p[i] - table.share(from + i);
          hessian[from + i] = Math.max(LEAST_HESSIAN, p[i] * (1 - p[i]));
        }
      }
      int[] columns = draw(all(table.bins().columns()), settings.columns(), random);
      TreeGrower grower =
          new TreeGrower(table.bins(), settings, gradient, hessian, columns, rows(drawn));
      Tree next = grower.grow();
      trees.add(next);
      grower.addTo(scores);
      for (int row : rows(without(drawn, queries))) {
        scores[row] += next.value(table.row(row));
      }
      grown.run();
    }
    return new Forest(trees);
  }

  private static int[] all(int count) {
    int[] numbers = new int[count];
    Arrays.setAll(numbers, i -> i);
    return numbers;
  }

  /** A share of some numbers, at least one, in ascending order. */
  private static int[] draw(int[] numbers, double share, SplittableRandom random) {
    int count = (int) Math.max(1, Math.round(share * numbers.length));
    int[] shuffled = numbers.clone();
    for (int i = 0; i < count; i++) {
      int other = i + random.nextInt(shuffled.length - i);
      int swapped = shuffled[i];
      shuffled[i] = shuffled[other];
      shuffled[other] = swapped;
    }
    int[] drawn = Arrays.copyOf(shuffled, count);
    Arrays.sort(drawn);
    return drawn;
  }

  /** What was not drawn; both ascend. */
  private static int[] without(int[] drawn, int[] numbers) {
    int[] others = new int[numbers.length - drawn.length];
    int at = 0;
    int next = 0;
    for (int number : numbers) {
      if (next < drawn.length && drawn[next] == number) {
        next++;
      } else {
        others[at++] = number;
      }
    }
    return others;
  }

  private int[] rows(int[] queries) {
    int count = 0;
    for (int query : queries) {
      count += table.from(query + 1) - table.from(query);
    }
    int[] rows = new int[count];
    int at = 0;
    for (int query : queries) {
      for (int row = table.from(query); row < table.from(query + 1); row++) {
        rows[at++] = row;
      }
    }
    return rows;
  }
}
