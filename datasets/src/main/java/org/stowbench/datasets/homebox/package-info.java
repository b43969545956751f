/** Homebox, an inventory of a home: the file of items that it exports, a home a file. */
package org.stowbench.datasets.homebox;
