/**
 * Grocy, a household's stock keeping: its tables of locations, products and stock, as its API gives
 * them or as they are exported.
 */
package org.stowbench.datasets.grocy;
