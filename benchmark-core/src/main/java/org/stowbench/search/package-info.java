/**
 * Looking for an item step by step: a searcher opens one container, is told what was in it, and
 * chooses the next. A predictor that only ranks takes part by opening in the order of its ranking.
 */
package org.stowbench.search;
