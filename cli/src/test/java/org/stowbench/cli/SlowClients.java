package org.stowbench.cli;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Connections that cost a server something and give it nothing, each after its own {@link Manner}.
 * Those that are sent away come again.
 */
final class SlowClients implements AutoCloseable {

  private static final String BEGINNING = "POST /v1/rank HTTP/1.1\r\nHost: localhost\r\n";

  /** What they do, from an address of their own, until longer than the server has patience. */
  enum Manner {
    /** They drip one byte of a body at every turn. */
    DRIP(
        "127.0.0.2",
        Duration.ofSeconds(35),
        BEGINNING + "Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{"),
    /** They begin a request, and say nothing more. */
    FALL_SILENT("127.0.0.3", Duration.ofSeconds(35), BEGINNING),
    /** They take one byte of an answer at every turn. */
    SIP("127.0.0.4", Duration.ofSeconds(65), get("/openapi.json")),
    /** They sip at all scenes: what the system does not hold for them stays with the server. */
    SIP_LONG("127.0.0.4", Duration.ofSeconds(65), get("/v1/scenes"));

    private final String address;
    private final Duration patience;
    private final byte[] first;

    Manner(String address, Duration patience, String first) {
      this.address = address;
      this.patience = patience;
      this.first = first.getBytes(StandardCharsets.US_ASCII);
    }

    private static String get(String path) {
      return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private void turn(Socket socket) throws IOException {
      if (this == DRIP) {
        socket.getOutputStream().write(' ');
      } else if (this != FALL_SILENT) {
        try {
          if (socket.getInputStream().read() < 0) {
            throw new EOFException();
          }
        } catch (SocketTimeoutException e) {
          // Nothing has come yet.
        }
      }
    }
  }

  private final class Client {

    private final Manner manner;
    private Socket socket = new Socket();
    private long since;

    Client(Manner manner) {
      this.manner = manner;
    }

    void turn() {
      try {
        if (!socket.isConnected() || System.nanoTime() - since > manner.patience.toNanos()) {
          come();
        } else {
          manner.turn(socket);
        }
      } catch (IOException e) {
        sentAway.incrementAndGet();
        leave();
        socket = new Socket();
      }
    }

    private void come() throws IOException {
      leave();
      socket = new Socket();
      // So little room here that an answer which nobody takes stays with the server.
      socket.setReceiveBufferSize(2048);
      socket.bind(new InetSocketAddress(manner.address, 0));
      socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
      socket.setSoTimeout(1);
      since = System.nanoTime();
      socket.getOutputStream().write(manner.first);
    }

    void leave() {
      try {
        socket.close();
      } catch (IOException e) {
        // It is gone.
      }
    }
  }

  private final URI server;
  private final Duration pause;
  private final List<Client> clients = new ArrayList<>();
  private final AtomicLong sentAway = new AtomicLong();
  private final Thread thread = new Thread(this::run);
  private volatile boolean done;

  /**
   * So many of each manner.
   *
   * @param pause between their turns
   */
  SlowClients(URI server, Duration pause, Map<Manner, Integer> manners) {
    this.server = server;
    this.pause = pause;
    manners.forEach(
        (manner, count) -> {
          for (int i = 0; i < count; i++) {
            clients.add(new Client(manner));
          }
        });
    thread.start();
  }

  private void run() {
    while (!done) {
      clients.forEach(Client::turn);
      LockSupport.parkNanos(pause.toNanos());
    }
    clients.forEach(Client::leave);
  }

  /** How often the server has closed on one that saw it. */
  long sentAway() {
    return sentAway.get();
  }

  @Override
  public void close() throws InterruptedException {
    done = true;
    LockSupport.unpark(thread);
    thread.join();
  }
}
