/**
 * Predictors that learn where people keep things: how they are trained, saved, read and cached.
 * {@link org.stowbench.predictors.learned.LearnedProvider} is what they share; each kind of model
 * has a package of its own.
 */
package org.stowbench.predictors.learned;
