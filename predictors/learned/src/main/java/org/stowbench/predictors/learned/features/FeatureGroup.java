package org.stowbench.predictors.learned.features;

import java.util.List;

/** One kind of sign that a candidate gives. */
interface FeatureGroup {

  /** What it looks at, as in "up from 14 % by its place". */
  String words();

  /** The features' names, in the order in which they are written. */
  List<String> names();

  /**
   * Writes the features of one candidate.
   *
   * @param layout the measured scene
   * @param place the candidate's place in it
   * @param row where to write
   * @param at where this group's first feature goes
   */
  void write(SceneLayout layout, int place, double[] row, int at);
}
