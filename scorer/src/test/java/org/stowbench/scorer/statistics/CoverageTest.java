package org.stowbench.scorer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;

class CoverageTest {
  @Test
  void all() {
    long t = System.nanoTime();
    System.out.println(new CoverageStudy(2000).tables());
    System.out.println((System.nanoTime() - t) / 1e9);
  }
}
