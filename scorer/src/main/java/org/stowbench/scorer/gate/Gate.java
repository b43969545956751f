package org.stowbench.scorer.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.io.InvalidInputException;
import org.stowbench.run.Seen;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.adaptation.AdaptationCurve;
import org.stowbench.scorer.comparison.Comparer;
import org.stowbench.scorer.comparison.Comparison;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.statistics.Uncertainty;

/**
 * The numbers that a run must reach. They are held against its figures exactly as asked: a gate is
 * a rule that people agreed on, and no test of significance; intervals are shown beside it.
 *
 * @param requirements what figures must be
 * @param regressions how much worse than the baseline they may be
 * @param gains how much better than the baseline they must be beyond doubt
 * @param adaptation what knowing more of a household must be worth
 * @param allowedFailed how many queries may go without an answer, 0 or more
 * @param seenAllowed whether it may have learned from the households that it is asked about
 */
public record Gate(
    List<Requirement> requirements,
    List<Regression> regressions,
    List<Gain> gains,
    List<AdaptationGain> adaptation,
    int allowedFailed,
    boolean seenAllowed) {

  /**
   * By this much a difference may exceed what is allowed: 0.35 - 0.33 is a little more than 0.02 in
   * binary fractions.
   */
  private static final double SAME = 1e-9;

  public Gate {
    requirements = List.copyOf(requirements);
    regressions = List.copyOf(regressions);
    gains = List.copyOf(gains);
    adaptation = List.copyOf(adaptation);
    if (allowedFailed < 0) {
      throw new IllegalArgumentException(
          allowedFailed + " failed predictions allowed: must be 0 or more");
    }
  }

  /** For runs over households that they have not seen. */
  public Gate(
      List<Requirement> requirements,
      List<Regression> regressions,
      List<Gain> gains,
      int allowedFailed) {
    this(requirements, regressions, gains, List.of(), allowedFailed, false);
  }

  /** Holds a run against the gate; without a baseline, regressions and gains do not hold. */
  public GateReport check(ScoredRun run) {
    return check(run, Optional.empty(), Optional.empty());
  }

  /**
   * Holds a run against the gate.
   *
   * @param baseline over the same queries
   * @throws InvalidInputException if it is not over the same queries
   */
  public GateReport check(ScoredRun run, ScoredRun baseline) {
    return check(run, Optional.of(baseline), Optional.empty());
  }

  /**
   * Holds a run against the gate.
   *
   * @param baseline over the same queries
   * @param curve of the run's predictor; without one, nothing that is asked of it holds
   * @throws InvalidInputException if the baseline is not over the same queries
   */
  public GateReport check(
      ScoredRun run, Optional<ScoredRun> baseline, Optional<AdaptationCurve> curve) {
    baseline.ifPresent(before -> requireSame(run.scorecard(), before.scorecard()));
    List<GateReport.Check> checks = new ArrayList<>();
    checks.add(answered(run.scorecard()));
    unseen(run.scorecard().seen()).ifPresent(checks::add);
    requirements.forEach(requirement -> checks.add(check(requirement, run.scorecard())));
    regressions.forEach(regression -> checks.add(check(regression, run, baseline)));
    gains.forEach(gain -> checks.add(check(gain, run, baseline)));
    adaptation.forEach(gain -> checks.add(check(gain, curve)));
    return new GateReport(run.scorecard(), baseline.map(b -> b.scorecard().marked()), checks);
  }

  private static void requireSame(Scorecard card, Scorecard before) {
    if (!card.dataset().equals(before.dataset()) || card.queries() != before.queries()) {
      throw new InvalidInputException(
          "the run is over %d queries of %s, the baseline over %d of %s: must be the same"
              .formatted(card.queries(), card.dataset(), before.queries(), before.dataset()));
    }
  }

  /** Said only of figures that are to be doubted; what may have been seen is no fault. */
  private Optional<GateReport.Check> unseen(Seen seen) {
    return seen.isDoubtful()
        ? Optional.of(
            new GateReport.Check(
                "unseen households",
                seenAllowed || !seen.any(),
                "%s; it has learned from %s"
                    .formatted(seen.mark().orElseThrow(), seen.learnedFrom().words()),
                Optional.empty()))
        : Optional.empty();
  }

  private GateReport.Check answered(Scorecard card) {
    int failed = card.queries() - card.answered();
    return new GateReport.Check(
        "failed<=" + allowedFailed,
        failed <= allowedFailed,
        "%,d of %,d queries have no answer".formatted(failed, card.queries()),
        Optional.empty());
  }

  private static GateReport.Check check(Requirement requirement, Scorecard card) {
    OptionalDouble value = value(card, requirement.metric());
    boolean holds =
        value.isPresent() && requirement.relation().holds(value.getAsDouble(), requirement.bound());
    return new GateReport.Check(
        requirement.text(), holds, words(card, requirement.metric()), Optional.empty());
  }

  private static GateReport.Check check(
      Regression regression, ScoredRun run, Optional<ScoredRun> baseline) {
    String what = "regression " + regression.text();
    Metric metric = regression.metric();
    if (baseline.isEmpty()) {
      return new GateReport.Check(what, false, "there is no baseline", Optional.empty());
    }
    OptionalDouble now = value(run.scorecard(), metric);
    OptionalDouble then = value(baseline.get().scorecard(), metric);
    String reason = words(run, baseline.get(), metric);
    if (now.isEmpty() || then.isEmpty()) {
      return new GateReport.Check(what, false, reason, Optional.empty());
    }
    double worse = metric.direction().advantage(then.getAsDouble(), now.getAsDouble());
    Optional<Comparison> comparison = compare(run, baseline.get(), metric);
    return new GateReport.Check(
        what,
        worse <= regression.most() + SAME,
        "%s; %s by %s%s"
            .formatted(
                reason,
                worse > 0 ? "worse" : "better",
                digits(Math.abs(worse)),
                comparison.map(c -> ", difference in" + within(c.uncertainty())).orElse("")),
        comparison);
  }

  private static GateReport.Check check(AdaptationGain gain, Optional<AdaptationCurve> curve) {
    if (curve.isEmpty()) {
      return new GateReport.Check(
          gain.text(), false, "there is no run that knew less to compare with", Optional.empty());
    }
    Optional<Comparison> comparison =
        curve.get().points().stream()
            .filter(point -> point.known() == gain.known())
            .flatMap(point -> Optional.ofNullable(point.gains().get(Metrics.HIT_1)).stream())
            .findFirst();
    return new GateReport.Check(
        gain.text(),
        comparison.filter(c -> gain.relation().holds(c.difference(), gain.bound())).isPresent(),
        comparison
            .map(
                c ->
                    "hit@1 is %s with %d known and %s with %d; gain %s%s, p %s"
                        .formatted(
                            digits(c.firstValue()),
                            gain.known(),
                            digits(c.secondValue()),
                            curve.get().least().known(),
                            digits(c.difference()),
                            within(c.uncertainty()),
                            digits(c.adjustedP())))
            .orElse(
                "there is no run with %d known beside one that knew less".formatted(gain.known())),
        comparison);
  }

  private static GateReport.Check check(Gain gain, ScoredRun run, Optional<ScoredRun> baseline) {
    String what = "gain " + gain.text();
    if (baseline.isEmpty()) {
      return new GateReport.Check(what, false, "there is no baseline", Optional.empty());
    }
    Metric metric = gain.metric();
    String reason = words(run, baseline.get(), metric);
    Optional<Comparison> comparison = compare(run, baseline.get(), metric);
    return new GateReport.Check(
        what,
        comparison.filter(gain::holds).isPresent(),
        comparison
            .map(
                c ->
                    "%s; difference %s%s, p %s"
                        .formatted(
                            reason,
                            digits(c.difference()),
                            within(c.uncertainty()),
                            digits(c.adjustedP())))
            .orElse(reason + "; the two cannot be compared"),
        comparison);
  }

  /** An interval with its method, or why there is none. */
  private static String within(Uncertainty uncertainty) {
    String ends =
        uncertainty
            .interval()
            .map(i -> " [%s, %s]".formatted(digits(i.low()), digits(i.high())))
            .orElse("");
    return "%s (%s)".formatted(ends, uncertainty.words());
  }

  /** A comparison needs a metric that is a ratio of sums, and two names. */
  private static Optional<Comparison> compare(ScoredRun run, ScoredRun baseline, Metric metric) {
    if (!run.perQuery().has(metric) || !baseline.perQuery().has(metric)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Comparer.of(metric)
              .countingMissing()
              .against(baseline.named("baseline"), List.of(run.named("run")))
              .comparisons()
              .get(0));
    } catch (IllegalArgumentException e) {
      // Not defined over the queries in common: the figures stand without an interval.
      return Optional.empty();
    }
  }

  private static OptionalDouble value(Scorecard card, Metric metric) {
    Figure figure = card.metrics().get(metric.name());
    return figure == null ? OptionalDouble.empty() : figure.value();
  }

  private static String words(ScoredRun run, ScoredRun baseline, Metric metric) {
    return words(run.scorecard(), metric) + "; baseline " + words(baseline.scorecard(), metric);
  }

  private static String words(Scorecard card, Metric metric) {
    Figure figure = card.metrics().get(metric.name());
    if (figure == null || figure.value().isEmpty()) {
      return metric.name() + " is not defined";
    }
    return "%s is %s%s"
        .formatted(
            metric.name(), digits(figure.value().getAsDouble()), within(figure.uncertainty()));
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
