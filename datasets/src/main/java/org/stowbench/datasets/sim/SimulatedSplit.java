package org.stowbench.datasets.sim;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.LabeledQuery;

/**
 * A range of simulated households, or workplaces, as a dataset. Nothing is stored: households are
 * made as the stream advances.
 *
 * <p>The checksum is that of the content, not of the parameters: a change to the simulator that
 * changes a single vertex changes it, and one that changes none does not. It costs making the split
 * once, on the first call of {@link #info()}.
 */
public final class SimulatedSplit implements Dataset {

  /** The seed of the standard splits. */
  public static final long STANDARD_SEED = 1;

  private static final long FIRST_DEV_HOUSEHOLD = 1_000_000;
  private static final long FIRST_HOME = 2_000_000;
  private static final long FIRST_DEV_HOME = 3_000_000;
  private static final long DEV_WORKPLACES = 300;

  private final String id;
  private final Simulation simulation;
  private final long firstHousehold;
  private final long households;
  private final Questions questions;
  private Optional<DatasetInfo> info = Optional.empty();

  private SimulatedSplit(
      String id, Simulation simulation, long firstHousehold, long households, Questions questions) {
    if (firstHousehold < 0 || households < 0) {
      throw new IllegalArgumentException(
          "split %s: first household %d, %d households: both must be 0 or more"
              .formatted(id, firstHousehold, households));
    }
    this.id = id;
    this.simulation = simulation;
    this.firstHousehold = firstHousehold;
    this.households = households;
    this.questions = questions;
  }

  /**
   * Some homes as a dataset.
   *
   * @param id of the dataset, such as {@code sim:eval}
   * @param seed of the simulation
   * @param firstHousehold number of the first household, 0 or more
   * @param households how many, 0 or more
   * @param questions what each is asked
   */
  public static SimulatedSplit of(
      String id, long seed, long firstHousehold, long households, Questions questions) {
    return of(id, new Simulation(seed), firstHousehold, households, questions);
  }

  /**
   * Some households, or workplaces, as a dataset.
   *
   * @param id of the dataset, such as {@code sim-stock:eval}
   * @param simulation that makes them
   * @param firstHousehold number of the first household, 0 or more
   * @param households how many, 0 or more
   * @param questions what each is asked
   */
  public static SimulatedSplit of(
      String id, Simulation simulation, long firstHousehold, long households, Questions questions) {
    return new SimulatedSplit(id, simulation, firstHousehold, households, questions);
  }

  /** {@code ID:eval} of a kind of workplace: 100 from number 0 on, twelve queries each. */
  public static SimulatedSplit workplacesEval(SimulationKind kind) {
    return of(
        kind.id() + ":eval", new Simulation(kind, STANDARD_SEED), 0, 100, Questions.HOUSEHOLD);
  }

  /** {@code ID:dev} of a kind of workplace: 300 from number 1,000,000 on, twelve queries each. */
  public static SimulatedSplit workplacesDev(SimulationKind kind) {
    return of(
        kind.id() + ":dev",
        new Simulation(kind, STANDARD_SEED),
        FIRST_DEV_HOUSEHOLD,
        DEV_WORKPLACES,
        Questions.HOUSEHOLD);
  }

  /** {@code sim:eval}: households 0 to 99 of seed {@value #STANDARD_SEED}, one query each. */
  public static SimulatedSplit eval() {
    return of("sim:eval", STANDARD_SEED, 0, 100, Questions.EVALUATION);
  }

  /**
   * {@code sim:dev}: 1,625 households of the same seed, from number 1,000,000 on, four queries
   * each: 6,500.
   */
  public static SimulatedSplit dev() {
    return of("sim:dev", STANDARD_SEED, FIRST_DEV_HOUSEHOLD, 1_625, Questions.DEVELOPMENT);
  }

  /** {@code sim-homes:eval}: 100 households from number 2,000,000 on, twelve queries each. */
  public static SimulatedSplit homesEval() {
    return of("sim-homes:eval", STANDARD_SEED, FIRST_HOME, 100, Questions.HOUSEHOLD);
  }

  /** {@code sim-homes:dev}: 500 households from number 3,000,000 on, twelve queries each. */
  public static SimulatedSplit homesDev() {
    return of("sim-homes:dev", STANDARD_SEED, FIRST_DEV_HOME, 500, Questions.HOUSEHOLD);
  }

  /** The standard splits. */
  public static List<SimulatedSplit> standard() {
    return List.of(eval(), dev());
  }

  @Override
  public synchronized DatasetInfo info() {
    if (info.isEmpty()) {
      String checksum;
      try (Stream<LabeledQuery> all = queries()) {
        checksum = ContentChecksum.of(all);
      }
      info =
          Optional.of(new DatasetInfo(id, checksum, households * questions.perHousehold(), true));
    }
    return info.get();
  }

  @Override
  public Stream<LabeledQuery> queries() {
    return households().flatMap(this::queries);
  }

  @Override
  public Stream<LabeledQuery> queriesFrom(long first) {
    int each = questions.perHousehold();
    return LongStream.range(Math.min(households, first / each), households)
        .mapToObj(this::household)
        .flatMap(this::queries)
        .skip(first % each);
  }

  /** The households in order, each made as the stream reaches it. */
  public Stream<SimulatedHousehold> households() {
    return LongStream.range(0, households).mapToObj(this::household);
  }

  /**
   * A household of this split, made alone.
   *
   * @param place from 0, below {@link #size()}
   */
  public SimulatedHousehold household(long place) {
    return simulation.household(firstHousehold + place);
  }

  /** How many households it has. */
  public long size() {
    return households;
  }

  /** The number of its first household in the simulation. */
  public long firstHousehold() {
    return firstHousehold;
  }

  /** What each household is asked. */
  public Questions questions() {
    return questions;
  }

  /** The queries to one of these households. */
  public Stream<LabeledQuery> queries(SimulatedHousehold household) {
    return household.items(questions, simulation).stream().map(household::ask);
  }
}
