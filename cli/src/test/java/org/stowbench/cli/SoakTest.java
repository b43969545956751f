package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Takes most of an hour: {@code mvn -B verify -Dsoak}. */
@Tag("soak")
class SoakTest {

  @Test
  void twoMillionQueriesPassAtAConstantHeap() throws Exception {
    Path root = Path.of("..").toAbsolutePath().normalize();
    Process soak =
        new ProcessBuilder("results/soak")
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(soak.waitFor()).isZero();
  }
}
