package org.stowbench.scene;

import org.apiguardian.api.API;

/** On which side of the countertop a container lies, as the detector's table says it. */
@API(status = API.Status.STABLE, since = "0.1")
public enum CountertopSide {
  ABOVE,
  BELOW
}
