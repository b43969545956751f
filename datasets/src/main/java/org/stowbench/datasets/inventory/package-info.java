/**
 * Homes as people keep inventories of them, which have names and no pictures: places, each within
 * others, and what is kept in which. What a tool's files look like is its importer's business; what
 * becomes of a home is the same for all.
 */
package org.stowbench.datasets.inventory;
