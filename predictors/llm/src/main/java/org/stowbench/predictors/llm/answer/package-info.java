/** What models say, read: rankings and boxes out of JSON and out of words. */
package org.stowbench.predictors.llm.answer;
