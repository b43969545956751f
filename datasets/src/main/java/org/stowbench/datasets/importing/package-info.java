/**
 * What every importer has: it is an {@link org.stowbench.datasets.importing.ImporterProvider},
 * listed in {@code META-INF/services}, in a package of its own. Nothing else knows its name: the
 * command line makes {@code datasets import NAME} and {@code datasets fetch NAME} from what it says
 * of itself.
 */
package org.stowbench.datasets.importing;
