package org.stowbench.predictors.learned.ranker;

import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.List;
import java.util.function.IntConsumer;
import org.stowbench.input.InputLocation;
import org.stowbench.input.InvalidInputException;
import org.stowbench.predictors.learned.choice.Example;
import org.stowbench.predictors.learned.choice.Softmax;

/**
 * Grows a forest with LightGBM under a listwise softmax: the loss of a query is the cross-entropy
 * of its votes' shares {@code y} with {@code p = softmax(scores)}, whose gradient is {@code p - y}
 * and the diagonal of whose Hessian is {@code p (1 - p)}.
 */
final class ForestGrower {

  /** A row that the model is sure of must not get steps without bound. */
  private static final double LEAST_HESSIAN = 1e-3;

  private ForestGrower() {}

  /**
   * Grows a forest.
   *
   * @param examples one or more
   * @param columns turns an example's rows into what the trees see
   * @param grown hears how many trees there are so far
   * @return LightGBM's text
   * @throws InvalidInputException if LightGBM cannot run on this machine
   * @throws InterruptedException if the thread is interrupted
   */
  static String grow(
      List<Example> examples, Columns columns, TreeSettings settings, long seed, IntConsumer grown)
      throws InterruptedException {
    int rows = examples.stream().mapToInt(example -> example.scene().count()).sum();
    int width = columns.names().size();
    float[] matrix = new float[Math.multiplyExact(rows, width)];
    int at = 0;
    for (Example example : examples) {
      float[] item = columns.item(example.item());
      for (int row = 0; row < example.scene().count(); row++) {
        columns.write(example.scene().row(row), item, matrix, at);
        at += width;
      }
    }
    String parameters = settings.parameters(seed);
    try (LGBMDataset data =
        LGBMDataset.createFromMat(matrix, rows, width, true, parameters, null)) {
      data.setFeatureNames(columns.names().toArray(String[]::new));
      data.setField("label", new float[rows]);
      try (LGBMBooster booster = LGBMBooster.create(data, parameters)) {
        float[] gradient = new float[rows];
        float[] hessian = new float[rows];
        double[] scores = new double[rows];
        for (int tree = 0; tree < settings.trees(); tree++) {
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
          derive(examples, scores, gradient, hessian);
          if (booster.updateOneIterCustom(gradient, hessian)) {
            break;
          }
          scores = booster.getPredict(0);
          grown.accept(tree + 1);
        }
        return withoutParameters(
            booster.saveModelToString(0, -1, LGBMBooster.FeatureImportanceType.GAIN));
      }
    } catch (LGBMException e) {
      throw new IllegalStateException("LightGBM failed: " + e.getMessage(), e);
    } catch (LinkageError e) {
      throw noNative(e);
    }
  }

  private static InvalidInputException noNative(LinkageError e) {
    return new InvalidInputException(
        InputLocation.of("predictor ranker"),
        "cannot learn on this machine, since LightGBM's native library does not load (%s); use logit, which needs none, or ranker:model=FILE with a model trained elsewhere"
            .formatted(InvalidInputException.excerpt(String.valueOf(e.getMessage()))),
        e);
  }

  private static void derive(
      List<Example> examples, double[] scores, float[] gradient, float[] hessian) {
    int from = 0;
    double[] p = new double[0];
    for (Example example : examples) {
      int count = example.scene().count();
      if (p.length < count) {
        p = new double[count];
      }
      Softmax.of(scores, from, count, 1, p);
      for (int row = 0; row < count; row++) {
        gradient[from + row] = (float) (p[row] - example.shares()[row]);
        hessian[from + row] = (float) Math.max(LEAST_HESSIAN, p[row] * (1 - p[row]));
      }
      from += count;
    }
  }

  /** Cuts off what is not trees nor importance. */
  private static String withoutParameters(String text) {
    int parameters = text.indexOf("\nparameters:");
    return parameters < 0 ? text : text.substring(0, parameters + 1);
  }
}
