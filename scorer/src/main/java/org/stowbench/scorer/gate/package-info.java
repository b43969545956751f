/**
 * Gates for CI: does a run reach the numbers that it must? {@link org.stowbench.scorer.gate.Gate}
 * holds them, {@link org.stowbench.scorer.gate.GateReport} says what came out, and {@link
 * org.stowbench.scorer.gate.JUnitXml} and {@link org.stowbench.scorer.gate.StepSummary} say it to a
 * CI server.
 */
package org.stowbench.scorer.gate;
