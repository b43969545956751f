/**
 * The {@code embedding} predictor: a sentence-embedding model that runs in this process compares
 * the item with descriptions of the scene's containers. A module of its own, since the runtime of
 * the model is 139 MB.
 */
package org.stowbench.predictors.embedding;
