/**
 * What is asked and what is true: queries, what is known of a household, answers, the votes of
 * people. A {@link org.stowbench.query.Query} is all that a predictor is shown and cannot hold the
 * truth; only the scorer sees a {@link org.stowbench.query.LabeledQuery}.
 */
package org.stowbench.query;
