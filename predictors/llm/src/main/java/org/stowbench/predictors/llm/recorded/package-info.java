/** Answers that were given before, read from files. */
package org.stowbench.predictors.llm.recorded;
