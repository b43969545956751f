package org.stowbench.predictors.external.check;

import org.stowbench.io.InvalidInputException;

/** Opens wires to one planner. Whoever closes it has closed them. */
interface Wires extends AutoCloseable {

  /**
   * A new wire.
   *
   * @throws InvalidInputException if the planner cannot be started
   */
  Wire open();

  @Override
  default void close() {}
}
