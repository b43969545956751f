package org.stowbench.predictors.external.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.stowbench.predictors.external.protocol.Received;

/** A way to a planner on which it is heard exactly, faults and all. For one thread. */
interface Wire extends AutoCloseable {

  /** More is not read of a message. */
  int LONGEST_MESSAGE = 1 << 20;

  /** What comes from a planner. */
  sealed interface Event {

    /** A message. */
    record Message(Received message) implements Event {}

    /** Something else; the text says what, in one line. */
    record Noise(String what) implements Event {}

    /** Nothing more comes; the text says why. */
    record End(String why) implements Event {}
  }

  /** Sends messages, together; does not wait for anything. */
  void send(List<byte[]> messages);

  /** Sends a message that may go without an answer; over HTTP, the response is not looked at. */
  void tell(byte[] message);

  /** What comes next; empty when that takes longer. */
  Optional<Event> next(Duration longest) throws InterruptedException;

  /** In words, that nothing came for so long. */
  String silence(Duration waited);

  /** Lets go of the planner. */
  @Override
  void close();
}
