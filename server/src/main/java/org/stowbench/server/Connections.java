package org.stowbench.server;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The connections that are open: so many in all, and so many from one address. Whoever comes beyond
 * that takes the place of the one that has owed us a whole request for longest, so that clients who
 * open connections and say little on them keep out each other and nobody else.
 *
 * <p>Answers that nobody takes fill memory: where they are too many bytes together, the connection
 * that has not taken its own for longest is closed, so that the next one is answered.
 *
 * <p>A connection that owes a request, or does not take its answer, for too long is closed, also if
 * it says a byte now and then.
 */
final class Connections extends AbstractLifeCycle implements Connection.Listener {

  /** How often it is looked which ones to close. */
  private static final Duration TURN = Duration.ofSeconds(1);

  /**
   * A connection from its opening or its last answer, or from the last question on it; with the
   * bytes of an answer that it has not taken yet.
   */
  private record State(String address, boolean answering, long since, long untaken) {}

  private final Map<Connection, State> open = new HashMap<>();
  private final Scheduler scheduler;
  private final long longestRequest;
  private final long longestAnswer;

  /**
   * @param longestRequest until a request is there as a whole
   * @param longestAnswer from then until its answer has been taken
   */
  Connections(Scheduler scheduler, Duration longestRequest, Duration longestAnswer) {
    this.scheduler = scheduler;
    this.longestRequest = longestRequest.toNanos();
    this.longestAnswer = longestAnswer.toNanos();
  }

  @Override
  protected void doStart() {
    next();
  }

  private void next() {
    scheduler.schedule(this::closeSlow, TURN);
  }

  private void closeSlow() {
    long now = System.nanoTime();
    List<Connection> slow = new ArrayList<>();
    synchronized (open) {
      open.forEach(
          (connection, state) -> {
            if (now - state.since > (state.answering ? longestAnswer : longestRequest)) {
              slow.add(connection);
            }
          });
    }
    slow.forEach(connection -> connection.getEndPoint().close());
    if (isRunning()) {
      next();
    }
  }

  @Override
  public void onOpened(Connection connection) {
    String address = address(connection);
    Optional<Connection> leaves = Optional.empty();
    synchronized (open) {
      Predicate<State> sameAddress = state -> state.address.equals(address);
      Predicate<State> owing = state -> !state.answering;
      if (open.values().stream().filter(sameAddress).count()
          >= ServerSettings.CONNECTIONS_OF_ONE_ADDRESS) {
        leaves = Optional.of(slowest(owing.and(sameAddress), connection).orElse(connection));
      } else if (open.size() >= ServerSettings.CONNECTIONS) {
        leaves = Optional.of(slowest(owing, connection).orElse(connection));
      }
      open.put(connection, new State(address, false, System.nanoTime(), 0));
      // At once, so that the next one does not find it still here.
      leaves.ifPresent(open::remove);
    }
    leaves.ifPresent(other -> other.getEndPoint().close());
  }

  /** Of those that there are, but for one, the one that we have waited for longest. */
  private Optional<Connection> slowest(Predicate<State> which, Connection but) {
    long now = System.nanoTime();
    return open.entrySet().stream()
        .filter(entry -> entry.getKey() != but && which.test(entry.getValue()))
        .max(Comparator.comparingLong(entry -> now - entry.getValue().since))
        .map(Map.Entry::getKey);
  }

  private static String address(Connection connection) {
    SocketAddress remote = connection.getEndPoint().getRemoteSocketAddress();
    return remote instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getHostAddress()
        : String.valueOf(remote);
  }

  /** A request on this connection is there as a whole. */
  void answering(Connection connection) {
    change(connection, true);
  }

  /** Its answer was sent. */
  void answered(Connection connection) {
    change(connection, false);
  }

  private void change(Connection connection, boolean answering) {
    synchronized (open) {
      open.computeIfPresent(
          connection, (same, state) -> new State(state.address, answering, System.nanoTime(), 0));
    }
  }

  /** The answer that this connection is to take has so many bytes. */
  void owed(Connection connection, long bytes) {
    List<Connection> slow = new ArrayList<>();
    synchronized (open) {
      open.computeIfPresent(
          connection,
          (same, state) -> new State(state.address, state.answering, state.since, bytes));
      while (untaken() > ServerSettings.MOST_UNTAKEN) {
        Optional<Connection> leaves = slowest(state -> state.untaken > 0, connection);
        if (leaves.isEmpty()) {
          break;
        }
        open.remove(leaves.get());
        slow.add(leaves.get());
      }
    }
    slow.forEach(other -> other.getEndPoint().close());
  }

  private long untaken() {
    return open.values().stream().mapToLong(State::untaken).sum();
  }

  @Override
  public void onClosed(Connection connection) {
    synchronized (open) {
      open.remove(connection);
    }
  }
}
