/**
 * What all labelling tools have in common, so that an importer only reads its tool's files: a
 * {@link org.stowbench.datasets.labelling.DrawnLabel} is what somebody drew, {@link
 * org.stowbench.datasets.labelling.LabelledPhotos} makes scenes and queries of them, {@link
 * org.stowbench.datasets.labelling.LabelFields} understands what is written beside a label, {@link
 * org.stowbench.datasets.labelling.Outlines} and {@link
 * org.stowbench.datasets.labelling.MaskOutline} turn tools' shapes into regions in pixels.
 */
package org.stowbench.datasets.labelling;
