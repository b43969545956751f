/**
 * What a dataset is to those who run over it or score it; where it comes from is not their room.
 */
package org.stowbench.dataset;
