package org.stowbench.predictors.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictors.external.process.CommandLine;

class CommandLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "python3 planner.py | python3,planner.py",
        "`  a   b  ` | a,b",
        "'my planner' --name=\"a b\"c | my planner,--name=a bc",
        "a '' \"\" b | a,,,b",
        "a\\ b \\\"c \\'d \\\\e | a b,\"c,'d,\\e",
        "\"say \\\"hi\\\"\" '\\a' '\\\\' | say \"hi\",\\a,\\\\",
        "C:\\tools\\planner.exe -x | C:\\tools\\planner.exe,-x",
        "a $HOME *.py ; b | a,$HOME,*.py,;,b",
        "a \\ | a,\\",
      })
  void words_as_a_shell_would_split_them(String command, String words) {
    assertThat(CommandLine.words(command)).isEqualTo(List.of(words.split(",", -1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a 'b", "a \"b", "'' a", "a\0b"})
  void a_command_that_is_none(String command) {
    assertThatThrownBy(() -> CommandLine.words(command)).isInstanceOf(InvalidInputException.class);
  }
}
