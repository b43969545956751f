package org.stowbench.predictors.external.check;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictors.external.process.Guard;

/** Starts a planner again and again; one guard sees to it that none of its processes is left. */
final class ProcessWires implements Wires {

  private final List<String> command;
  private final String mark = UUID.randomUUID().toString();
  private Optional<Guard> guard = Optional.empty();
  private int started;

  ProcessWires(List<String> command) {
    this.command = command;
  }

  @Override
  public Wire open() {
    try {
      if (guard.isEmpty()) {
        guard = Optional.of(Guard.start(mark));
      }
      return new ProcessWire(command, mark + "/" + ++started + "/", guard.get());
    } catch (IOException e) {
      throw new InvalidInputException(
          "the planner cannot be started: " + InvalidInputException.excerpt(e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    guard.ifPresent(Guard::close);
  }
}
