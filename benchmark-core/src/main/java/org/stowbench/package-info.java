/**
 * The vocabulary of the benchmark and its harness. Read in this order: {@code scene} (what a robot
 * sees), {@code query} (what it is asked), {@code prediction} (what it says), {@code predictor}
 * (who says it), {@code run} (asking all of a dataset). Around them: {@code geometry}, {@code
 * json}, {@code dataset}, {@code input}.
 */
package org.stowbench;
