package org.stowbench.predictor;

import org.apiguardian.api.API;

/** What answers: what a leaderboard says beside each entry. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum PredictorKind {
  /** A person, or several. */
  PERSON("person"),
  /** A language model, or one that sees pictures too, asked in words. */
  LANGUAGE_MODEL("language model"),
  /** What has learned where households keep things. */
  LEARNED("learned"),
  /** A rule or chance, to compare with. */
  BASELINE("baseline"),
  /** A robot's planner, or another program of somebody's own. */
  PLANNER("planner");

  private final String words;

  PredictorKind(String words) {
    this.words = words;
  }

  /** The words for people. */
  public String words() {
    return words;
  }
}
