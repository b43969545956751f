package org.stowbench.cli;

import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import org.stowbench.prediction.Usage;
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
  String together() {
    String sum =
        predictors < 2
            ? ""
            : "all %d predictors: %s".formatted(predictors, sum(requests, usage, most));
    return sum + limits.stops(requests, usage, most).map(line -> line + "\n").orElse("");
  }

  String of(RunPlan plan, Predictor predictor) {
    try (predictor) {
      return Rehearsing.of(predictor)
          .map(rehearsing -> of(plan, rehearsing))
          .orElseGet(
              () ->
                  "%s asks no language model: %s, no cost\n"
                      .formatted(
                          plan.predictor().text(), count(plan.queries(), "query", "queries")));
    }
  }

  private String of(RunPlan plan, Rehearsing rehearsing) {
    StringBuilder text = new StringBuilder();
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
          text.append(
              "== query %s ==\n\n%s".formatted(visible(query.id()), visible(rehearsal.prompt())));
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
    return text.append(
            "%s: %s, %s"
                .formatted(
                    plan.predictor().text(),
                    count(plan.queries(), "query", "queries"),
                    sum(requests, usage, most)))
        .toString();
  }

  private static String sum(long requests, Usage usage, Usage most) {
    return String.format(
        Locale.ROOT,
        "%s, about %d tokens in and %d out, cost about %s%s\n",
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

  /** Item names are hostile input: nothing of them may steer the terminal. */
  private static String visible(String prompt) {
    return prompt.replaceAll("[\\p{Cc}\\p{Cf}&&[^\\n]]", "?");
  }
}
