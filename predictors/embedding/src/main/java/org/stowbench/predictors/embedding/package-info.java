/**
 * Predictors over sentence-embedding models that run in this process. {@code embedding} compares
 * the item with descriptions of the scene's containers; {@code nearest-known} and {@code
 * by-example} compare it with the items that the query knows of the household. The models, their
 * runtime and the dictionary are 165 MB, and are fetched when they are first asked for: {@code
 * libraries.txt} lists them, as {@code results/libraries} writes it.
 */
package org.stowbench.predictors.embedding;
