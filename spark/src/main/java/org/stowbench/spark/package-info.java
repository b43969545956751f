/**
 * Past one machine: a split is cut into parts, ranges of households, which the machines of an
 * Apache Spark cluster make or read, ask about and score, each for itself. Only sums of what came
 * out travel. {@link org.stowbench.spark.Main} is the entry point of {@code spark-submit}.
 */
package org.stowbench.spark;
