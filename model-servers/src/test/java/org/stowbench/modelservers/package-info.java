/**
 * Servers of language models that others wrote, asked through the command line; only with {@code
 * -Dservers}.
 */
package org.stowbench.modelservers;
