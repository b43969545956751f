/**
 * What a robot sees: a scene with its containers and anchors. All coordinates are pixels of the
 * photo, x to the right, y down. Values are immutable and refuse to be built wrong.
 */
package org.stowbench.scene;
