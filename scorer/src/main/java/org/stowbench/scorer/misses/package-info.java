/**
 * What kind of mistake a wrong first answer is: {@link org.stowbench.scorer.misses.Miss} names the
 * kinds, {@link org.stowbench.scorer.misses.MissRules} tells which one an answer is.
 */
package org.stowbench.scorer.misses;
