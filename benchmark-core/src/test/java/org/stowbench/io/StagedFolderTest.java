package org.stowbench.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that appear whole, and what is in their way. */
class StagedFolderTest {

  private static final StagedFolder.Replaceable TABLES =
      StagedFolder.Replaceable.holdingOnly(Set.of("a.csv"), "a folder of tables");

  @TempDir Path folder;

  @Test
  void whatStandsWhereAFolderAroundItShouldIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    assertThatThrownBy(() -> StagedFolder.at(file.resolve("tables"), TABLES))
        .isInstanceOfSatisfying(
            IOException.class,
            e ->
                assertThat(FileProblem.describe(e))
                    .isEqualTo(file + ": is in the way: must be a folder"));
    assertThat(file).hasContent("mine");
  }

  @Test
  void anyNumberMayBecomeOneFolderAtOnce() throws Exception {
    Path target = folder.resolve("tables");
    Callable<Void> many =
        () -> {
          for (int i = 0; i < 100; i++) {
            try (StagedFolder staged = StagedFolder.at(target, TABLES)) {
              staged.write("a.csv", "whole");
              staged.commit();
            }
          }
          return null;
        };
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<Void> done : threads.invokeAll(Collections.nCopies(4, many))) {
        done.get();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(target.resolve("a.csv")).hasContent("whole");
    assertThat(folder).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void aLinkThatLeadsToNothingIsNamed() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));
    assertThatThrownBy(() -> StagedFolder.at(link, TABLES))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(link + ": is a link that leads to nothing");
    assertThat(folder).isDirectoryContaining(link::equals);
  }
}
