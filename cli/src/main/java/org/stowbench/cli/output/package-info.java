/** How the command line prints: data as tables to stdout, progress and messages to stderr. */
package org.stowbench.cli.output;
