package org.stowbench.cli;

import org.junit.jupiter.api.Tag;

/** All the cases of {@link RefusalsTest}, which take minutes. */
@Tag("slow")
class EveryRefusalTest extends RefusalsTest {

  @Override
  Sample sample() {
    return Sample.EVERYTHING;
  }
}
