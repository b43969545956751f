package org.stowbench.scorer.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.stowbench.predictor.Seeds;

/**
 * How often intervals hold the truth, where the truth is known: studies of simulated households of
 * unequal sizes, log-normal, most of two or three queries and some of thirty. {@code
 * results/coverage} writes the tables into docs/statistics.md.
 */
final class CoverageStudy {

  static final List<Integer> HOUSEHOLDS = List.of(2, 3, 5, 10, 20, 79, 1_000);
  static final List<Double> SHARES = List.of(0.01, 0.05, 0.2, 0.5);
  static final List<Double> CORRELATIONS = List.of(0.0, 0.3, 0.7);

  /** From so many households on, intervals must hold what they promise. */
  static final int ENOUGH = 20;

  private final int studies;
  private final int all;

  /**
   * Studies.
   *
   * @param studies how many of each kind
   * @param all how many households tell what is true of a figure that no formula tells
   */
  CoverageStudy(int studies, int all) {
    this.studies = studies;
    this.all = all;
  }

  /**
   * What came of the studies of one kind.
   *
   * @param held the share of the intervals that hold the truth
   * @param width of an interval, in the middle of the studies
   * @param shown the share of the studies that have an interval
   */
  record Coverage(double held, double width, double shown) {

    String words() {
      return shown < 1
          ? "too few"
          : "%.1f %% (%s)".formatted(100 * held, "%.3g".formatted(width).replaceFirst("\\.$", ""));
    }
  }

  /** A kind of figure: what a query adds above and below, given how its household is. */
  enum Kind {
    OPENINGS(Double.POSITIVE_INFINITY) {
      @Override
      double[] query(SplittableRandom random, Home home) {
        double last = home.containers() * Math.pow(random.nextDouble(), 1 + home.ease());
        return new double[] {1 + Math.floor(last), 1};
      }
    },
    OPENING_RATIO(Double.POSITIVE_INFINITY) {
      @Override
      double[] query(SplittableRandom random, Home home) {
        double[] openings = OPENINGS.query(random, home);
        return new double[] {openings[0], (home.containers() + 1) / 2.0};
      }
    },
    MRR(1) {
      @Override
      double[] query(SplittableRandom random, Home home) {
        return new double[] {1 / OPENINGS.query(random, home)[0], 1};
      }
    },
    HIT(1) {
      @Override
      double[] query(SplittableRandom random, Home home) {
        return new double[] {OPENINGS.query(random, home)[0] == 1 ? 1 : 0, 1};
      }
    },
    /** Mostly small, and now and then the most that clipping allows. */
    LOG_LOSS(Double.POSITIVE_INFINITY) {
      @Override
      double[] query(SplittableRandom random, Home home) {
        double usual = -Math.log(1 - random.nextDouble()) / home.ease();
        return new double[] {random.nextDouble() < 0.03 ? -Math.log(1e-12) : usual, 1};
      }
    };

    private final double highest;

    Kind(double highest) {
      this.highest = highest;
    }

    abstract double[] query(SplittableRandom random, Home home);
  }

  /**
   * What the queries of a household have in common.
   *
   * @param ease around 1
   */
  record Home(int containers, double ease) {

    static Home draw(SplittableRandom random) {
      return new Home(5 + random.nextInt(21), Math.exp(0.5 * normal(random)));
    }
  }

  /**
   * Studies of a share. A query follows its household's one draw with the root of the correlation
   * as chance, and else comes out by itself, so that two of a household correlate as asked.
   */
  Coverage share(int households, double share, double correlation) {
    return coverage(
        Seeds.derive(households, share + " " + correlation),
        share,
        random -> study(random, households, share, correlation).estimate().uncertainty(1));
  }

  private static Study study(
      SplittableRandom random, int households, double share, double correlation) {
    double follows = Math.sqrt(correlation);
    Study study = new Study();
    for (int household = 0; household < households; household++) {
      double common = random.nextDouble() < share ? 1 : 0;
      for (int query = size(random); query > 0; query--) {
        double own = random.nextDouble() < share ? 1 : 0;
        study.add(household, random.nextDouble() < follows ? common : own, 1);
      }
    }
    return study;
  }

