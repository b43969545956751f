/**
 * The same predictors over several splits, side by side. Read {@link
 * org.stowbench.scorer.suite.SuiteMatrix} first.
 */
package org.stowbench.scorer.suite;
