/** What models are told: templates in files that users can copy and change. */
package org.stowbench.predictors.llm.prompt;