  /** Studies of another figure, whose truth is that of a study of very many households. */
  Coverage of(Kind kind, int households) {
    ClusterEstimate many = study(kind, new SplittableRandom(kind.ordinal()), all).estimate();
    return coverage(
        Seeds.derive(households, kind.name()),
        many.value(),
        random -> study(kind, random, households).estimate().uncertainty(kind.highest));
  }

  /**
   * Studies of a difference: of every other query, in the mean, the second predictor says what the
   * first says, else it has less luck.
   */
  Coverage difference(Kind kind, int households) {
    double truth = pair(kind, new SplittableRandom(kind.ordinal()), all).difference();
    return coverage(
        Seeds.derive(households, "difference of " + kind.name()),
        truth,
        random -> pair(kind, random, households).uncertainty(kind.highest));
  }

  private static Pair pair(Kind kind, SplittableRandom random, int households) {
    Pair pair = new Pair(new Study(), new Study());
    for (int household = 0; household < households; household++) {
      Home home = Home.draw(random);
      Home harder = new Home(home.containers(), 0.8 * home.ease());
      for (int query = size(random); query > 0; query--) {
        double[] first = kind.query(random, home);
        double[] second = random.nextBoolean() ? first : kind.query(random, harder);
        pair.first().add(household, first[0], first[1]);
        pair.second().add(household, second[0], second[1]);
      }
    }
    return pair;
  }

  /** Two predictors on the same queries. */
  private record Pair(Study first, Study second) {

    double difference() {
      return first.estimate().value() - second.estimate().value();
    }

    Uncertainty uncertainty(double highest) {
      return new PairedDifference(
              Grouping.of(first.households),
              first.over(),
              first.under(),
              second.over(),
              second.under(),
              highest)
          .uncertainty();
    }
  }

  private static Study study(Kind kind, SplittableRandom random, int households) {
    Study study = new Study();
    for (int household = 0; household < households; household++) {
      Home home = Home.draw(random);
      for (int query = size(random); query > 0; query--) {
        double[] added = kind.query(random, home);
        study.add(household, added[0], added[1]);
      }
    }
    return study;
  }

  /**
   * How intervals without draws compare with those by 10,000 draws, where the ones give way to the
   * others: in the mean over studies.
   *
   * @param width of the ones over that of the others
   * @param ends how far the ends are apart, over the width
   */
  record Agreement(double width, double ends) {

    static Agreement of(
        IntStream studies, Function<SplittableRandom, Study> study, double highest) {
      return mean(
          studies
              .mapToObj(number -> of(study.apply(new SplittableRandom(number)), highest))
              .flatMap(List::stream)
              .toList());
    }

    private static List<Agreement> of(Study study, double highest) {
      Grouping households = Grouping.of(study.households);
      Clusters clusters = Clusters.sum(households, study.over(), study.under());
      return Stream.of(IntervalMethod.PERCENTILE, IntervalMethod.BCA)
          .map(
              method ->
                  of(
                      study.estimate().asIfDrawn(method, 0, highest),
                      ClusterBootstrap.uncertainties(
                              clusters, List.of(new Ratio(0, 1)), method, study.over.size())
                          .get(0)))
          .toList();
    }

    private static Agreement of(Uncertainty without, Uncertainty drawn) {
      Interval one = without.interval().orElseThrow();
      Interval other = drawn.interval().orElseThrow();
      double width = other.high() - other.low();
      double apart = Math.abs(one.low() - other.low()) + Math.abs(one.high() - other.high());
      return new Agreement((one.high() - one.low()) / width, apart / 2 / width);
    }

    private static Agreement mean(List<Agreement> all) {
      return new Agreement(
          all.stream().mapToDouble(Agreement::width).average().orElseThrow(),
          all.stream().mapToDouble(Agreement::ends).average().orElseThrow());
    }
  }

  /** Of a share, whose queries correlate. */
  static Agreement agreement(int households, int studies, double share, double correlation) {
    return Agreement.of(
        IntStream.range(0, studies), random -> study(random, households, share, correlation), 1);
  }

