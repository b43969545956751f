/**
 * Predictors over sentence-embedding models that run in this process. {@code embedding} compares
 * the item with descriptions of the scene's containers; {@code nearest-known} and {@code
 * by-example} compare it with the items that the query knows of the household. A module of its own,
 * since the runtime of the models is 139 MB.
 */
package org.stowbench.predictors.embedding;
