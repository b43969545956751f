package org.stowbench.datasets.stats;

/**
 * How a numeric measure is distributed: counts in cells of equal width. Values outside the range
 * count in the first or last cell. Immutable.
 */
public final class Histogram {

  private final double low;
  private final double width;
  private final long[] counts;
  private final long total;

  private Histogram(double low, double width, long[] counts) {
    this.low = low;
    this.width = width;
    this.counts = counts;
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    this.total = sum;
  }

  /** Collects values into a histogram; cells of {@code width} from {@code low} on. */
  static final class Collector {
    private final double low;
    private final double width;
    private final long[] counts;

    Collector(double low, double high, double width) {
      this.low = low;
      this.width = width;
      this.counts = new long[(int) Math.round((high - low) / width) + 1];
    }

    void add(double value) {
      long cell = Math.round((value - low) / width);
      counts[(int) Math.max(0, Math.min(counts.length - 1, cell))]++;
    }

    Histogram finish() {
      return new Histogram(low, width, counts.clone());
    }
  }

  /** How many values there are. */
  public long count() {
    return total;
  }

  /** The mean; NaN without values. */
  public double mean() {
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += counts[i] * (low + i * width);
    }
    return sum / total;
  }

  /** The standard deviation of the values, not of their mean; NaN without values. */
  public double deviation() {
    double mean = mean();
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      double off = low + i * width - mean;
      sum += counts[i] * off * off;
    }
    return Math.sqrt(sum / total);
  }

  /**
   * The smallest value that at least this share of all values does not exceed, to within a cell.
   *
   * @param share 0 to 1
   * @throws IllegalStateException without values
   */
  public double quantile(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("quantile " + share + ": must be between 0 and 1");
    }
    if (total == 0) {
      throw new IllegalStateException("quantile of no values");
    }
    long seen = 0;
    int i = 0;
    while (seen + counts[i] < share * total || counts[i] == 0) {
      seen += counts[i];
      i++;
    }
    return low + i * width;
  }

  /**
   * Wasserstein-1 distance over the pooled standard deviation, the root of the mean of both
   * variances: by how many deviations the values would have to move on average to turn one
   * distribution into the other. 0 is the same; NaN where one has no values.
   */
  public double distance(Histogram other) {
    if (low != other.low || width != other.width || counts.length != other.counts.length) {
      throw new IllegalArgumentException("histograms of different measures have no distance");
    }
    if (total == 0 || other.total == 0) {
      return Double.NaN;
    }
    double moved = 0;
    double here = 0;
    double there = 0;
    for (int i = 0; i < counts.length; i++) {
      here += counts[i] / (double) total;
      there += other.counts[i] / (double) other.total;
      moved += Math.abs(here - there) * width;
    }
    double a = deviation();
    double b = other.deviation();
    double pooled = Math.sqrt((a * a + b * b) / 2);
    return pooled == 0 ? (mean() == other.mean() ? 0 : Double.POSITIVE_INFINITY) : moved / pooled;
  }
}
