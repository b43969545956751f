/** Feeds every reader of {@link org.stowbench.cli.Readers} with what a fuzzer makes up. */
package org.stowbench.fuzz;
