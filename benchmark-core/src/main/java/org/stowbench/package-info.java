/**
 * The vocabulary of the benchmark and its harness. Read in this order: {@code scene} (what a robot
 * sees), {@code query} (what it is asked), {@code prediction} (what it says), {@code predictor}
 * (who says it), {@code run} (asking all of a dataset), {@code ask} (asking one question), {@code
 * predictions} (answers from files). Around them: {@code geometry}; {@code challenge}, what only
 * one source of data has; and {@code io}, the one room for reading and writing.
 */
package org.stowbench;
