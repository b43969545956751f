/**
 * The {@code ranker}: gradient-boosted trees under a listwise softmax, grown in plain Java.
 *
 * <p>Why not a library: LightGBM4J 4.3 needs a native library for each platform and an OpenMP
 * runtime that not every machine has, and it unpacks the library under one fixed name in the shared
 * temporary folder, where the next process overwrites it under the one before. Trees over quantile
 * bins are little code, predict as well (docs/experiments.md), and are the same to the bit
 * everywhere.
 */
package org.stowbench.predictors.learned.ranker;
