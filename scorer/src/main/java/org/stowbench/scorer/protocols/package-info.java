/**
 * How an answer is judged. A {@link org.stowbench.scorer.protocols.Protocol} is a set of rules;
 * made ready for a split as {@link org.stowbench.scorer.protocols.Rules}, it turns a query's
 * ranking into an {@link org.stowbench.scorer.protocols.Outcome}. What figures are made of outcomes
 * is the business of {@code org.stowbench.scorer.metrics}.
 */
package org.stowbench.scorer.protocols;
