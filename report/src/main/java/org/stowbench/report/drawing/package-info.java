/** Scenes as pictures: containers numbered, anchors named, truth, votes and a ranking marked. */
package org.stowbench.report.drawing;
