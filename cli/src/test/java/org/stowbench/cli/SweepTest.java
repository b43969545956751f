package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;
import org.stowbench.plugin.Predictors;

class SweepTest {

  @TempDir private Path folder;

  private static List<String> sweep(String text) {
    return Sweep.of(Predictors.installed(), text);
  }

  @Test
  void everyPromptMeetsEveryModel() throws Exception {
    for (String name : new String[] {"b.txt", "a.txt", "c.md"}) {
      Files.writeString(folder.resolve(name), "");
    }

    assertThat(
            sweep("noam:prompt=%s/*.txt|ranking,model=ollama/x|ollama/y,shots=2".formatted(folder)))
        .containsExactly(
            "noam:prompt=%s/a.txt,model=ollama/x,shots=2".formatted(folder),
            "noam:prompt=%s/a.txt,model=ollama/y,shots=2".formatted(folder),
            "noam:prompt=%s/b.txt,model=ollama/x,shots=2".formatted(folder),
            "noam:prompt=%s/b.txt,model=ollama/y,shots=2".formatted(folder),
            "noam:prompt=ranking,model=ollama/x,shots=2",
            "noam:prompt=ranking,model=ollama/y,shots=2");
  }

  @Test
  void whatIsNoSweepStaysAsItIs() {
    for (String text :
        List.of(
            "random",
            "noam:model=ollama/x",
            "exec:workers=2,python3 a.py | tee *.txt",
            "ensemble:prior + noam:model=ollama/x|ollama/y")) {
      assertThat(sweep(text)).containsExactly(text);
    }
    assertThat(sweep("exec:workers=2|4,python3 a.py | tee"))
        .containsExactly("exec:workers=2,python3 a.py | tee", "exec:workers=4,python3 a.py | tee");
  }

  @Test
  void aPatternThatNoFileIsLikeAndAMissingAlternativeAreRefused() {
    assertThatThrownBy(() -> sweep("noam:model=ollama/x,prompt=%s/*.txt".formatted(folder)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("option prompt: no file is like");
    assertThatThrownBy(() -> sweep("noam:model=ollama/x|"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("before and after each |");
  }
}
