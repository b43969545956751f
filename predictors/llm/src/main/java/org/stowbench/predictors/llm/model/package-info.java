/**
 * Live models: providers through LangChain4j, asked politely. Here are the keys, the wire, the
 * retries and the pace.
 */
package org.stowbench.predictors.llm.model;
