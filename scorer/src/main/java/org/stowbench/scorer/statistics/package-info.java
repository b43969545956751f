/**
 * Statistics over clusters, such as the households that queries come from: bootstrap intervals,
 * permutation tests, effect sizes, agreement. Distributions and classic tests are Hipparchus's;
 * here is what it does not have. Nothing here knows what is measured.
 *
 * <p>All randomness comes from seeds, block by block, so results do not depend on threads.
 */
package org.stowbench.scorer.statistics;
