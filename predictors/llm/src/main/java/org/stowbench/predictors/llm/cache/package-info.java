/** Replies that were paid for, kept on disk. */
package org.stowbench.predictors.llm.cache;
