/**
 * Datasets as tasks of other people's harnesses for language models, Inspect and the LM Evaluation
 * Harness, and these harnesses' logs as predictions.
 */
package org.stowbench.datasets.harness;
