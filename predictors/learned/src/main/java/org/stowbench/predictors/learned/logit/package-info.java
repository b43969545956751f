/**
 * The {@code logit}: a conditional logit (McFadden 1974) over the candidates of a query and "not
 * here", whose weights say what draws an item to a place.
 */
package org.stowbench.predictors.learned.logit;
