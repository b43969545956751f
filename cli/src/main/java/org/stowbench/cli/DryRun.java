package org.stowbench.cli;

import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import org.stowbench.cli.output.Printout;
import org.stowbench.prediction.Usage;
import org.stowbench.predictor.Notifying;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.Rehearsing;
import org.stowbench.query.LabeledQuery;
import org.stowbench.run.RunPlan;

/** What a run would ask and about what it would cost, in words. */
final class DryRun {

  private static final int SHOWN = 2;

  private final ModelOptions limits;
  private long predictors;
  private long requests;
  private Usage usage = Usage.NONE;
  private Usage most = Usage.NONE;

  /** Nothing rehearsed yet, of what these limits are for. */
  DryRun(ModelOptions limits) {
    this.limits = limits;
  }

  /** What all predictors would take, where they are several, and whether a limit stops that. */
  Printout together() {
    Printout text = Printout.plain();
    if (predictors > 1) {
      text.line("all %d predictors: %s".formatted(predictors, sum(requests, usage, most)));
    }
    limits.stops(requests, usage, most).ifPresent(text::line);
    return text;
  }

  Printout of(RunPlan plan, Predictor predictor) {
    try (predictor) {
      return Rehearsing.of(predictor)
          .map(rehearsing -> withNotices(of(plan, rehearsing), predictor))
          .orElseGet(
              () ->
                  Printout.plain()
                      .line(
                          "%s asks no language model: %s, no cost"
                              .formatted(
                                  plan.predictor().text(),
                                  count(plan.queries(), "query", "queries"))));
    }
  }

  private static Printout withNotices(Printout text, Predictor predictor) {
    Notifying.of(predictor).ifPresent(notifying -> notifying.notices().forEach(text::line));
    return text;
  }

  private Printout of(RunPlan plan, Rehearsing rehearsing) {
    Printout text = Printout.plain();
    long requests = 0;
    Usage usage = Usage.NONE;
    Usage most = Usage.NONE;
    int shown = 0;
    try (Stream<LabeledQuery> queries = plan.asked().queries()) {
      Iterator<LabeledQuery> next = queries.iterator();
      while (next.hasNext()) {
        var query = next.next().query();
        Rehearsing.Rehearsal rehearsal = rehearsing.rehearse(query);
        if (shown++ < SHOWN) {
          text.line("== query %s ==".formatted(query.id())).blank().lines(rehearsal.prompt());
        }
        requests += rehearsal.requests();
        usage = usage.plus(rehearsal.usage());
        most = most.plus(rehearsal.most());
      }
    }
    predictors++;
    this.requests += requests;
    this.usage = this.usage.plus(usage);
    this.most = this.most.plus(most);
    return text.line(
        "%s: %s, %s"
            .formatted(
                plan.predictor().text(),
                count(plan.queries(), "query", "queries"),
                sum(requests, usage, most)));
  }

  private static String sum(long requests, Usage usage, Usage most) {
    return String.format(
        Locale.ROOT,
        "%s, about %d tokens in and %d out, cost about %s%s",
        count(requests, "request", "requests"),
        usage.inputTokens(),
        usage.outputTokens(),
        usage.cost().isPresent() ? cost(usage.cost().getAsDouble()) : "unknown",
        most.equals(usage)
            ? ""
            : "; with the longest replies %d tokens out%s"
                .formatted(
                    most.outputTokens(),
                    most.cost().isPresent() ? ", " + cost(most.cost().getAsDouble()) : ""));
  }

  private static String cost(double dollars) {
    return String.format(Locale.ROOT, dollars < 0.01 ? "$%.4f" : "$%.2f", dollars);
  }

  private static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
