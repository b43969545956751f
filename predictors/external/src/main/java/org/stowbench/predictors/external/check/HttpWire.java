package org.stowbench.predictors.external.check;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictors.external.http.HttpSettings;
import org.stowbench.predictors.external.protocol.Received;
import org.stowbench.predictors.net.BoundedClient;
import org.stowbench.predictors.net.PassingFailure;

/** A planner at an address: each sending is one {@code POST}, made when the answer is wanted. */
final class HttpWire implements Wire {

  private static final int LONGEST_RESPONSE = 16 * LONGEST_MESSAGE;
  private static final int LONGEST_QUOTE = 400;

  /**
   * A request to make.
   *
   * @param messages one or more
   * @param heard whether the response matters
   */
  private record Post(List<byte[]> messages, boolean heard) {

    byte[] body() {
      if (messages.size() == 1) {
        return messages.get(0);
      }
      ByteArrayOutputStream list = new ByteArrayOutputStream();
      for (byte[] message : messages) {
        list.write(list.size() == 0 ? '[' : ',');
        list.writeBytes(message);
      }
      list.write(']');
      return list.toByteArray();
    }
  }

  private final URI address;
  private final Optional<HttpSettings.Authentication> authentication;
  private final BoundedClient client;
  private final Deque<Post> outbox = new ArrayDeque<>();
  private final Queue<Event> inbox = new ArrayDeque<>();

  HttpWire(URI address, Optional<HttpSettings.Authentication> authentication) {
    this.address = address;
    this.authentication = authentication;
    this.client = new BoundedClient(address, LONGEST_RESPONSE);
  }

  @Override
  public void send(List<byte[]> messages) {
    outbox.add(new Post(messages, true));
  }

  @Override
  public void tell(byte[] message) {
    outbox.add(new Post(List.of(message), false));
  }

  @Override
  public Optional<Event> next(Duration longest) throws InterruptedException {
    while (inbox.isEmpty() && !outbox.isEmpty()) {
      post(outbox.remove(), longest);
    }
    return Optional.ofNullable(inbox.poll());
  }

  private void post(Post post, Duration longest) throws InterruptedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(post.body()));
    authentication.ifPresent(a -> builder.header(a.header(), a.value().value()));
    HttpRequest request = builder.build();
    try {
      BoundedClient.Response response = client.send(request, longest);
      if (post.messages().size() > 1 && response.status() / 100 == 4) {
        // It takes no lists, and need not: a run too would ask one by one then.
        List<byte[]> singly = post.messages();
        for (int i = singly.size() - 1; i >= 0; i--) {
          outbox.addFirst(new Post(List.of(singly.get(i)), true));
        }
      } else if (post.heard()) {
        receive(response.status(), withoutKey(response.body()));
      }
    } catch (PassingFailure failure) {
      if (failure.kind() == PassingFailure.Kind.UNREACHABLE) {
        throw new InvalidInputException("the planner cannot be reached at " + client.route());
      }
      inbox.add(new Event.End("did not respond: " + failure.getMessage()));
    }
  }

  /** Servers quote what they were sent; the key must not get into findings. */
  private byte[] withoutKey(byte[] body) {
    return authentication.map(sent -> sent.value().masker().mask(body)).orElse(body);
  }

  private void receive(int status, byte[] body) {
    String text =
        new String(body, 0, Math.min(body.length, LONGEST_QUOTE), StandardCharsets.UTF_8).strip();
    String quote = InvalidInputException.excerpt(text);
    if (status < 200 || status > 299) {
      inbox.add(new Event.End("responded with status %d: %s".formatted(status, quote)));
    } else if (!text.isEmpty()) {
      try {
        List<Received> messages =
            text.startsWith("[") ? Received.parseAll(body) : List.of(Received.parse(body));
        messages.forEach(message -> inbox.add(new Event.Message(message)));
      } catch (InvalidInputException e) {
        inbox.add(
            new Event.Noise(
                "a response is not a message (%s): %s".formatted(e.getMessage(), quote)));
      }
    }
  }

  @Override
  public String silence(Duration waited) {
    return "in the response";
  }

  @Override
  public void close() {
    outbox.clear();
  }
}
