/**
 * labelme, a tool for labelling photos: a JSON file a photo, beside it or in a folder of their own.
 */
package org.stowbench.datasets.labelme;
