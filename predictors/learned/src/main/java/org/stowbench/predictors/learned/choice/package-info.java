/**
 * Choosing one of a scene's candidates, or "not here": what all learned predictors have in common.
 * A {@link org.stowbench.predictors.learned.choice.ChoiceModel} gives probabilities, {@link
 * org.stowbench.predictors.learned.choice.TrainingExamples} is what it is fitted to, and a {@link
 * org.stowbench.predictors.learned.choice.ChoicePredictor} ranks by it.
 */
package org.stowbench.predictors.learned.choice;
