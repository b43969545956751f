/** What all planners have in common, whatever wire they are at the end of. */
package org.stowbench.predictors.external.planner;
