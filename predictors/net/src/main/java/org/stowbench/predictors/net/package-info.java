/**
 * Asking servers over HTTP without being at their mercy: answers of limited size and time, waits
 * between repeats, and keys that nobody sees.
 */
package org.stowbench.predictors.net;
