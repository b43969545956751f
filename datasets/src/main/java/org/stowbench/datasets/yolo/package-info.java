/**
 * YOLO's way to label photos: a file of lines a photo, classes by number, coordinates as parts of
 * the photo. It has neither sizes, which the photos tell, nor anything beside a class, so that a
 * table says what is kept where.
 */
package org.stowbench.datasets.yolo;
