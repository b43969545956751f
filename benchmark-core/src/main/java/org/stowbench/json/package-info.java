/**
 * Scenes, queries and predictions as JSON: one way to write each, used by dataset folders, journals
 * and everything that speaks to the outside. Reading says exactly what does not fit and where.
 */
package org.stowbench.json;
