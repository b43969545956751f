/**
 * The command line: one class a command, thin. A command reads its options, calls the library, and
 * prints; whatever a library user would miss stands in the other modules.
 */
package org.stowbench.cli;
