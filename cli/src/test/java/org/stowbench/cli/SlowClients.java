package org.stowbench.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Connections that cost a server something and give it nothing: half of them drip a byte of a body
 * every two seconds, half begin a request and say nothing more. Those that are sent away come
 * again.
 */
final class SlowClients implements AutoCloseable {

  private static final String BEGINNING = "POST /v1/rank HTTP/1.1\r\nHost: localhost\r\n";
  private static final String DRIPPING =
      BEGINNING + "Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{";
  private static final long PATIENCE = 35_000_000_000L;

  /** One of them, from an address of its own kind. */
  private final class Client {

    private final String address;
    private final boolean drips;
    private Socket socket = new Socket();
    private long since;

    Client(boolean drips) {
      this.address = drips ? "127.0.0.2" : "127.0.0.3";
      this.drips = drips;
    }

    void turn() {
      try {
        if (!socket.isConnected() || System.nanoTime() - since > PATIENCE) {
          come();
        } else if (drips) {
          socket.getOutputStream().write(' ');
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
      socket.bind(new InetSocketAddress(address, 0));
      socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
      since = System.nanoTime();
      String first = drips ? DRIPPING : BEGINNING;
      socket.getOutputStream().write(first.getBytes(StandardCharsets.US_ASCII));
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
  private final List<Client> clients = new ArrayList<>();
  private final AtomicLong sentAway = new AtomicLong();
  private final Thread thread = new Thread(this::run);
  private volatile boolean done;

  /** So many of each kind. */
  SlowClients(URI server, int count) {
    this.server = server;
    for (int i = 0; i < count; i++) {
      clients.add(new Client(true));
      clients.add(new Client(false));
    }
    thread.start();
  }

  private void run() {
    while (!done) {
      clients.forEach(Client::turn);
      LockSupport.parkNanos(2_000_000_000L);
    }
    clients.forEach(Client::leave);
  }

  /** How often the server has closed on one that dripped. */
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
