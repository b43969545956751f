/**
 * How bad input is reported: every message names the file, the line or record, the field, what was
 * found and what is allowed.
 */
package org.stowbench.input;
