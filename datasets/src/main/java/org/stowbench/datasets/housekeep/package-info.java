/**
 * Housekeep's data: from a checkout of its repository to rooms with named receptacles, and the form
 * in which methods' scores are stored there. Its files hold Python pickles, which can run programs
 * where they are opened freely: {@link org.stowbench.datasets.housekeep.StrictUnpickler} reads
 * numbers and names from them and refuses all else.
 */
package org.stowbench.datasets.housekeep;
