package org.stowbench.predictors.learned.ranker;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.stowbench.predictor.FeatureImportance;

/** How much of the loss each feature's splits took away, summed up over all forests. */
final class SplitGains {

  private SplitGains() {}

  /**
   * Reads the gains.
   *
   * @param texts forests in LightGBM's text format
   * @param names of the features, by number
   */
  static List<FeatureImportance> of(List<String> texts, List<String> names) {
    double[] gains = new double[names.size()];
    for (String text : texts) {
      String[] features = new String[0];
      for (String line : text.split("\n")) {
        if (line.startsWith("split_feature=")) {
          features = line.substring(line.indexOf('=') + 1).trim().split(" ");
        } else if (line.startsWith("split_gain=")) {
          String[] splits = line.substring(line.indexOf('=') + 1).trim().split(" ");
          for (int i = 0; i < splits.length && !splits[i].isEmpty(); i++) {
            gains[Integer.parseInt(features[i])] += Double.parseDouble(splits[i]);
          }
        }
      }
    }
    double total =
        Math.max(
            Double.MIN_NORMAL, IntStream.range(0, gains.length).mapToDouble(i -> gains[i]).sum());
    return IntStream.range(0, gains.length)
        .mapToObj(i -> new FeatureImportance(names.get(i), Math.min(1, gains[i] / total)))
        .sorted(Comparator.comparingDouble(FeatureImportance::share).reversed())
        .toList();
  }
}
