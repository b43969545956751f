/**
 * People draw the containers of their own home into its photos, and say what is kept where: {@link
 * org.stowbench.label.HomePhotos} finds the photos, {@link org.stowbench.label.LabelledHome} keeps
 * what was drawn, as a dataset, and {@link org.stowbench.label.LabelSite} serves the page.
 *
 * <p>What comes from a browser, and the names of photos, are hostile until they are read.
 */
package org.stowbench.label;
