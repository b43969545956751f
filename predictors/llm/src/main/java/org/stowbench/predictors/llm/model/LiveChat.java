package org.stowbench.predictors.llm.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
        new Meter(budget, price, settings.model(), settings.baseUrl().isPresent()),
        RetryPolicy.of(settings.retries()));
  }

  @Override
  public ModelReply ask(ModelRequest request) throws InterruptedException {
    boolean isFirst = first.await();
    try {
      return askWithinLimits(request, 1).get(0);
    } finally {
      if (isFirst) {
        first.end();
      }
    }
  }

  @Override
  public Map<Integer, ModelReply> askTogether(List<ModelRequest> requests)
      throws InterruptedException {
    if (requests.size() == 1 || !givesSeveral()) {
      return Map.of();
    }
    boolean isFirst = first.await();
    try {
      Map<Integer, ModelReply> replies = new TreeMap<>();
      // Who went first may have found out.
      if (givesSeveral()) {
        for (ModelReply reply : askWithinLimits(requests.get(0), requests.size())) {
          replies.put(requests.get(replies.size()).sample(), reply);
        }
      }
      return replies;
    } finally {
      if (isFirst) {
        first.end();
      }
    }
  }

  private boolean givesSeveral() {
    return settings.provider().givesSeveral()
        && settings.extras().leaveSeveral()
        && !adaptation.changes().contains(Adaptation.Change.ONE_REPLY)
        && !adaptation.changes().contains(Adaptation.Change.NO_SEVERAL);
  }

  private List<ModelReply> askWithinLimits(ModelRequest request, int count)
      throws InterruptedException {
    if (request.asksForLikelihoods()) {
      return ask(request, count, FirstTokens.TOKENS);
    }
    int tokens = limit.tokens();
    List<ModelReply> replies = new ArrayList<>(ask(request, count, tokens));
    List<Integer> cutOff =
        IntStream.range(0, replies.size()).filter(i -> isCutOff(replies.get(i))).boxed().toList();
    if (cutOff.isEmpty() || !limit.raiseFrom(tokens)) {
      return replies;
    }
    try {
      int longer = 0;
      for (ModelReply reply : ask(request, cutOff.size(), limit.tokens())) {
        int index = cutOff.get(longer++);
        replies.set(index, reply.after(replies.get(index)));
      }
    } catch (RefusedException e) {
      limit.refuse();
    }
    return replies;
  }

  private static boolean isCutOff(ModelReply reply) {
    return reply.finishReason().flatMap(Finish::of).equals(Optional.of(Finish.LENGTH));
  }

  /** Returns one reply or more; {@code count} where the server gives several. */
  private List<ModelReply> ask(ModelRequest request, int count, int tokens)
      throws InterruptedException {
    if (count == 1) {
      return adapting(request, 1, tokens);
    }
    List<ModelReply> replies;
    try {
      replies = adapting(request, count, tokens);
    } catch (ChatException e) {
      // Who fails at several and gives one does not take several, in whatever words it says so.
      replies = adapting(request, 1, tokens);
      adaptation.learn(Adaptation.Change.NO_SEVERAL);
      return replies;
    }
    if (replies.size() == 1) {
      adaptation.learn(Adaptation.Change.ONE_REPLY);
    }
    return replies;
  }

  private List<ModelReply> adapting(ModelRequest request, int count, int tokens)
      throws InterruptedException {
    while (true) {
      try {
        return patience.repeat(() -> attempt(request, count, tokens), this::leave);
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
  private List<ModelReply> attempt(ModelRequest request, int count, int tokens)
      throws PassingFailure, InterruptedException {
    pacer.begin(request.estimatedTokens() + (long) count * USUAL_REPLY_TOKENS);
    try {
      List<ModelReply> replies = metered(request, count, tokens);
      pacer.succeeded();
      return replies;
    } catch (RuntimeException | InterruptedException e) {
      // A failure that may pass is told to the pacer once it is known how long to wait.
      pacer.failed();
      throw e;
    }
  }

  private List<ModelReply> metered(ModelRequest request, int count, int tokens)
      throws PassingFailure, InterruptedException {
    Meter.Reservation reserved =
        meter.reserve(
            request.estimatedTokens(), tokens, Math.min(tokens, USUAL_REPLY_TOKENS), count);
    Set<Adaptation.Change> changes = adaptation.changes();
    try {
      List<ModelReply> replies = model.ask(request, count, tokens, changes);
      meter.settle(
          reserved, replies.stream().map(ModelReply::usage).reduce(LiveChat::sum).orElseThrow());
      return replies;
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

  private static Optional<Usage> sum(Optional<Usage> one, Optional<Usage> other) {
    return one.flatMap(usage -> other.map(usage::plus));
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
      Duration held = pacer.heldInVain();
      pacer.throttled(wait);
      if (held.compareTo(patience.longestAsked()) >= 0) {
        throw waitedTooLong(held, failure);
      }
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
        ? waitedTooLong(failure.asked().orElseThrow(), failure)
        : new ChatException(
            "%s: %s%s%s"
                .formatted(
                    settings.provider().id(),
                    failure.getMessage(),
                    patience.repeats() == 0 ? "" : "; gave up after repeats",
                    // Models that think take their time.
                    failure.kind() == PassingFailure.Kind.TIMEOUT ? "; raise timeout=" : ""));
  }

  private RunStoppedException waitedTooLong(Duration wait, PassingFailure failure) {
    return new RunStoppedException(
        "%s would have requests wait longer than %s in all (%s); spent until then: %s"
            .formatted(settings.provider().id(), words(wait), failure.getMessage(), meter.spent()));
  }

  private String hopeless(CallFailure.Hopeless failure) {
    return "%s: %s; spent until then: %s"
        .formatted(settings.model(), failure.reason(), meter.spent());
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

  @Override
  public Optional<String> now() {
    return pacer
        .quiet()
        .map(
            left ->
                "%s said \"too many\", waiting %s more"
                    .formatted(settings.provider().id(), words(left)));
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
