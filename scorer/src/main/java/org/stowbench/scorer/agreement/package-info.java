/**
 * People as a yardstick: how often annotators agree with each other ({@link
 * org.stowbench.scorer.agreement.Agreement}), and how far a predictor comes beside them ({@link
 * org.stowbench.scorer.agreement.Yardstick}).
 */
package org.stowbench.scorer.agreement;
