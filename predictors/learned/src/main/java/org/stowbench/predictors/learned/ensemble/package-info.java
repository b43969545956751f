/** The {@code ensemble}: what several predictors say, put together. */
package org.stowbench.predictors.learned.ensemble;
