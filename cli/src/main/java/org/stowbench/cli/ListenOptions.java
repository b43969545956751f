package org.stowbench.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.stowbench.io.InvalidInputException;
import org.stowbench.server.Access;
import org.stowbench.server.ServerSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where a command that serves listens and who may ask, and how it goes on until it is stopped. */
@Command
final class ListenOptions {

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "The port to listen on; 0 for any free port. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = ServerSettings.LOOPBACK,
      description =
          "The address to listen on; 0.0.0.0 for all, so that other machines can ask: with"
              + " --token-file and --allow-host. Default: ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "A file with a token on one line, which a client must send as Authorization:"
              + " Bearer TOKEN.")
  private Optional<Path> tokenFile;

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description =
          "A name or address by which clients call this server, beside localhost; may be repeated."
              + " Requests to other names are refused.")
  private Set<String> hosts = Set.of();

  @Option(
      names = "--insecure",
      description =
          "Listen beyond this machine without a token or without names: whoever reaches the port"
              + " can ask.")
  private boolean insecure;

  private final CountDownLatch askedToStop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * What was asked for.
   *
   * @param jobs questions that are worked on at once
   * @throws InvalidInputException if it does not fit together
   */
  ServerSettings settings(int jobs) {
    try {
      return ServerSettings.onLoopback(port, jobs)
          .withHost(host, new Access(tokenFile.map(ServeCommand::token), hosts, insecure));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("--" + e.getMessage());
    }
  }

  /** Whether who asks must show a token. */
  boolean hasToken() {
    return tokenFile.isPresent();
  }

  /** Says who can ask, and waits until the process is asked to end. */
  void awaitStop(ServerSettings settings, TextOutput output, String serving)
      throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::endWithZero));
    if (!settings.isLoopback()) {
      output.say(
          hasToken()
              ? "other machines can ask, with the token; what they send is not encrypted"
              : "warning: other machines can ask, and there is no token");
    }
    output.say(serving);
    askedToStop.await();
  }

  /** All that was begun has ended. */
  void ended() {
    stopped.countDown();
  }

  /** A process that a signal ends has the signal's number for its exit code; this one is done. */
  private void endWithZero() {
    askedToStop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(ExitCode.OK);
  }
}
