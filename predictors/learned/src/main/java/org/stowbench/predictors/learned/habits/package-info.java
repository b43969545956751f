/**
 * What is known of a household, used: how much more or less likely a place becomes for an item when
 * other items are known to be here, there, or nowhere. On top of any model that gives
 * probabilities.
 */
package org.stowbench.predictors.learned.habits;
