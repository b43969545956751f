package org.stowbench.scorer.metrics;

import org.stowbench.scorer.protocols.Measurable;
import org.stowbench.scorer.protocols.Ways;

/** Where a metric stands. */
public enum Presence {
  /** In every scorecard of its protocols. */
  ALWAYS(""),
  /** In scorecards of runs whose rankings all give probabilities. */
  WITH_PROBABILITIES("only where every prediction gives probabilities"),
  /** In scorecards of splits that keep some item in several containers. */
  WITH_SEVERAL_PLACES("only where some item is kept in more than one physical container"),
  /** In scorecards of splits whose containers are all drawn in photos. */
  WITH_REGIONS("only where every container has a region in a photo"),
  /** In scorecards of splits that tell how far a robot goes. */
  WITH_WAYS("only where all scenes tell how far it is, in the same unit"),
  /** In scorecards of splits that tell where a robot starts, too. */
  WITH_START("only where all scenes tell how far it is, from the start, in the same unit"),
  /** In no scorecard: who wants it asks for it. */
  BESIDE("");

  private final String words;

  Presence(String words) {
    this.words = words;
  }

  /** Where it stands, in words; empty where there is nothing to say. */
  public String words() {
    return words;
  }

  /**
   * Whether a run over a split has figures of such metrics.
   *
   * @param probabilities whether all its rankings give probabilities
   */
  public boolean holds(Measurable split, boolean probabilities) {
    return switch (this) {
      case ALWAYS, BESIDE -> true;
      case WITH_PROBABILITIES -> probabilities;
      case WITH_SEVERAL_PLACES -> split.severalPlaces();
      case WITH_REGIONS -> split.drawn();
      case WITH_WAYS -> split.ways() != Ways.NONE;
      case WITH_START -> split.ways() == Ways.DISTANCES || split.ways() == Ways.PHOTO;
    };
  }
}
