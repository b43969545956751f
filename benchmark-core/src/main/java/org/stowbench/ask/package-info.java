/**
 * One question and its answer, for a person or a robot: the first places of a ranking with where
 * they are in words, how likely, and why. What {@code stowbench ask} prints and {@code stowbench
 * serve} sends.
 */
package org.stowbench.ask;
