package org.stowbench.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;

/**
 * How a server listens, and what it puts up with.
 *
 * @param host the address to listen on, such as {@code 127.0.0.1} or {@code 0.0.0.0}
 * @param port the port, 0 for any that is free
 * @param jobs predictions made at once, 1 or more
 * @param waiting questions that may wait for a prediction, 0 or more; whoever comes later is sent
 *     away with 503
 * @param patience how long a question may take, waiting and prediction together, before 504; also
 *     how long a client may take to send its body, before 408
 */
public record ServerSettings(String host, int port, int jobs, int waiting, Duration patience) {

  /** The address on which only this machine can ask. */
  public static final String LOOPBACK = "127.0.0.1";

  /** A body larger than this is refused, in bytes: some thousand times a question. */
  static final int LARGEST_BODY = 1 << 20;

  /** How long a connection may be silent. */
  static final Duration IDLE = Duration.ofSeconds(30);

  /** Connections at once; later ones wait to be accepted. */
  static final int CONNECTIONS = 1024;

  public ServerSettings {
    Objects.requireNonNull(host, "host");
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + ": must be between 0 and 65535");
    }
    if (jobs < 1) {
      throw new IllegalArgumentException("jobs " + jobs + ": must be 1 or more");
    }
    if (waiting < 0) {
      throw new IllegalArgumentException("waiting " + waiting + ": must be 0 or more");
    }
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("patience " + patience + ": must be above 0");
    }
  }

  /** On the loopback address, with a place to wait for 128 questions, each for 30 seconds. */
  public static ServerSettings onLoopback(int port, int jobs) {
    return new ServerSettings(LOOPBACK, port, jobs, 128, Duration.ofSeconds(30));
  }

  /** These settings with another address. */
  public ServerSettings withHost(String address) {
    return new ServerSettings(address, port, jobs, waiting, patience);
  }

  /** These settings with another time for a question. */
  public ServerSettings withPatience(Duration longest) {
    return new ServerSettings(host, port, jobs, waiting, longest);
  }

  /** Whether only this machine can ask. */
  public boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
