package org.stowbench.scene;

/** On which side of the countertop a container lies, as the detector's table says it. */
public enum CountertopSide {
  ABOVE,
  BELOW
}
