/**
 * What is known of items before any training: a small written table of household items, their
 * categories, and what things of a category are like. Through it, a model can be asked for an item
 * that it has never seen.
 */
package org.stowbench.predictors.learned.items;
