/** Predictors that know nothing of kitchens: the yardsticks that every other has to beat. */
package org.stowbench.predictors.baselines;
