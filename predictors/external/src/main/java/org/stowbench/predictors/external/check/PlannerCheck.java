package org.stowbench.predictors.external.check;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictors.external.http.HttpSettings;
import org.stowbench.predictors.external.process.CommandLine;

/**
 * Tries a planner on normal, strange and hostile input, and says what it got wrong. The questions
 * are the same every time.
 */
public final class PlannerCheck {

  /** How many findings there are, whatever the planner. */
  public static final int CHECKS = 26;

  private final Supplier<Wires> planner;
  private final boolean ours;

  private PlannerCheck(Supplier<Wires> planner, boolean ours) {
    this.planner = planner;
    this.ours = ours;
  }

  /**
   * A planner that is run.
   *
   * @param command the program and its arguments, split as by a shell
   * @throws InvalidInputException if it cannot be split
   */
  public static PlannerCheck ofCommand(String command) {
    List<String> words = CommandLine.words(command);
    return new PlannerCheck(() -> new ProcessWires(words), true);
  }

  /**
   * A planner at an address.
   *
   * @param address of http or https
   * @throws InvalidInputException if it is no such address
   */
  public static PlannerCheck ofAddress(String address) {
    return at(uri(address), Optional.empty());
  }

  /**
   * A planner at an address that wants to know who asks.
   *
   * @param address of http or https
   * @param home where a file {@code .env} may lie
   * @param variable the environment variable with the value of a header that says who asks
   * @param header the name of that header; empty for {@code Authorization}
   * @throws InvalidInputException if it is no such address, or the variable is not set
   */
  public static PlannerCheck ofAddress(
      String address, Path home, String variable, Optional<String> header) {
    URI uri = uri(address);
    return at(
        uri,
        Optional.of(
            HttpSettings.Authentication.find(
                home, uri, variable, header.orElse(HttpSettings.Authentication.USUAL_HEADER))));
  }

  private static PlannerCheck at(URI uri, Optional<HttpSettings.Authentication> authentication) {
    Wires wires = () -> new HttpWire(uri, authentication);
    return new PlannerCheck(() -> wires, false);
  }

  private static URI uri(String address) {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("not an address: " + InvalidInputException.excerpt(address));
    }
    if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
      throw new InvalidInputException(
          "not an address of http or https: " + InvalidInputException.excerpt(address));
    }
    return uri;
  }

  /**
   * Runs all checks; takes a second or two with a planner that answers at once.
   *
   * @param toStart how long its hello may take
   * @param longest how long an answer may take
   * @param listener hears each finding as soon as it is there
   * @return all findings, in order
   * @throws InvalidInputException if the planner cannot be started or reached
   */
  public List<CheckFinding> run(Duration toStart, Duration longest, Consumer<CheckFinding> listener)
      throws InterruptedException {
    try (Wires wires = planner.get()) {
      return new Examination(wires, ours, toStart, longest, listener).run();
    }
  }
}