  /** Of another figure. */
  static Agreement agreement(int households, int studies, Kind kind) {
    return Agreement.of(
        IntStream.range(0, studies), random -> study(kind, random, households), kind.highest);
  }

  private interface Draw {
    Uncertainty of(SplittableRandom random);
  }

  private Coverage coverage(long seed, double truth, Draw draw) {
    List<Interval> intervals =
        IntStream.range(0, studies)
            .mapToObj(number -> draw.of(new SplittableRandom(Seeds.derive(seed, number))))
            .flatMap(uncertainty -> uncertainty.interval().stream())
            .toList();
    double[] widths = intervals.stream().mapToDouble(i -> i.high() - i.low()).sorted().toArray();
    return new Coverage(
        (double) intervals.stream().filter(i -> i.contains(truth)).count() / intervals.size(),
        widths.length == 0 ? Double.NaN : widths[widths.length / 2],
        (double) intervals.size() / studies);
  }

  /** How many queries a household has: 3 in the middle, 5 on average. */
  private static int size(SplittableRandom random) {
    return (int) Math.ceil(Math.exp(1 + normal(random)));
  }

  /** By Box and Muller. */
  private static double normal(SplittableRandom random) {
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }

  /** The queries of one study. */
  private static final class Study {

    private final List<String> households = new ArrayList<>();
    private final List<Double> over = new ArrayList<>();
    private final List<Double> under = new ArrayList<>();

    void add(int household, double above, double below) {
      households.add(Integer.toString(household));
      over.add(above);
      under.add(below);
    }

    ClusterEstimate estimate() {
      return ClusterEstimate.ratio(Grouping.of(households), over(), under());
    }

    double[] over() {
      return over.stream().mapToDouble(Double::doubleValue).toArray();
    }

    double[] under() {
      return under.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  /** All of it, as Markdown. */
  String tables() {
    StringBuilder text = new StringBuilder("| households | correlation |");
    SHARES.forEach(share -> text.append(" share ").append(share).append(" |"));
    text.append("\n|---:|---:|").append("---|".repeat(SHARES.size())).append('\n');
    for (int households : HOUSEHOLDS) {
      for (double correlation : CORRELATIONS) {
        text.append(shareRow(households, correlation)).append('\n');
      }
    }
    text.append(table("`", this::of)).append(table("difference of `", this::difference));
    return text.toString();
  }

  private static String table(String before, BiFunction<Kind, Integer, Coverage> study) {
    StringBuilder text = new StringBuilder("\n| households |");
    for (Kind kind : Kind.values()) {
      text.append(' ').append(name(before, kind)).append(" |");
    }
    text.append("\n|---:|").append("---|".repeat(Kind.values().length)).append('\n');
    for (int households : HOUSEHOLDS) {
      text.append("| %,d |".formatted(households));
      for (Kind kind : Kind.values()) {
        text.append(' ').append(study.apply(kind, households).words()).append(" |");
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** How intervals without draws agree with those by draws, as Markdown. */
  String agreement() {
    StringBuilder text = new StringBuilder("| figure | width | ends |\n|---|---:|---:|\n");
    for (double share : SHARES) {
      text.append(row("share " + share, agreement(ClusterBootstrap.MOST, 5, share, 0.3)));
    }
    for (Kind kind : Kind.values()) {
      text.append(row(name("`", kind), agreement(ClusterBootstrap.MOST, 5, kind)));
    }
    return text.toString();
  }

  private static String row(String name, Agreement agreement) {
    return "| %s | %.3f | %.1f %% |\n".formatted(name, agreement.width(), 100 * agreement.ends());
  }

  private static String name(String before, Kind kind) {
    return before + kind.name().toLowerCase(Locale.ROOT) + "`";
  }

  String shareRow(int households, double correlation) {
    StringBuilder row = new StringBuilder("| %,d | %s |".formatted(households, correlation));
    SHARES.forEach(
        share ->
            row.append(' ').append(share(households, share, correlation).words()).append(" |"));
    return row.toString();
  }
}
