package org.stowbench.predictors.embedding;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.stowbench.query.Answer;
import org.stowbench.query.KnownPlacement;

/**
 * A household's rule, as its known placements show it: for each place that is known a ridge
 * regression of "is there" on what items are (Hoerl and Kennard, "Ridge Regression", 1970), in its
 * dual form, which needs only how alike items are. What the items of a place have in common counts
 * then, and what all of a household's have in common does not.
 */
final class ByExampleRule {

  /** How strongly weights are held down; chosen on {@code tidybot:seen}. */
  private static final double RIDGE = 0.3;

  private final Likeness likeness;
  private final List<KnownPlacement> known;
  private final List<Answer> places;
  private final double[] meanLikeness;
  private final double allMean;
  private final double[][] weights;

  /**
   * Learns a rule.
   *
   * @param known one or more
   */
  ByExampleRule(Likeness likeness, List<KnownPlacement> known) {
    this.likeness = likeness;
    this.known = known;
    this.places =
        List.copyOf(new LinkedHashSet<>(known.stream().map(KnownPlacement::where).toList()));
    int count = known.size();
    double[][] alike = new double[count][count];
    this.meanLikeness = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        alike[i][j] = likeness.of(known.get(i).item(), known.get(j).item());
        meanLikeness[i] += alike[i][j] / count;
      }
      sum += meanLikeness[i];
    }
    this.allMean = sum / count;
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        alike[i][j] += allMean - meanLikeness[i] - meanLikeness[j] + (i == j ? RIDGE : 0);
      }
    }
    double[] shares = new double[places.size()];
    known.forEach(placement -> shares[places.indexOf(placement.where())] += 1.0 / count);
    double[][] there = new double[count][places.size()];
    for (int i = 0; i < count; i++) {
      for (int place = 0; place < places.size(); place++) {
        boolean is = places.get(place).equals(known.get(i).where());
        there[i][place] = (is ? 1 : 0) - shares[place];
      }
    }
    this.weights = solved(alike, there);
  }

  /** The places that something is known to be in, "not here" maybe among them. */
  List<Answer> places() {
    return places;
  }

  /**
   * How much speaks for each of the {@link #places}, or against it; together 0, which is what
   * speaks for a place of which nothing is known. How many things are known of a place does not
   * count: it is what somebody happened to tell. A new array.
   */
  double[] scores(String item) {
    List<Double> alike = new ArrayList<>();
    known.forEach(placement -> alike.add(likeness.of(item, placement.item())));
    double mean = alike.stream().mapToDouble(Double::doubleValue).sum() / known.size();
    double[] scores = new double[places.size()];
    for (int i = 0; i < known.size(); i++) {
      double centred = alike.get(i) - mean - meanLikeness[i] + allMean;
      for (int place = 0; place < scores.length; place++) {
        scores[place] += centred * weights[i][place];
      }
    }
    return scores;
  }

  /**
   * What a symmetric matrix, which the ridge makes positive definite, must be multiplied by to give
   * the right side: elimination, then going back. Both arrays are used up.
   */
  private static double[][] solved(double[][] matrix, double[][] right) {
    int count = matrix.length;
    for (int pivot = 0; pivot < count; pivot++) {
      for (int row = pivot + 1; row < count; row++) {
        double factor = matrix[row][pivot] / matrix[pivot][pivot];
        subtract(matrix[row], matrix[pivot], factor);
        subtract(right[row], right[pivot], factor);
      }
    }
    for (int row = count - 1; row >= 0; row--) {
      for (int later = row + 1; later < count; later++) {
        subtract(right[row], right[later], matrix[row][later]);
      }
      for (int column = 0; column < right[row].length; column++) {
        right[row][column] /= matrix[row][row];
      }
    }
    return right;
  }

  private static void subtract(double[] from, double[] what, double factor) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= factor * what[i];
    }
  }
}
