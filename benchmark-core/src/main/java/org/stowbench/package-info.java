/**
 * The vocabulary of the benchmark and its harness. Read in this order: {@code scene} (what a robot
 * sees), {@code query} (what it is asked), {@code prediction} (what it says), {@code predictor}
 * (who says it), {@code search} (answering step by step), {@code ask} (asking so that nothing a
 * predictor does hurts), {@code run} (asking all of a dataset), {@code predictions} (answers from
 * files). Around them: {@code plugin}, which finds predictors; {@code geometry}; {@code challenge},
 * what only one source of data has; and {@code io}, the one way to read and write.
 */
package org.stowbench;
