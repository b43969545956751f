package org.stowbench.predictors.external.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {

  @TempDir private Path folder;

  private static void assertSaid(String words, String... command) {
    assertThatThrownBy(() -> Program.start(new ProcessBuilder(command)))
        .isInstanceOf(IOException.class)
        .hasMessage(words);
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    assertSaid("there is no program no-such-program on the PATH", "no-such-program", "--fast");
    assertSaid("there is no program /no/such/planner", "/no/such/planner");
    assertSaid("there is no program od\\u001b[31md\\u0000 on the PATH", "od\u001b[31md\u0000");
  }

  @Test
  void whatIsThereButIsNoProgramIsNamedToo() throws IOException {
    Path script = Files.writeString(folder.resolve("planner.py"), "#!/no/such/python\n");

    assertSaid(folder + " is a folder, not a program", folder.toString());
    assertSaid(script + " must be executable (chmod +x " + script + ")", script.toString());

    script.toFile().setExecutable(true);

    assertSaid(
        script + " needs another program, which its first line names, and which is not here",
        script.toString());
  }

  @Test
  void otherwiseTheSystemsOwnWordsAreGiven() {
    assertSaid("true: Argument list too long", "true", "x".repeat(3 << 20));
  }
}
