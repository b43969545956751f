/** Datasets from and for labelling tools: a file of COCO annotations. */
package org.stowbench.datasets.coco;
