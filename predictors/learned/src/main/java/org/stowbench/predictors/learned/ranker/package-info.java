/**
 * The {@code ranker}: gradient-boosted trees under a listwise softmax. LightGBM grows the trees;
 * they are then asked in plain Java, so that a finished model needs no native library.
 */
package org.stowbench.predictors.learned.ranker;
