package org.stowbench.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The command line within the test's own process: a hundred times faster than {@link
 * StowbenchProcess}, for tests that call it often. Paths are relative to the test's own working
 * folder, so give absolute ones. Not for two tests at once: stdout and stderr are the process'. No
 * command of any test may print what steers a terminal.
 */
final class StowbenchInProcess {

  private final Path home;

  /** Commands whose data is in {@code home/.stowbench}. */
  StowbenchInProcess(Path home) {
    this.home = home;
  }

  /** Runs a command to its end. */
  StowbenchProcess.Result run(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    String userHome = System.getProperty("user.home");
    Locale locale = Locale.getDefault();
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    try {
      Locale.setDefault(Locale.ROOT);
      System.setProperty("user.home", home.toString());
      System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
      int code = Main.execute(Main.commandLine(arguments), arguments);
      StowbenchProcess.Result result =
          new StowbenchProcess.Result(
              code,
              outBytes.toString(StandardCharsets.UTF_8),
              errBytes.toString(StandardCharsets.UTF_8));
      SteeringBytes.assertNone("stdout of " + List.of(arguments), result.out());
      SteeringBytes.assertNone("stderr of " + List.of(arguments), result.err());
      return result;
    } finally {
      System.setOut(out);
      System.setErr(err);
      System.setProperty("user.home", userHome);
      Locale.setDefault(locale);
    }
  }
}
