package org.stowbench.predictors.external.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.stowbench.predictors.external.planner.Faults;

class SessionTest {

  @Test
  void a_process_that_nobody_guards_is_ended() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs Linux, to find what still runs");
    String mark = UUID.randomUUID().toString();
    try (Guard guard = Guard.start(mark)) {
      ProcessHandle process =
          ProcessHandle.current()
              .children()
              .filter(child -> child.info().commandLine().orElse("").endsWith(mark))
              .findFirst()
              .orElseThrow();
      process.destroyForcibly();
      process.onExit().join();

      assertThatThrownBy(
              () ->
                  new Session(
                      List.of("sleep", "3000"),
                      mark,
                      1 << 20,
                      guard,
                      new Errors(Optional.empty()),
                      new Faults(),
                      new AtomicLong()))
          .isInstanceOf(IOException.class)
          .hasMessage("the process that ends planners with this one is gone");
      assertThat(ProcessTree.alive(mark, List.of())).isEmpty();
    }
  }
}
