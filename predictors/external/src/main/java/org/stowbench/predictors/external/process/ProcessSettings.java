package org.stowbench.predictors.external.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.stowbench.io.PhotoFiles;

/**
 * How a planner is run.
 *
 * @param command the program and its arguments
 * @param workers how many processes at most, 1 or more
 * @param inFlight how many questions a process may be asked at once, 1 or more
 * @param timeout how long an answer may take from when the question was sent
 * @param startTimeout how long the first message may take
 * @param longestMessage in bytes; what is longer is not read
 * @param mostEnds after so many ends in a row without an answer in between, the run is stopped
 * @param log where standard error goes; empty for nowhere
 * @param photos where photos are
 */
public record ProcessSettings(
    List<String> command,
    int workers,
    int inFlight,
    Duration timeout,
    Duration startTimeout,
    int longestMessage,
    int mostEnds,
    Optional<Path> log,
    Optional<PhotoFiles> photos) {

  public ProcessSettings {
    command = List.copyOf(command);
  }
}
