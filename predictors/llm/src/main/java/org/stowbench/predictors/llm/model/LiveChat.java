package org.stowbench.predictors.llm.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Usage;
import org.stowbench.predictor.Budget;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.predictor.Spending;
import org.stowbench.predictors.llm.chat.Chat;
import org.stowbench.predictors.llm.chat.ChatException;
import org.stowbench.predictors.llm.chat.Finish;
import org.stowbench.predictors.llm.chat.FirstTokens;
import org.stowbench.predictors.llm.chat.ModelReply;
import org.stowbench.predictors.llm.chat.ModelRequest;
import org.stowbench.predictors.llm.spending.Meter;
import org.stowbench.predictors.llm.spending.Price;
import org.stowbench.predictors.llm.spending.PriceList;
import org.stowbench.predictors.net.Keys;
import org.stowbench.predictors.net.PassingFailure;
import org.stowbench.predictors.net.RetryPolicy;
import org.stowbench.predictors.net.Secret;

/**
 * A live model, asked politely and within an allowance: at its provider's pace, again where a
 * failure may pass, not at all where nothing will help.
 */
public final class LiveChat implements Chat {

  /** What a reply usually takes, for estimates. */
  private static final int USUAL_REPLY_TOKENS = 250;

  private final ModelSettings settings;
  private final ProviderChat model;
  private final Meter meter;
  private final Pacer pacer;
  private final RetryPolicy patience;
  private final OutputLimit limit;
  private final HeadStart first = new HeadStart();
  private final Adaptation adaptation;

  LiveChat(ModelSettings settings, ProviderChat model, Meter meter, RetryPolicy patience) {
    this.settings = settings;
    this.model = model;
    this.meter = meter;
    this.patience = patience;
    this.limit = new OutputLimit(settings);
    this.adaptation = new Adaptation(settings);
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
  public static LiveChat of(ModelSettings settings, Path home, Budget budget) {
    Optional<Secret> key = settings.keyVariable().flatMap(Keys.of(home)::find);
    boolean asks = budget.allowance().requests().orElse(1) > 0;
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
        new Meter(budget, price, settings.model()),
        RetryPolicy.of(settings.retries()));
  }

  @Override
  public ModelReply ask(ModelRequest request) throws InterruptedException {
    boolean isFirst = first.await();
    try {
      return askWithinLimits(request);
    } finally {
      if (isFirst) {
        first.end();
      }
    }
  }

  private ModelReply askWithinLimits(ModelRequest request) throws InterruptedException {
    if (request.asksForLikelihoods()) {
      return ask(request, FirstTokens.TOKENS);
    }
    int tokens = limit.tokens();
    ModelReply reply = ask(request, tokens);
    boolean cutOff = reply.finishReason().flatMap(Finish::of).equals(Optional.of(Finish.LENGTH));
    if (!cutOff || !limit.raiseFrom(tokens)) {
      return reply;
    }
    try {
      return ask(request, limit.tokens()).after(reply);
    } catch (RefusedException e) {
      limit.refuse();
      return reply;
    }
  }

  private ModelReply ask(ModelRequest request, int tokens) throws InterruptedException {
    while (true) {
      try {
        return patience.repeat(() -> attempt(request, tokens), this::leave);
      } catch (RefusedException e) {
        if (!adaptation.learn(e.body(), e.changes(), request)) {
          throw e;
        }
      } catch (PassingFailure failure) {
        pacer.failed();
        throw giveUp(failure);
      }
    }
  }

  /** Asks once, at the provider's pace. */
  private ModelReply attempt(ModelRequest request, int tokens)
      throws PassingFailure, InterruptedException {
    pacer.begin(request.estimatedTokens() + USUAL_REPLY_TOKENS);
    try {
      ModelReply reply = metered(request, tokens);
      pacer.succeeded();
      return reply;
    } catch (RuntimeException | InterruptedException e) {
      // A failure that may pass is told to the pacer once it is known how long to wait.
      pacer.failed();
      throw e;
    }
  }

