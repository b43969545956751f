package org.stowbench.predictors.learned.ranker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.stowbench.predictor.Seeds;
import org.stowbench.predictor.Training;
import org.stowbench.predictors.learned.choice.Example;
import org.stowbench.predictors.learned.choice.HouseholdParts;
import org.stowbench.predictors.learned.choice.Softmax;
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

  /**
   * A model.
   *
   * @param forests that it is the mean of
   * @param unseen by example, what the one forest that has not seen its household scores its rows
   */
  record Trained(List<Forest> forests, RankerModel model, List<double[]> unseen) {

    /** Calibrated as the model is. */
    List<double[]> unseenProbabilities() {
      return unseen.stream().map(scores -> Softmax.of(scores, model.temperature())).toList();
    }
  }

  Trained train(List<Example> examples) throws InterruptedException {
    HouseholdParts parts = new HouseholdParts(examples, training.seed(), settings.forests());
    List<Forest> forests = grow(new BinnedTable(examples, columns), parts);
    List<Descent> each =
        forests.stream().map(f -> new Descent(List.of(f), columns.names().size())).toList();
    List<double[]> unseen = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      Example example = examples.get(i);
      unseen.add(each.get(parts.of(i)).scores(example.scene(), columns.item(example.item())));
    }
    RankerModel model = new RankerModel(columns, forests, Temperature.fit(examples, unseen));
    return new Trained(forests, model, List.copyOf(unseen));
  }

  private List<Forest> grow(BinnedTable table, HouseholdParts parts) throws InterruptedException {
    Boosting boosting = new Boosting(table, settings);
    int threads = Math.min(settings.forests(), Runtime.getRuntime().availableProcessors());
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Forest>> growing = new ArrayList<>();
      for (int forest = 0; forest < settings.forests(); forest++) {
        int[] some = parts.without(forest);
        long seed = Seeds.derive(training.seed(), forest);
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
