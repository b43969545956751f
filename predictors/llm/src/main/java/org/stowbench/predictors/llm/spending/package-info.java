/** What models cost, and when it is enough. */
package org.stowbench.predictors.llm.spending;
