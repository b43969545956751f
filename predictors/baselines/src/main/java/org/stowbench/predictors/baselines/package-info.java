/**
 * Predictors that know nothing of kitchens: what every other predictor has to beat. They also show
 * how small a predictor can be.
 */
package org.stowbench.predictors.baselines;
