/**
 * Planners as child processes: started, spoken to over their standard input and output, started
 * again when they end or hang, and ended with all that they started.
 */
package org.stowbench.predictors.external.process;
