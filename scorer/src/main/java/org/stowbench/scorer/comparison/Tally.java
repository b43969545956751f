package org.stowbench.scorer.comparison;

/**
 * On how many queries the first predictor does better, as well, and worse than the second. Counts
 * are whole, but where a predictor likes its answers equally: then they are expectations.
 *
 * @param wins of the first
 * @param ties of both
 * @param losses of the first
 */
public record Tally(double wins, double ties, double losses) {

  public Tally {
    if (!(wins >= 0 && ties >= 0 && losses >= 0)) {
      throw new IllegalArgumentException(
          "%s wins, %s ties, %s losses: must be 0 or more".formatted(wins, ties, losses));
    }
  }
}
