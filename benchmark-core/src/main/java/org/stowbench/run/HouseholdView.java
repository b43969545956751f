package org.stowbench.run;

import org.stowbench.query.LabeledQuery;

/**
 * A household's containers in one scene: the queries about it tell of each other what is kept
 * there.
 *
 * @param household its id
 * @param scene its id
 */
record HouseholdView(String household, String scene) {

  static HouseholdView of(LabeledQuery labeled) {
    return new HouseholdView(labeled.household().id(), labeled.query().scene().id());
  }
}
