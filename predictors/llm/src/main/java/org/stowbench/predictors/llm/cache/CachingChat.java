package org.stowbench.predictors.llm.cache;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.stowbench.io.FileProblem;
import org.stowbench.io.Json;
import org.stowbench.io.Sha256;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.Spending;
import org.stowbench.predictors.llm.answer.FinalText;
import org.stowbench.predictors.llm.chat.Chat;
import org.stowbench.predictors.llm.chat.Message;
import org.stowbench.predictors.llm.chat.ModelReply;
import org.stowbench.predictors.llm.chat.ModelRequest;
import org.stowbench.predictors.llm.model.ModelSettings;

/**
 * A chat that asks nothing twice. The key is a SHA-256 over all that shapes a reply: where the
 * model is, which it is, its parameters, the messages with their pictures, the schema, the sample's
 * number, the run's seed: so repeats of a run are no copies of each other. Two threads that ask the
 * same at once wait for one reply. A reply without an answer is not kept. A reply that cannot be
 * kept counts all the same: it is paid for.
 */
public final class CachingChat implements Chat {

  private static final int VERSION = 2;
  private static final long USUAL_SEED = 1;

  private final Chat chat;
  private final ModelSettings settings;
  private final ReplyCache cache;
  private final long seed;
  private final ConcurrentHashMap<String, ReentrantLock> asking = new ConcurrentHashMap<>();
  private final AtomicReference<IOException> trouble = new AtomicReference<>();

  /**
   * Puts a cache before a chat.
   *
   * @param settings what the chat's model is
   * @param seed of the run
   */
  public CachingChat(Chat chat, ModelSettings settings, ReplyCache cache, long seed) {
    this.chat = chat;
    this.settings = settings;
    this.cache = cache;
    this.seed = seed;
  }

  @Override
  public ModelReply ask(ModelRequest request) throws InterruptedException {
    String key = key(request);
    Runnable release = hold(key);
    try {
      Optional<ModelReply> known = read(key);
      if (known.isPresent()) {
        return known.get();
      }
      ModelReply reply = chat.ask(request);
      keep(key, request, reply);
      return reply;
    } finally {
      release.run();
    }
  }

  @Override
  public Map<Integer, ModelReply> askTogether(List<ModelRequest> requests)
      throws InterruptedException {
    Map<String, ModelRequest> byKey = new LinkedHashMap<>();
    requests.forEach(request -> byKey.put(key(request), request));
    Deque<Runnable> release = new ArrayDeque<>();
    try {
      // In one order for all threads, so that none waits for another that waits for it.
      for (String key : new TreeSet<>(byKey.keySet())) {
        release.push(hold(key));
      }
      return knownAndNew(byKey);
    } finally {
      release.forEach(Runnable::run);
    }
  }

  /** Waits until nobody else asks for a key; returns what lets the next one ask. */
  private Runnable hold(String key) throws InterruptedException {
    ReentrantLock lock = asking.computeIfAbsent(key, k -> new ReentrantLock());
    lock.lockInterruptibly();
    return () -> {
      asking.remove(key, lock);
      lock.unlock();
    };
  }

  private Map<Integer, ModelReply> knownAndNew(Map<String, ModelRequest> byKey)
      throws InterruptedException {
    Map<Integer, ModelReply> replies = new TreeMap<>();
    Map<String, ModelRequest> unknown = new LinkedHashMap<>();
    byKey.forEach(
        (key, request) ->
            read(key)
                .ifPresentOrElse(
                    reply -> replies.put(request.sample(), reply),
                    () -> unknown.put(key, request)));
    if (unknown.isEmpty()) {
      return replies;
    }
    Map<Integer, ModelReply> asked = chat.askTogether(List.copyOf(unknown.values()));
    unknown.forEach(
        (key, request) ->
            Optional.ofNullable(asked.get(request.sample()))
                .ifPresent(reply -> keep(key, request, reply)));
    replies.putAll(asked);
    return replies;
  }

  /** What was cut off, or never got past its thoughts, is asked anew by whoever needs it. */
  private void keep(String key, ModelRequest request, ModelReply reply) {
    if (FinalText.of(reply).problem().isEmpty()) {
      write(key, request, reply);
    }
  }

  private void write(String key, ModelRequest request, ModelReply reply) {
    ObjectNode asked = Json.object().put("query", request.query());
    asked.put("url", settings.url()).put("model", settings.model()).put("sample", request.sample());
    asked.put("parameters", parameters());
    asked.set("messages", Message.write(request.messages()));
    try {
      cache.write(key, asked, reply);
    } catch (IOException e) {
      trouble.compareAndSet(null, e);
    }
  }

  /** As people write them in a spec, with the run's seed. */
  private String parameters() {
    return "%smax-output-tokens=%d%s, run seed %d"
        .formatted(
            settings.temperature().isPresent()
                ? "temperature=%s, ".formatted(settings.temperature().getAsDouble())
                : "",
            settings.maxOutputTokens(),
            settings.extras().isEmpty() ? "" : ", " + settings.extras(),
            seed);
  }

  private Optional<ModelReply> read(String key) {
    try {
      return cache.read(key);
    } catch (IOException e) {
      trouble.compareAndSet(null, e);
      return Optional.empty();
    }
  }

  String key(ModelRequest request) {
    ObjectNode json = Json.object().put("version", VERSION);
    json.put("url", settings.url()).put("model", settings.model());
    settings.temperature().ifPresent(t -> json.put("temperature", t));
    json.put("max_output_tokens", settings.maxOutputTokens());
    if (!settings.extras().isEmpty()) {
      json.put("extras", settings.extras().toString());
    }
    request.schema().ifPresent(schema -> json.put("schema", Json.name(schema)));
    json.put("sample", request.sample());
    // The usual seed is left out: replies that were paid for before seeds counted are still good.
    if (seed != USUAL_SEED) {
      json.put("seed", seed);
    }
    json.set("messages", Message.write(request.messages()));
    return Sha256.digits(Json.exact(json).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Estimate estimate(ModelRequest request) {
    return read(key(request)).isPresent() ? Estimate.NONE : chat.estimate(request);
  }

  @Override
  public void discard(ModelRequest request) {
    try {
      cache.delete(key(request));
    } catch (IOException e) {
      trouble.compareAndSet(null, e);
    }
    chat.discard(request);
  }

  @Override
  public LearnedFrom learnedFrom(LearnedFrom shown) {
    return chat.learnedFrom(shown);
  }

  @Override
  public Optional<Spending.Spent> spent() {
    return chat.spent();
  }

  @Override
  public Optional<String> now() {
    return chat.now();
  }

  @Override
  public List<String> notices() {
    List<String> notices = new ArrayList<>(chat.notices());
    Optional.ofNullable(trouble.get())
        .map(
            e ->
                "replies cannot all be kept in %s (%s): what is not kept is paid for again when it"
                        .formatted(cache.folder(), FileProblem.why(e))
                    + " is asked again")
        .ifPresent(notices::add);
    return notices;
  }

  @Override
  public void close() {
    chat.close();
  }
}
