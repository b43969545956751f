package org.stowbench.predictors.learned.choice;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;

/**
 * Fits the weights of a conditional logit by Newton's method. The loss is the cross-entropy of the
 * votes' shares with the choice probabilities, plus {@code ridge / 2} times the squared distance of
 * the weights from where they start. It is convex, so there is one best answer.
 */
public final class Newton {

  private static final int MOST_STEPS = 25;
  private static final double ENOUGH = 1e-6;
  private static final int MOST_HALVINGS = 20;

  /**
   * What was chosen.
   *
   * @param rows of the choice
   * @param before what each row scores before any weight
   * @param shares of the votes by row
   */
  public record Choice(double[][] rows, double[] before, double[] shares) {

    /** A choice in which all rows begin alike. */
    public Choice(double[][] rows, double[] shares) {
      this(rows, new double[rows.length], shares);
    }
  }

  private final List<Choice> choices;
  private final double[] start;
  private final double ridge;

  /**
   * Weights to be fitted.
   *
   * @param start where they begin, and what they are drawn to
   * @param ridge how strongly, above 0
   */
  public Newton(List<Choice> choices, double[] start, double ridge) {
    this.choices = choices;
    this.start = start;
    this.ridge = ridge;
  }

  /**
   * The best weights.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  public double[] fit() throws InterruptedException {
    double[] weights = start.clone();
    double loss = loss(weights);
    for (int step = 0; step < MOST_STEPS; step++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      double[] gradient = new double[weights.length];
      double[][] hessian = new double[weights.length][weights.length];
      derive(weights, gradient, hessian);
      double[] direction =
          new CholeskyDecomposition(MatrixUtils.createRealMatrix(hessian))
              .getSolver()
              .solve(new ArrayRealVector(gradient, false))
              .toArray();
      double length = 1;
      double[] next = moved(weights, direction, length);
      double after = loss(next);
      for (int halving = 0; after > loss && halving < MOST_HALVINGS; halving++) {
        length /= 2;
        next = moved(weights, direction, length);
        after = loss(next);
      }
      if (loss - after < ENOUGH * Math.max(1, loss)) {
        break;
      }
      weights = next;
      loss = after;
    }
    return weights;
  }

  private static double[] moved(double[] weights, double[] direction, double length) {
    double[] moved = weights.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] -= length * direction[i];
    }
    return moved;
  }

  private double loss(double[] weights) {
    double loss = 0;
    for (int i = 0; i < weights.length; i++) {
      loss += ridge / 2 * (weights[i] - start[i]) * (weights[i] - start[i]);
    }
    for (Choice choice : choices) {
      double[] p = probabilities(choice, weights);
      for (int row = 0; row < p.length; row++) {
        if (choice.shares()[row] > 0) {
          loss -= choice.shares()[row] * StrictMath.log(Math.max(p[row], Double.MIN_NORMAL));
        }
      }
    }
    return loss;
  }

  private void derive(double[] weights, double[] gradient, double[][] hessian) {
    int width = weights.length;
    for (int i = 0; i < width; i++) {
      gradient[i] = ridge * (weights[i] - start[i]);
      hessian[i][i] = ridge;
    }
    double[] mean = new double[width];
    for (Choice choice : choices) {
      double[] p = probabilities(choice, weights);
      Arrays.fill(mean, 0);
      for (int row = 0; row < p.length; row++) {
        double[] columns = choice.rows()[row];
        double surprise = p[row] - choice.shares()[row];
        for (int i = 0; i < width; i++) {
          mean[i] += p[row] * columns[i];
          gradient[i] += surprise * columns[i];
        }
      }
      curve(choice.rows(), p, mean, hessian);
    }
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < i; j++) {
        hessian[j][i] = hessian[i][j];
      }
    }
  }

  /**
   * Adds a choice's part of the curvature to the lower half; most of the time of training goes by
   * here. A column that is 0 in all rows adds nothing and is left out. Four rows at a time share
   * their loads and stores, and are added in their order, so that not a bit depends on it.
   */
  private static void curve(double[][] rows, double[] p, double[] mean, double[][] hessian) {
    int[] used = used(rows, mean.length);
    double[][] off = new double[(rows.length + 3) / 4 * 4][used.length];
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < used.length; i++) {
        off[row][i] = rows[row][used[i]] - mean[used[i]];
      }
    }
    double[] weight = Arrays.copyOf(p, off.length);
    double[] line = new double[used.length];
    for (int i = 0; i < used.length; i++) {
      double[] whole = hessian[used[i]];
      for (int j = 0; j <= i; j++) {
        line[j] = whole[used[j]];
      }
      for (int row = 0; row < off.length; row += 4) {
        double[] a = off[row];
        double[] b = off[row + 1];
        double[] c = off[row + 2];
        double[] d = off[row + 3];
        double ofA = weight[row] * a[i];
        double ofB = weight[row + 1] * b[i];
        double ofC = weight[row + 2] * c[i];
        double ofD = weight[row + 3] * d[i];
        for (int j = 0; j <= i; j++) {
          line[j] = line[j] + ofA * a[j] + ofB * b[j] + ofC * c[j] + ofD * d[j];
        }
      }
      for (int j = 0; j <= i; j++) {
        whole[used[j]] = line[j];
      }
    }
  }

  /** The columns that are not 0 in every row. */
  private static int[] used(double[][] rows, int width) {
    int[] used = new int[width];
    int many = 0;
    for (int i = 0; i < width; i++) {
      boolean zero = true;
      for (int row = 0; zero && row < rows.length; row++) {
        zero = rows[row][i] == 0;
      }
      if (!zero) {
        used[many++] = i;
      }
    }
    return Arrays.copyOf(used, many);
  }

  private static double[] probabilities(Choice choice, double[] weights) {
    return probabilities(choice.rows(), choice.before(), weights);
  }

  /** The probabilities of rows that begin alike. */
  public static double[] probabilities(double[][] rows, double[] weights) {
    return probabilities(rows, new double[rows.length], weights);
  }

  private static double[] probabilities(double[][] rows, double[] before, double[] weights) {
    double[] scores = before.clone();
    for (int row = 0; row < rows.length; row++) {
      double[] columns = rows[row];
      double score = scores[row];
      for (int i = 0; i < weights.length; i++) {
        score += weights[i] * columns[i];
      }
      scores[row] = score;
    }
    return Softmax.of(scores, 1);
  }
}
