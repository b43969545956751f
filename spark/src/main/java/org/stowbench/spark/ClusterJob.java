package org.stowbench.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.stowbench.io.AtomicFile;
import org.stowbench.io.Json;
import org.stowbench.predictor.Allowance;
import org.stowbench.scorer.PartScoring;
import org.stowbench.scorer.PartSums;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.ScorecardJson;
import org.stowbench.scorer.statistics.Replicates;

/** A job: the parts of a plan, done on the machines of a cluster, and summed up. */
final class ClusterJob {

  /** The figures; the form that a run's folder has them in. */
  static final String SCORECARD = "scorecard.json";

  /**
   * In how many slices parts are summed up, whatever the machines: sums then come out the same to
   * the last digit.
   */
  private static final int SLICES = 256;

  private final JavaSparkContext spark;
  private final Broadcast<Plan> plan;
  private final List<Part> parts;

  ClusterJob(JavaSparkContext spark, Plan plan, List<Part> parts) {
    this.spark = spark;
    this.plan = spark.broadcast(plan);
    this.parts = parts;
  }

  /** The parts that are not done yet. */
  List<Part> open() {
    return parts.stream().filter(part -> !plan.value().files(part).done()).toList();
  }

  /**
   * Does what is not done yet.
   *
   * @param allowance what all of it may cost together, divided among the parts beforehand
   * @return how each part ended that was not done
   */
  List<PartTask.Ended> ask(Allowance allowance) {
    List<Part> open = open();
    if (open.isEmpty()) {
      return List.of();
    }
    List<Asked> asked = new ArrayList<>();
    for (Part part : open) {
      asked.add(new Asked(part, Share.of(allowance, asked.size(), open.size())));
    }
    Broadcast<Plan> told = plan;
    return spark
        .parallelize(asked, asked.size())
        .map(one -> PartTask.run(told.value(), one.part(), one.share().now()))
        .collect();
  }

  private record Asked(Part part, Share share) implements Serializable {}

  /**
   * What a part may spend.
   *
   * @param requests -1 for any number
   * @param tokens -1 for any number
   * @param dollars -1 for any amount
   * @param cache whether answers that were paid for before may be used again
   */
  private record Share(long requests, long tokens, double dollars, boolean cache)
      implements Serializable {

    static Share of(Allowance whole, int index, int parts) {
      return new Share(
          share(whole.requests(), index, parts),
          share(whole.tokens(), index, parts),
          whole.dollars().isPresent() ? whole.dollars().getAsDouble() / parts : -1,
          whole.cache());
    }

    private static long share(OptionalLong whole, int index, int parts) {
      return whole.isEmpty()
          ? -1
          : whole.getAsLong() / parts + (index < whole.getAsLong() % parts ? 1 : 0);
    }

    /**
     * All of it for the first who begins the part, nothing for who comes after a machine was lost:
     * what that one spent nobody knows, and a limit holds for the whole job.
     */
    Allowance now() {
      TaskContext task = TaskContext.get();
      boolean limited = requests >= 0 || tokens >= 0 || dollars >= 0;
      boolean again = task.attemptNumber() > 0 || task.stageAttemptNumber() > 0;
      return new Allowance(
          limited && again ? OptionalLong.of(0) : optional(requests),
          optional(tokens),
          dollars < 0 ? OptionalDouble.empty() : OptionalDouble.of(dollars),
          cache);
    }

    private static OptionalLong optional(long value) {
      return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }
  }

  /**
   * The figures, once all parts are done; kept in the job's folder.
   *
   * @param drawn whether their intervals are made by resampling
   */
  Scorecard score(boolean drawn) throws IOException {
    Plan told = plan.value();
    PartSums whole = together(PartFiles::sums, PartSums::plus);
    PartScoring.Spread spread =
        together(
            files -> files.plan().scoring().spread(PartTable.rows(files.table()), whole),
            PartScoring.Spread::plus);
    Optional<Replicates> replicates =
        drawn
            ? Optional.of(
                together(
                    files -> files.plan().scoring().replicates(PartTable.rows(files.table())),
                    Replicates::plus))
            : Optional.empty();
    Scorecard scorecard =
        told.scoring()
            .scorecard(
                told.knowing().map(so -> so.name(told.predictor())).orElse(told.predictor()),
                told.files(parts.get(0)).run().manifest().learnedFrom(),
                told.knowing(),
                whole,
                spread,
                replicates);
    AtomicFile.write(
        Path.of(told.out(), SCORECARD), Json.pretty(ScorecardJson.write(List.of(scorecard))));
    return scorecard;
  }

  private <T extends Serializable> T together(
      Function<PartFiles, T> summary, Function2<T, T, T> plus) {
    Broadcast<Plan> told = plan;
    int slices = Math.min(SLICES, parts.size());
    List<T> sums =
        spark
            .parallelize(parts, slices)
            .mapPartitions(
                some -> {
                  T sum = summary.call(told.value().files(some.next()));
                  while (some.hasNext()) {
                    sum = plus.call(sum, summary.call(told.value().files(some.next())));
                  }
                  return List.of(sum).iterator();
                })
            .collect();
    T sum = sums.get(0);
    try {
      for (T more : sums.subList(1, sums.size())) {
        sum = plus.call(sum, more);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return sum;
  }
}
