package org.stowbench.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stowbench.io.InvalidInputException;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;

/** Metrics as they are named on the command line; help lists them from the catalogue. */
final class MetricName {

  /** The metrics of rankings. */
  static final class Consistent extends Names {
    Consistent() {
      super(Protocol.CONSISTENT);
    }
  }

  /** The metrics of every protocol. */
  static final class All extends Names {
    All() {
      super(Protocol.values());
    }
  }

  private abstract static class Names implements Iterable<String> {

    private final List<String> names;

    Names(Protocol... protocols) {
      this.names =
          Stream.of(protocols)
              .flatMap(protocol -> Metrics.of(protocol).stream())
              .map(Metric::name)
              .distinct()
              .toList();
    }

    @Override
    public Iterator<String> iterator() {
      return names.iterator();
    }
  }

  private MetricName() {}

  /**
   * The metrics that {@code --metrics} names, each once.
   *
   * @throws InvalidInputException if the protocol has one of them not
   */
  static List<Metric> all(List<String> names, Protocol protocol) {
    return names.stream().map(name -> named("--metrics", name, protocol)).distinct().toList();
  }

  /**
   * The metric that is named, else the one that people look at first.
   *
   * @throws InvalidInputException if the protocol has no such metric
   */
  static Metric of(Optional<String> name, Protocol protocol) {
    return name.isEmpty() ? Metrics.headline(protocol) : named("--metric", name.get(), protocol);
  }

  private static Metric named(String option, String name, Protocol protocol) {
    return Metrics.find(name, protocol)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "%s: no metric %s: there are %s"
                        .formatted(
                            option,
                            InvalidInputException.excerpt(name),
                            Metrics.names(Metrics.of(protocol)))));
  }
}
