package org.stowbench.predictors.learned.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.stowbench.predictor.Seeds;

/**
 * Examples in parts that keep households whole, so that each can be answered by a model that has
 * not seen its household.
 */
public final class HouseholdParts {

  /** Fits a model to some examples. */
  @FunctionalInterface
  public interface Fit {

    /** The model of these examples. */
    ChoiceModel to(TrainingExamples some) throws InterruptedException;
  }

  private static final int USUAL = 4;

  private final List<Example> examples;
  private final int[] part;
  private final int count;

  /** Four parts. */
  public HouseholdParts(List<Example> examples, long seed) {
    this(examples, seed, USUAL);
  }

  /**
   * Deals out households by draws from the seed and their ids.
   *
   * @param count of the parts, 2 or more
   */
  public HouseholdParts(List<Example> examples, long seed, int count) {
    this.examples = List.copyOf(examples);
    this.count = count;
    this.part =
        examples.stream()
            .mapToInt(e -> (int) Long.remainderUnsigned(Seeds.derive(seed, e.household()), count))
            .toArray();
  }

  /** The part of an example, from 0. */
  public int of(int example) {
    return part[example];
  }

  /**
   * The examples outside a part, by number; all of them where there are none, since a handful of
   * households may all be in one part.
   */
  public int[] without(int left) {
    int[] others = IntStream.range(0, part.length).filter(i -> part[i] != left).toArray();
    return others.length > 0 ? others : IntStream.range(0, part.length).toArray();
  }

  /** What models that have not seen its household say of each example. */
  public List<double[]> unseen(Fit fit) throws InterruptedException {
    List<ChoiceModel> models = new ArrayList<>();
    for (int left = 0; left < count; left++) {
      models.add(
          fit.to(
              TrainingExamples.of(IntStream.of(without(left)).mapToObj(examples::get).toList())));
    }
    List<double[]> unseen = new ArrayList<>();
    for (int i = 0; i < part.length; i++) {
      Example example = examples.get(i);
      unseen.add(models.get(part[i]).probabilities(example.scene(), example.item()));
    }
    return unseen;
  }
}
