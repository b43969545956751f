package org.stowbench.cli;

import org.stowbench.scorer.protocols.Protocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The option of every command that scores under either protocol. */
@Command
final class ProtocolOption {

  @Option(
      names = "--protocol",
      paramLabel = "PROTOCOL",
      defaultValue = "consistent",
      description =
          "Scoring rules: consistent, the same for every predictor, or paper, those of the"
              + " challenge's paper. Default: ${DEFAULT-VALUE}.")
  private String protocol;

  Protocol protocol() {
    // How a search is scored is asked for by --mode.
    return Choice.of("--protocol", protocol, Protocol.CONSISTENT, Protocol.PAPER);
  }
}
