/**
 * How fast the parts are, measured with JMH over an installed dataset. {@code benchmarks/run} runs
 * them, and whole commands beside them.
 */
package org.stowbench.benchmarks;
