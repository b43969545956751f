/**
 * The {@code ranker}: gradient-boosted trees under a listwise softmax, grown in plain Java.
 *
 * <p>Why not a library: LightGBM4J 4.3 and its like need a native library for each platform and an
 * OpenMP runtime that not every machine has; it unpacks that library under one fixed name in the
 * shared temporary folder, where the next process overwrites it and crashes the one before; and its
 * bytes depend on the machine. Trees over quantile bins are little code, and this much of them is
 * as fast, the same to the bit everywhere, and measures the same.
 */
package org.stowbench.predictors.learned.ranker;
