/**
 * Published results as data, and checking them: each is a small YAML file that says what was
 * published about which predictions, and {@link org.stowbench.scorer.reproduce.Reproducer} scores
 * those predictions and holds the figures against it, pair by pair where the pairs were published.
 */
package org.stowbench.scorer.reproduce;
