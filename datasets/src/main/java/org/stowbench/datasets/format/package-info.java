/**
 * The canonical form of a dataset: one folder with {@code dataset.json}, {@code scenes.jsonl} and
 * {@code queries.jsonl}, all splits in it. Every importer and simulator writes it through {@link
 * org.stowbench.datasets.format.DatasetWriter}; everybody reads it through {@link
 * org.stowbench.datasets.format.DatasetFolder}. The JSON Schemas of the three files are resources
 * of this package.
 */
package org.stowbench.datasets.format;