  private ModelReply metered(ModelRequest request, int tokens)
      throws PassingFailure, InterruptedException {
    Meter.Reservation reserved =
        meter.reserve(request.estimatedTokens(), tokens, Math.min(tokens, USUAL_REPLY_TOKENS));
    Set<Adaptation.Change> changes = adaptation.changes();
    try {
      ModelReply reply = model.ask(request, tokens, changes);
      meter.settle(reserved, reply.usage());
      return reply;
    } catch (RuntimeException e) {
      // Some count what they refuse.
      model
          .usage(e)
          .ifPresentOrElse(
              usage -> meter.settle(reserved, Optional.of(usage)), () -> meter.release(reserved));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw passing(e, changes);
    }
  }

  /** The failure behind an exception, if it may pass; else says what nothing helps against. */
  private PassingFailure passing(RuntimeException e, Set<Adaptation.Change> changes) {
    CallFailure failure = CallFailure.of(e);
    if (failure instanceof CallFailure.Passing passing) {
      return passing.failure();
    }
    if (failure instanceof CallFailure.Refused refused) {
      throw new RefusedException(
          settings.provider().id() + ": " + refused.reason(), refused.body(), changes);
    }
    throw new RunStoppedException(
        failure instanceof CallFailure.Hopeless hopeless ? hopeless(hopeless) : wrongKey());
  }

  private void leave(PassingFailure failure, Duration wait) {
    if (failure.kind() == PassingFailure.Kind.THROTTLED) {
      pacer.throttled(wait);
    } else {
      pacer.failed();
    }
  }

  private RuntimeException giveUp(PassingFailure failure) {
    if (failure.kind() == PassingFailure.Kind.UNREACHABLE) {
      return new RunStoppedException(
          "nobody answers at %s: is the server running?".formatted(model.route()));
    }
    return patience.asksTooLong(failure)
        ? new RunStoppedException(
            "%s would have a request wait %s in all (%s); spent: %s"
                .formatted(
                    settings.provider().id(),
                    words(failure.asked().orElseThrow()),
                    failure.getMessage(),
                    meter.spent()))
        : new ChatException(
            "%s: %s%s%s"
                .formatted(
                    settings.provider().id(),
                    failure.getMessage(),
                    patience.repeats() == 0 ? "" : "; gave up after repeats",
                    // Models that think take their time.
                    failure.kind() == PassingFailure.Kind.TIMEOUT ? "; raise timeout=" : ""));
  }

  private String hopeless(CallFailure.Hopeless failure) {
    return "%s: %s; spent: %s".formatted(settings.model(), failure.reason(), meter.spent());
  }

  /** Without what the provider says about it: some quote half of the key. */
  private String wrongKey() {
    return "%s does not accept the key%s"
        .formatted(
            settings.provider().id(),
            settings.keyVariable().map(name -> " in " + name).orElse(": none was sent"));
  }

  /** The most holds if the estimate of its input is right; the limit may be raised once. */
  @Override
  public Estimate estimate(ModelRequest request) {
    long input = request.estimatedTokens();
    int most = request.asksForLikelihoods() ? FirstTokens.TOKENS : settings.raisedOutputTokens();
    return new Estimate(usage(input, USUAL_REPLY_TOKENS), usage(input, most));
  }

  private Usage usage(long input, long output) {
    return new Usage(input, output, meter.price(input, output));
  }

  @Override
  public List<String> notices() {
    return Stream.concat(
            adaptation.notices().stream(),
            Stream.of(limit.notice(), model.miscounts(), waiting()).flatMap(Optional::stream))
        .toList();
  }

  private Optional<String> waiting() {
    Pacer.Held held = pacer.held();
    return held.times() == 0
        ? Optional.empty()
        : Optional.of(
            "%s said \"too many\" %s: %s of waiting; requests-per-minute= or fewer --jobs keep below its limit"
                .formatted(
                    settings.model(),
                    held.times() == 1 ? "once" : held.times() + " times",
                    words(held.held())));
  }

  private static String words(Duration wait) {
    return wait.toSeconds() < 100
        ? String.format(Locale.ROOT, "%.1f s", wait.toMillis() / 1000.0)
        : wait.toMinutes() + " minutes";
  }

  @Override
  public Optional<Spending.Spent> spent() {
    return Optional.of(meter.spent());
  }
}
