/**
 * Planners in any language as predictors: {@code exec:COMMAND} runs one as a child process, {@code
 * http:URL} asks one over HTTP. Both speak the protocol of {@code docs/protocol.md}.
 */
package org.stowbench.predictors.external;
