package org.stowbench.io;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlInputTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"? ? ? ?", "&a *a &a *a", "\"a\" \"b\"", "a: [", "a: b: c", "\tx: 1"})
  void whatIsNoYamlIsRefusedWithoutTheWordsOfALibrary(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("result.yaml"), text);
    assertThatThrownBy(() -> YamlInput.read(InputFile.of(file, FileKind.SETTINGS), List.of("a")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file + ": ")
        .message()
        .doesNotContain("org.", "'reader'", "\\u000a", "<");
  }
}
