/**
 * Model files: one zip archive with {@code provenance.json} and the model's own files, all stored
 * uncompressed with one fixed time, so that the same model is the same bytes everywhere. Nothing in
 * it is a serialised Java object.
 */
package org.stowbench.predictors.learned.archive;
