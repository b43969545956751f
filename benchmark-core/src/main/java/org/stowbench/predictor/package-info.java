/**
 * The contract between the harness and everything that answers queries: what a predictor owes, what
 * the harness promises, and how a predictor is named, configured and found.
 */
package org.stowbench.predictor;
