package org.stowbench.predictors.learned.ranker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.stowbench.input.InputLocation;
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

  private static final int THREADS = 2;

  private final Columns columns;
  private final TreeSettings settings;
  private final Training training;

  RankerTrainer(Columns columns, TreeSettings settings, Training training) {
    this.columns = columns;
    this.settings = settings;
    this.training = training;
  }

  /**
   * A model and LightGBM's texts of its forests.
   *
   * @param model for asking
   * @param texts for saving
   */
  record Grown(RankerModel model, List<String> texts) {}

  Grown train(List<Example> examples) throws InterruptedException {
    int parts = settings.forests();
    int[] part =
        examples.stream()
            .mapToInt(
                example ->
                    (int)
                        Long.remainderUnsigned(
                            Seeds.derive(training.seed(), example.household()), parts))
            .toArray();
    List<String> texts = grow(examples, part);
    List<Forest> forests = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      forests.add(
          Forest.read(
              texts.get(i), columns.names().size(), InputLocation.of(RankerProvider.file(i))));
    }
    List<double[]> unseen = new ArrayList<>();
    for (int i = 0; i < part.length; i++) {
      Example example = examples.get(i);
      unseen.add(
          RankerModel.scores(
              columns, List.of(forests.get(part[i])), example.scene(), example.item()));
    }
    return new Grown(new RankerModel(columns, forests, Temperature.fit(examples, unseen)), texts);
  }

  private List<String> grow(List<Example> examples, int[] part) throws InterruptedException {
    int parts = settings.forests();
    AtomicInteger grown = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<String>> growing = new ArrayList<>();
      for (int i = 0; i < parts; i++) {
        int left = i;
        List<Example> seen = new ArrayList<>();
        for (int e = 0; e < part.length; e++) {
          if (part[e] != left) {
            seen.add(examples.get(e));
          }
        }
        // A handful of households may all be in one part; then its forest sees them all the same.
        List<Example> some = seen.isEmpty() ? examples : seen;
        growing.add(
            threads.submit(
                () ->
                    ForestGrower.grow(
                        some,
                        columns,
                        settings,
                        Seeds.derive(training.seed(), left),
                        trees -> report(grown.incrementAndGet()))));
      }
      List<String> texts = new ArrayList<>();
      for (Future<String> forest : growing) {
        texts.add(forest.get());
      }
      return texts;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private synchronized void report(int trees) {
    int total = settings.trees() * settings.forests();
    training.progress().at("growing trees", Math.min(trees, total), total);
  }
}
