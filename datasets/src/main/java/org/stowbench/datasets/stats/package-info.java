/** What a dataset is made of, in figures, and how far two datasets are apart in each of them. */
package org.stowbench.datasets.stats;
