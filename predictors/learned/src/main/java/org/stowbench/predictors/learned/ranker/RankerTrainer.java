package org.stowbench.predictors.learned.ranker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.stowbench.predictor.Seeds;
import org.stowbench.predictor.Training;
import org.stowbench.predictors.learned.choice.Example;
import org.stowbench.predictors.learned.choice.Temperature;

/**
 * Trains a {@link RankerModel}: several forests, each without a part of the households. Together
 * they predict better than one; and each example is unseen by one of them, which is what the
 * temperature is fitted to, without any further training.
 */
final class RankerTrainer {

  private final TreeColumns columns;
  private final TreeSettings settings;
  private final Training training;
  private int grown;

  RankerTrainer(TreeColumns columns, TreeSettings settings, Training training) {
    this.columns = columns;
    this.settings = settings;
    this.training = training;
  }

  RankerModel train(List<Example> examples) throws InterruptedException {
    int parts = settings.forests();
    int[] part = new int[examples.size()];
    for (int i = 0; i < part.length; i++) {
      long draw = Seeds.derive(training.seed(), examples.get(i).household());
      part[i] = (int) Long.remainderUnsigned(draw, parts);
    }
    List<Forest> forests = grow(new BinnedTable(examples, columns), part);
    List<double[]> unseen = new ArrayList<>();
    for (int i = 0; i < part.length; i++) {
      Example example = examples.get(i);
      unseen.add(
          RankerModel.scores(
              columns, List.of(forests.get(part[i])), example.scene(), example.item()));
    }
    return new RankerModel(columns, forests, Temperature.fit(examples, unseen));
  }

  private List<Forest> grow(BinnedTable table, int[] part) throws InterruptedException {
    Boosting boosting = new Boosting(table, settings);
    int threads = Math.min(settings.forests(), Runtime.getRuntime().availableProcessors());
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Forest>> growing = new ArrayList<>();
      for (int forest = 0; forest < settings.forests(); forest++) {
        int left = forest;
        int[] seen = IntStream.range(0, part.length).filter(i -> part[i] != left).toArray();
        // A handful of households may all be in one part; then its forest sees them all the same.
        int[] some = seen.length > 0 ? seen : IntStream.range(0, part.length).toArray();
        long seed = Seeds.derive(training.seed(), left);
        growing.add(pool.submit(() -> boosting.boost(some, seed, this::report)));
      }
      List<Forest> forests = new ArrayList<>();
      for (Future<Forest> forest : growing) {
        forests.add(forest.get());
      }
      return forests;
    } catch (ExecutionException e) {
      throw new IllegalStateException("growing trees failed", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private synchronized void report() {
    training.progress().at("growing trees", ++grown, (long) settings.trees() * settings.forests());
  }
}
