/**
 * The catalogue of metrics. A {@link org.stowbench.scorer.metrics.Metric} is one object that knows
 * all there is to know of it; {@link org.stowbench.scorer.metrics.Metrics} is the one place that
 * lists them. Tables, pages, gates, help and documentation are made from it, so a new metric is one
 * declaration there, and its test.
 */
package org.stowbench.scorer.metrics;
