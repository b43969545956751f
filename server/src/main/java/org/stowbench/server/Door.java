package org.stowbench.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * What every request passes before it gets a thread: is it meant for this server, may its client
 * ask, has its whole body arrived, and in time. Until then it holds a connection and no thread.
 */
final class Door extends Handler.Wrapper {

  /** The attribute of a request that holds its body, as text. */
  static final String BODY = Door.class.getName() + ".body";

  /** The attribute that is told how many bytes the answer has, as an {@link IntConsumer}. */
  static final String OWED = Door.class.getName() + ".owed";

  /** A page may load what it is made of, and nothing from anywhere else. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
              + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  static final String HEALTH = "/healthz";

  private final Access access;
  private final Set<String> forEverybody;
  private final Duration patience;
  private final Connections connections;
  private final Consumer<Refusal> refused;

  /** Bytes of bodies that have begun to arrive. */
  private final AtomicLong begun = new AtomicLong();

  /**
   * @param forEverybody paths that are answered without a token, beside {@link #HEALTH}: pages,
   *     which ask for it
   * @param patience until a body is there as a whole
   * @param refused is told of every request that does not get through
   */
  Door(
      Access access,
      Set<String> forEverybody,
      Duration patience,
      Connections connections,
      Consumer<Refusal> refused) {
    this.access = access;
    this.forEverybody = forEverybody;
    this.patience = patience;
    this.connections = connections;
    this.refused = refused;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    HEADERS.forEach(response.getHeaders()::put);
    Visit visit = new Visit(request, response, callback);
    try {
      visit.check();
    } catch (Refusal refusal) {
      visit.refuse(refusal);
      return true;
    }
    if (HttpMethod.POST.is(request.getMethod())) {
      visit.run();
    } else {
      visit.enter();
    }
    return true;
  }

  /** One request at the door. Called again whenever more of its body has arrived. */
  private final class Visit implements Invocable.Task {

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final long since = System.nanoTime();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean waited;
    private int counted;

    Visit(Request request, Response response, Callback callback) {
      this.request = request;
      this.response = response;
      this.callback = callback;
    }

    /** All that can be said before the body is looked at. */
    void check() {
      if (!access.answersTo(request.getHeaders().get(HttpHeader.HOST))) {
        throw Refusal.of(
            403,
            "this server does not answer to that Host: call it localhost, or by its --allow-host");
      }
      boolean shown =
          access.token().isEmpty()
              || access.token().get().isShownBy(request.getHeaders().get(HttpHeader.AUTHORIZATION));
      if (!shown && !isForEverybody(request.getHttpURI().getPath())) {
        throw Refusal.of(401, "expected the header Authorization: Bearer and this server's token");
      }
      if (HttpMethod.POST.is(request.getMethod())) {
        checkBody();
      }
    }

    private boolean isForEverybody(String path) {
      return forEverybody.contains(path) || HEALTH.equals(path);
    }

    private void checkBody() {
      String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
      // A page of another site can send a form or plain text here without asking; JSON it cannot.
      if (type == null
          || !type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json")) {
        throw Refusal.of(415, "expected Content-Type application/json");
      }
      if (request.getHeaders().contains(HttpHeader.CONTENT_ENCODING)) {
        throw Refusal.of(415, "expected a body without Content-Encoding");
      }
      if (request.getLength() > ServerSettings.LARGEST_BODY) {
        throw tooLarge();
      }
    }

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }

    @Override
    public void run() {
      try {
        if (!read()) {
          if (!waited) {
            waited = true;
            endPoint().setIdleTimeout(patience.toMillis());
            Request.addCompletionListener(request, failure -> count(0));
          }
          checkRoom();
          request.demand(this);
          return;
        }
        count(0);
        request.setAttribute(BODY, text());
      } catch (Refusal refusal) {
        refuse(refusal);
        return;
      }
      if (waited) {
        endPoint().setIdleTimeout(ServerSettings.IDLE.toMillis());
        // What brought the last bytes here must not be kept until the question is answered.
        request.getContext().execute(this::enter);
      } else {
        enter();
      }
    }

    /** Who has sent a body as a whole, or little of one, is never the one who leaves. */
    private void checkRoom() {
      long begun = count(body.size());
      if (begun > ServerSettings.MOST_BEGUN && body.size() > ServerSettings.LITTLE_BEGUN) {
        throw Refusal.of(503, "too many bodies are only half here: ask again soon");
      }
    }

    /** What all visits hold together, now that this one holds so much. */
    private long count(int bytes) {
      int more = bytes - counted;
      counted = bytes;
      return begun.addAndGet(more);
    }

    private EndPoint endPoint() {
      return request.getConnectionMetaData().getConnection().getEndPoint();
    }

    /** Takes what has arrived; whether that was all. */
    private boolean read() {
      for (Content.Chunk chunk = request.read(); chunk != null; chunk = request.read()) {
        if (Content.Chunk.isFailure(chunk)) {
          throw broken(chunk.getFailure());
        }
        byte[] part = new byte[chunk.remaining()];
        chunk.get(part, 0, part.length);
        boolean last = chunk.isLast();
        chunk.release();
        body.writeBytes(part);
        if (body.size() > ServerSettings.LARGEST_BODY) {
          throw tooLarge();
        }
        if (last) {
          return true;
        }
      }
      if (System.nanoTime() - since > patience.toNanos()) {
        throw Refusal.of(408, "the body took too long to arrive");
      }
      return false;
    }

    private String text() {
      try {
        ByteBuffer bytes = ByteBuffer.wrap(body.toByteArray());
        return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      } catch (CharacterCodingException e) {
        throw Refusal.of(400, "the body is not UTF-8");
      }
    }

    void enter() {
      Connection connection = request.getConnectionMetaData().getConnection();
      connections.answering(connection);
      request.setAttribute(OWED, (IntConsumer) bytes -> connections.owed(connection, bytes));
      Request.addCompletionListener(request, failure -> connections.answered(connection));
      try {
        if (!Door.super.handle(request, response, callback)) {
          Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
        }
      } catch (Throwable e) {
        Response.writeError(request, response, callback, e);
      }
    }

    void refuse(Refusal refusal) {
      refused.accept(refusal);
      refusal.send(response, callback);
    }
  }

  private static Refusal broken(Throwable failure) {
    if (failure instanceof TimeoutException) {
      return Refusal.of(408, "the body did not arrive");
    }
    int status = failure instanceof HttpException http ? http.getCode() : 400;
    return Refusal.of(
        status, "the body is not sent as HTTP asks for: broken off, or in bad chunks");
  }

  private static Refusal tooLarge() {
    return Refusal.of(413, "expected a body of at most " + ServerSettings.LARGEST_BODY + " bytes");
  }
}
