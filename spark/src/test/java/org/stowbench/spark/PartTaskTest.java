package org.stowbench.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.datasets.sim.Questions;
import org.stowbench.predictor.Allowance;

class PartTaskTest {

  @Test
  void aPartThatAnotherMachineHasNotLetGoOfYetIsWaitedForAndADoneOneIsNotAskedAgain(
      @TempDir Path folder) throws Exception {
    Plan plan =
        new Plan(
            new SimulatedHouseholds(7, 3, Questions.EVALUATION),
            "largest",
            "rank",
            1,
            -1,
            1,
            folder.resolve("home").toString(),
            folder.toString());
    Part part = new Part(0, 0, 3);
    Path run = plan.files(part).run().path();
    Files.createDirectories(run.getParent());
    CompletableFuture<PartTask.Ended> next;
    try (FileChannel other = held(run)) {
      next = CompletableFuture.supplyAsync(() -> asked(plan, part));
      Thread.sleep(300);
      assertThat(next).isNotDone();
    }

    assertThat(next.get()).isEqualTo(new PartTask.Ended(3, 0, 0, false, ""));
    assertThat(asked(plan, part)).isEqualTo(new PartTask.Ended(0, 0, 0, false, ""));
  }

  private static FileChannel held(Path run) throws IOException {
    Files.createDirectory(run);
    FileChannel channel =
        FileChannel.open(run.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.lock();
    return channel;
  }

  private static PartTask.Ended asked(Plan plan, Part part) {
    try {
      return PartTask.run(plan, part, Allowance.UNLIMITED);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
