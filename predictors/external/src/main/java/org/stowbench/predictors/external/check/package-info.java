/**
 * Whether a planner keeps the protocol: tried on normal, strange and hostile questions, with a
 * finding for each thing that was looked at.
 */
package org.stowbench.predictors.external.check;
