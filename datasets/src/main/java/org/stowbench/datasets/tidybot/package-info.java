/**
 * TidyBot's benchmark: from a checkout of its repository to a dataset of named places without
 * photos, and the form in which answers to it are written down.
 */
package org.stowbench.datasets.tidybot;
