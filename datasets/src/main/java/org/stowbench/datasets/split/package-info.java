/** Cutting a dataset into parts that share no household. */
package org.stowbench.datasets.split;
