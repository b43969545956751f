/**
 * The planner protocol: its messages, how they are written and read as JSON, and a JSON Schema for
 * each (beside the classes, as resources). {@code docs/protocol.md} is the same for people.
 */
package org.stowbench.predictors.external.protocol;
