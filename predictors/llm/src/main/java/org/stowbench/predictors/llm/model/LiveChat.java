package org.stowbench.predictors.llm.model;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Usage;
import org.stowbench.predictor.Allowance;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.predictor.Seeds;
import org.stowbench.predictor.Spending;
import org.stowbench.predictors.llm.chat.Chat;
import org.stowbench.predictors.llm.chat.ChatException;
import org.stowbench.predictors.llm.chat.ModelReply;
import org.stowbench.predictors.llm.chat.ModelRequest;
import org.stowbench.predictors.llm.spending.Meter;
import org.stowbench.predictors.llm.spending.Price;
import org.stowbench.predictors.llm.spending.PriceList;
import org.stowbench.predictors.net.Keys;
import org.stowbench.predictors.net.RetryPolicy;
import org.stowbench.predictors.net.Secret;

/**
 * A live model, asked politely and within an allowance: at its provider's pace, again where a
 * failure may pass, not at all where nothing will help.
 */
public final class LiveChat implements Chat {

  /** What a reply usually takes, for reservations; the limit would set aside far too much. */
  private static final int USUAL_REPLY_TOKENS = 250;

  private final ModelSettings settings;
  private final ProviderChat model;
  private final Optional<Secret> key;
  private final Meter meter;
  private final Pacer pacer;
  private final RetryPolicy patience;

  LiveChat(
      ModelSettings settings,
      ProviderChat model,
      Optional<Secret> key,
      Meter meter,
      RetryPolicy patience) {
    this.settings = settings;
    this.model = model;
    this.key = key;
    this.meter = meter;
    this.patience = patience;
    this.pacer =
        new Pacer(settings.concurrency(), settings.requestsPerMinute(), settings.tokensPerMinute());
  }

  /**
   * Prepares a model; nothing is sent yet.
   *
   * @param home where data and caches live: the user's prices and {@code .env} are looked for there
   * @throws InvalidInputException if the model needs a key that is not there, unless nothing may be
   *     asked anyway; or a price that is not known
   */
  public static LiveChat of(ModelSettings settings, Path home, Allowance allowance) {
    Optional<Secret> key = settings.keyVariable().flatMap(Keys.of(home)::find);
    boolean asks = allowance.requests().orElse(1) > 0;
    if (asks && key.isEmpty() && settings.keyVariable().isPresent()) {
      throw new InvalidInputException(
          "model %s needs a key: set the environment variable %s, or write %s=... into a file .env"
              .formatted(
                  InvalidInputException.excerpt(settings.model()),
                  settings.keyVariable().get(),
                  settings.keyVariable().get()));
    }
    Optional<Price> price = PriceList.of(home).of(settings.model(), settings.baseUrl().isPresent());
    return new LiveChat(
        settings,
        new ProviderChat(settings, key, price),
        key,
        new Meter(allowance, price, settings.model()),
        RetryPolicy.of(settings.retries()));
  }

  @Override
  public ModelReply ask(ModelRequest request) throws InterruptedException {
    SplittableRandom random = new SplittableRandom(Seeds.derive(request.sample(), request.query()));
    long input = request.estimatedTokens();
    int repeats = 0;
    int throttles = 0;
    while (true) {
      Outcome outcome = attempt(request, input, repeats + throttles, random);
      if (outcome.reply().isPresent()) {
        return outcome.reply().get();
      }
      CallFailure failure = outcome.failure().orElseThrow();
      boolean throttled = failure.kind() == CallFailure.Kind.THROTTLED;
      if (throttled ? throttles++ >= patience.throttles() : repeats++ >= patience.repeats()) {
        throw giveUp(failure);
      }
      if (!throttled) {
        // The pacer holds back everybody after a throttle; other failures are this request's own.
        Thread.sleep(patience.before(repeats - 1, failure.retryAfter(), random).toMillis());
      }
    }
  }

  /** A reply, or else a failure after which the request may be repeated. */
  private record Outcome(Optional<ModelReply> reply, Optional<CallFailure> failure) {}

  private Outcome attempt(ModelRequest request, long input, int before, SplittableRandom random)
      throws InterruptedException {
    pacer.begin(input + USUAL_REPLY_TOKENS);
    Optional<CallFailure> failed = Optional.empty();
    Meter.Reservation reserved = null;
    try {
      reserved = meter.reserve(input, USUAL_REPLY_TOKENS);
      ModelReply reply = model.ask(request);
      meter.settle(reserved, reply.usage());
      reserved = null;
      return new Outcome(Optional.of(reply), Optional.empty());
    } catch (RunStoppedException e) {
      throw e;
    } catch (RuntimeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      failed = Optional.of(CallFailure.of(e));
    } finally {
      if (reserved != null) {
        meter.release(reserved);
      }
      leave(failed, before, random);
    }
    CallFailure failure = failed.get();
    switch (failure.kind()) {
      case HOPELESS -> throw new RunStoppedException(hopeless(failure));
      case WRONG_KEY -> throw new RunStoppedException(wrongKey());
      case REFUSED ->
          throw new ChatException(clean(settings.provider().id() + ": " + failure.reason()));
      default -> {
        if (failure
            .retryAfter()
            .filter(w -> w.compareTo(patience.longestAsked()) > 0)
            .isPresent()) {
          throw new RunStoppedException(
              clean(
                  "%s asks to wait %d minutes (%s); spent: %s"
                      .formatted(
                          settings.provider().id(),
                          failure.retryAfter().get().toMinutes(),
                          failure.reason(),
                          meter.spent())));
        }
        return new Outcome(Optional.empty(), failed);
      }
    }
  }

  private void leave(Optional<CallFailure> failed, int before, SplittableRandom random) {
    if (failed.isEmpty()) {
      pacer.succeeded();
    } else if (failed.get().kind() == CallFailure.Kind.THROTTLED) {
      pacer.throttled(patience.before(Math.min(before, 6), failed.get().retryAfter(), random));
    } else {
      pacer.failed();
    }
  }

  private RuntimeException giveUp(CallFailure failure) {
    if (failure.kind() == CallFailure.Kind.UNREACHABLE) {
      return new RunStoppedException(
          "nobody answers at %s: is the server running?".formatted(settings.url()));
    }
    return new ChatException(
        clean(
            "%s: %s; gave up after repeats".formatted(settings.provider().id(), failure.reason())));
  }

  private String hopeless(CallFailure failure) {
    return clean("%s: %s; spent: %s".formatted(settings.model(), failure.reason(), meter.spent()));
  }

  /** Without what the provider says about it: some quote half of the key. */
  private String wrongKey() {
    return "%s does not accept the key%s"
        .formatted(
            settings.provider().id(),
            settings.keyVariable().map(name -> " in " + name).orElse(": none was sent"));
  }

  private String clean(String text) {
    return key.map(k -> k.removedFrom(text)).orElse(text);
  }

  @Override
  public Optional<Usage> estimate(ModelRequest request) {
    long input = request.estimatedTokens();
    return Optional.of(
        new Usage(input, USUAL_REPLY_TOKENS, meter.price(input, USUAL_REPLY_TOKENS)));
  }

  @Override
  public Optional<Spending.Spent> spent() {
    return Optional.of(meter.spent());
  }
}
