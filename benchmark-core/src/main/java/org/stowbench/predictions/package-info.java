/**
 * Reading prediction files of every form: Stowbench's own JSON Lines and CSV, and the official
 * repository's response files as they are. The form is told from the content, never from the name,
 * and records are joined to the queries of a dataset as they stream by.
 */
package org.stowbench.predictions;
