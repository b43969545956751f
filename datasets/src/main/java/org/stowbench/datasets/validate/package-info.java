/**
 * Whether a dataset's folder can be trusted: everything that is wrong or odd in it, with file and
 * line, all at once. Read {@link org.stowbench.datasets.validate.DatasetValidator} first.
 */
package org.stowbench.datasets.validate;
