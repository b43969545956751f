/** Planners at the end of an HTTP connection. */
package org.stowbench.predictors.external.http;
