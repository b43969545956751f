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
 * @param patience how long a question may take, waiting and prediction together, before 504
 * @param access who may ask
 */
public record ServerSettings(
    String host, int port, int jobs, int waiting, Duration patience, Access access) {

  /** The address on which only this machine can ask. */
  public static final String LOOPBACK = "127.0.0.1";

  /** A body larger than this is refused, in bytes: some thousand times a question. */
  static final int LARGEST_BODY = 1 << 20;

  /** How long a body may take to arrive as a whole, unless a question may take less than that. */
  private static final Duration BODY = Duration.ofSeconds(10);

  /**
   * Bytes that bodies may hold together while the rest of them is awaited: little of any memory.
   */
  static final long MOST_BEGUN =
      Math.min(64L * LARGEST_BODY, Runtime.getRuntime().maxMemory() / 16);

  /**
   * Bytes of a body that are there and never count as too many, 16 MiB over all connections: a
   * question may arrive in two pieces, and is not to pay for those who hold much.
   */
  static final int LITTLE_BEGUN = 1 << 14;

  /** Bytes of answers that wait together for clients to take them. */
  static final long MOST_UNTAKEN = MOST_BEGUN;

  /** How long a connection may be open without a whole request on it. */
  static final Duration IDLE = Duration.ofSeconds(30);

  /** Connections at once. */
  static final int CONNECTIONS = 1024;

  /** Connections at once from one address. */
  static final int CONNECTIONS_OF_ONE_ADDRESS = 256;

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
    if (!isLoopback(host) && !access.missing().isEmpty()) {
      throw new IllegalArgumentException(
          "host %s: other machines can ask there, which needs %s; --insecure does without"
              .formatted(host, String.join(" and ", access.missing())));
    }
  }

  /** On the loopback address, with a place to wait for 128 questions, each for 30 seconds. */
  public static ServerSettings onLoopback(int port, int jobs) {
    return new ServerSettings(LOOPBACK, port, jobs, 128, Duration.ofSeconds(30), Access.LOCAL);
  }

  /**
   * These settings with another address, and who may ask there.
   *
   * @throws IllegalArgumentException if other machines could ask, and a token or hosts are missing
   */
  public ServerSettings withHost(String address, Access who) {
    return new ServerSettings(address, port, jobs, waiting, patience, who);
  }

  /** These settings with another time for a question. */
  public ServerSettings withPatience(Duration longest) {
    return new ServerSettings(host, port, jobs, waiting, longest, access);
  }

  Duration bodyDeadline() {
    return patience.compareTo(BODY) < 0 ? patience : BODY;
  }

  /** Whether only this machine can ask. */
  public boolean isLoopback() {
    return isLoopback(host);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
