/**
 * The predictors that there are: how those of this installation and those of plug-ins are found,
 * kept apart and made.
 */
package org.stowbench.plugin;
