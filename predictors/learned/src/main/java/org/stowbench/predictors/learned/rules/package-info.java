/**
 * The {@code rules}: what people would say without any data, as a readable file: which category of
 * items goes into which kind of place.
 */
package org.stowbench.predictors.learned.rules;
