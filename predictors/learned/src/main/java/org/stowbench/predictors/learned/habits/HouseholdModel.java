package org.stowbench.predictors.learned.habits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.stowbench.predictor.Training;
import org.stowbench.predictors.learned.archive.ModelArchive;
import org.stowbench.predictors.learned.choice.ChoiceModel;
import org.stowbench.predictors.learned.choice.Example;
import org.stowbench.predictors.learned.choice.Newton;
import org.stowbench.predictors.learned.choice.TrainingExamples;
import org.stowbench.predictors.learned.features.SceneFeatures;
import org.stowbench.predictors.learned.features.SceneRows;
import org.stowbench.predictors.learned.items.ItemLexicon;
import org.stowbench.query.Answer;
import org.stowbench.query.ItemName;
import org.stowbench.query.KnownPlacement;

/** A model that uses what is known of a household; where nothing is, it says what its base says. */
public final class HouseholdModel implements ChoiceModel {

  /** With so many others of its household is an item learned at most; keeps training linear. */
  private static final int MOST_OTHERS = 8;

  private final ChoiceModel base;
  private final Ties ties;
  private final Habits habits;

  private HouseholdModel(ChoiceModel base, Ties ties, Habits habits) {
    this.base = base;
    this.ties = ties;
    this.habits = habits;
  }

  /** Says what each example's probabilities are, by a model that has not seen its household. */
  @FunctionalInterface
  public interface Unseen {

    /** One array an example, in their order. */
    List<double[]> probabilities() throws InterruptedException;
  }

  /**
   * Learns how items of one household go together.
   *
   * @param base fitted to the same examples
   * @param unseen is asked only where there is something to learn
   * @return empty where no household was asked for two items in one scene
   */
  public static Optional<HouseholdModel> learn(
      ChoiceModel base,
      TrainingExamples examples,
      Unseen unseen,
      SceneFeatures features,
      Training training)
      throws InterruptedException {
    List<List<Integer>> households = households(examples.all());
    if (households.isEmpty()) {
      return Optional.empty();
    }
    Ties ties = new Ties(features);
    List<double[]> expected = unseen.probabilities();
    TreeMap<Habits.Pair, List<Newton.Choice>> byPair = new TreeMap<>();
    for (List<Integer> household : households) {
      double[][][] tied = ties.of(examples.all().get(household.get(0)).scene());
      for (int at = 0; at < household.size(); at++) {
        int asked = household.get(at);
        Example example = examples.all().get(asked);
        int others = Math.min(MOST_OTHERS, household.size() - 1);
        for (int next = 1; next <= others; next++) {
          int other = household.get((at + next) % household.size());
          Example told = examples.all().get(other);
          if (!ItemName.same(example.item(), told.item())) {
            double[][] news =
                new Surprise(told.item(), told.shares(), expected.get(other)).news(tied);
            byPair
                .computeIfAbsent(pair(examples.items(), example, told), pair -> new ArrayList<>())
                .add(new Newton.Choice(news, Habits.logs(expected.get(asked)), example.shares()));
          }
        }
      }
    }
    return byPair.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new HouseholdModel(
                base, ties, Habits.fit(ItemLexicon.bundled(), examples.items(), byPair, training)));
  }

  /** Examples of one household and one scene, by number; only where there are several. */
  private static List<List<Integer>> households(List<Example> examples) {
    Map<SceneRows, Map<String, List<Integer>>> all = new IdentityHashMap<>();
    List<List<Integer>> inOrder = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      Example example = examples.get(i);
      all.computeIfAbsent(example.scene(), scene -> new TreeMap<>())
          .computeIfAbsent(
              example.household(),
              household -> {
                List<Integer> numbers = new ArrayList<>();
                inOrder.add(numbers);
                return numbers;
              })
          .add(i);
    }
    inOrder.removeIf(numbers -> numbers.size() < 2);
    return inOrder;
  }

  private static Habits.Pair pair(List<String> items, Example one, Example other) {
    return Habits.Pair.of(items.indexOf(one.item()), items.indexOf(other.item()));
  }

  /** The files of a model's archive that hold what was learned beside the base. */
  public Map<String, String> files() {
    return habits.files();
  }

  /** A base with what {@link #files} gave; the base alone where a model has learned nothing. */
  public static ChoiceModel read(ChoiceModel base, ModelArchive archive, SceneFeatures features) {
    Optional<Habits> habits = Habits.read(archive, ItemLexicon.bundled());
    return habits.isEmpty() ? base : new HouseholdModel(base, new Ties(features), habits.get());
  }

  @Override
  public boolean usesKnown() {
    return true;
  }

  @Override
  public double[] probabilities(SceneRows scene, String item) {
    return base.probabilities(scene, item);
  }

  @Override
  public double[] probabilities(SceneRows scene, String item, List<KnownPlacement> known) {
    double[] before = base.probabilities(scene, item);
    List<Surprise> found = found(scene, known);
    return found.isEmpty() ? before : habits.probabilities(ties.of(scene), item, before, found);
  }

  /** Items that are known to be in several places are in each of them alike. */
  private List<Surprise> found(SceneRows scene, List<KnownPlacement> placements) {
    List<Surprise> known = new ArrayList<>();
    for (int i = 0; i < placements.size(); i++) {
      String item = placements.get(i).item();
      if (placements.subList(0, i).stream()
          .noneMatch(before -> ItemName.same(before.item(), item))) {
        int[] rows =
            placements.stream()
                .filter(placement -> ItemName.same(placement.item(), item))
                .mapToInt(placement -> row(scene, placement.where()))
                .filter(row -> row >= 0)
                .distinct()
                .toArray();
        double[] found = new double[scene.count()];
        Arrays.stream(rows).forEach(row -> found[row] = 1.0 / rows.length);
        if (rows.length > 0) {
          known.add(new Surprise(item, found, base.probabilities(scene, item)));
        }
      }
    }
    return known;
  }

  private static int row(SceneRows scene, Answer where) {
    return where instanceof Answer.InContainer in ? scene.rowOf(in.id()) : scene.notHere();
  }
}
