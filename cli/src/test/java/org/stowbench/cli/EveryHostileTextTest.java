package org.stowbench.cli;

import org.junit.jupiter.api.Tag;

/** All the cases of {@link HostileTextTest}. */
@Tag("slow")
class EveryHostileTextTest extends HostileTextTest {

  @Override
  Sample sample() {
    return Sample.EVERYTHING;
  }
}
