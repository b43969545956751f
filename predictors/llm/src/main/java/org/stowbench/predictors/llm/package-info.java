/**
 * Language models as predictors: {@code noam} describes the scene in words, {@code vision} shows
 * it, {@code recorded} plays back what a model once answered through the same code.
 */
package org.stowbench.predictors.llm;
