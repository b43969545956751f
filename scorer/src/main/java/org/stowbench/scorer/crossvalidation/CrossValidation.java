package org.stowbench.scorer.crossvalidation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.stowbench.ask.GuardedAsk;
import org.stowbench.ask.Needs;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictor.Learned;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictor.Seeds;
import org.stowbench.predictor.TrainableProvider;
import org.stowbench.predictor.Training;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scorer.RunScorer;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.protocols.Protocol;

/**
 * Trains on one part of a split and asks about the rest, under {@link Protocol#CONSISTENT}. A
 * household's queries are never on both sides. The same seed gives the same figures.
 *
 * <p>Progress is told stage by stage, one step a training.
 */
public final class CrossValidation {

  /** The share of the households that the learning curve is measured on: one in so many. */
  private static final int CURVE_FOLDS = 5;

  private final TrainableProvider provider;
  private final PredictorSpec spec;
  private final long seed;
  private final DatasetInfo info;
  private final QueryIndex index;
  private final Scoring scoring;

  private CrossValidation(
      Dataset dataset, TrainableProvider provider, PredictorSpec spec, long seed) {
    this.provider = Objects.requireNonNull(provider, "provider");
    this.spec = Objects.requireNonNull(spec, "spec");
    this.seed = seed;
    this.info = dataset.info();
    this.index = QueryIndex.of(dataset);
    this.scoring = Scoring.of(index, Protocol.CONSISTENT);
  }

  /**
   * Prepares for a split, which is read into memory.
   *
   * @param provider what to train
   * @param spec its options
   * @param seed governs the folds and all trainings
   */
  public static CrossValidation of(
      Dataset dataset, TrainableProvider provider, PredictorSpec spec, long seed) {
    return new CrossValidation(dataset, provider, spec, seed);
  }

  /**
   * Cross-validates: each fold is predicted by a model trained on all others.
   *
   * @param folds 2 or more, no more than there are households
   * @return all queries, each scored once
   * @throws IllegalArgumentException if there cannot be so many folds
   */
  public ScoredRun folds(int folds, Training.Progress progress) throws InterruptedException {
    return folds(folds, progress, prediction -> {});
  }

  /**
   * The same, and hands on every prediction as it is made.
   *
   * @param predictions takes them
   */
  public ScoredRun folds(int folds, Training.Progress progress, Consumer<Prediction> predictions)
      throws InterruptedException {
    Predictor predictor = inFolds(folds, progress);
    RunScorer scorer = scoring.begin().of(Learned.of(predictor));
    ask(
        predictor,
        query -> true,
        prediction -> {
          scorer.add(prediction);
          predictions.accept(prediction);
        });
    return scorer.finish(spec.text());
  }

  /**
   * Trains a model for each fold, on all others, and puts them together: a predictor that has each
   * query of the split answered by the model that has not seen its household, and can say so. It
   * knows no other queries.
   *
   * @param folds 2 or more, no more than there are households
   * @return to be closed by the caller
   * @throws IllegalArgumentException if there cannot be so many folds
   */
  public Predictor inFolds(int folds, Training.Progress progress) throws InterruptedException {
    Map<String, Integer> fold = Folds.of(index.queries(), folds, seed);
    List<Predictor> models = new ArrayList<>();
    try {
      for (int k = 0; k < folds; k++) {
        int held = k;
        models.add(
            train(
                "fold-%d-of-%d".formatted(k + 1, folds),
                query -> fold.get(query.household().id()) != held));
        progress.at("cross-validation", k + 1, folds);
      }
    } finally {
      if (models.size() < folds) {
        models.forEach(GuardedAsk::close);
      }
    }
    return new Folded(
        models,
        index.queries().stream()
            .collect(Collectors.toMap(q -> q.query().id(), q -> fold.get(q.household().id()))),
        LearnedFrom.Source.of(info, fold.keySet()).inFolds(folds));
  }

  /**
   * Leaves each item out in turn: how well is an item found that was never seen? Learned from are
   * the households that nobody asked for that item, all of them.
   *
   * @return all queries, each scored once; the figures by item are the table
   * @throws IllegalArgumentException if an item is asked for in every household, so that nothing
   *     remains to learn from
   */
  public ScoredRun leaveOneItemOut(Training.Progress progress) throws InterruptedException {
    Map<String, Set<String>> households = new TreeMap<>();
    for (LabeledQuery query : index.queries()) {
      households
          .computeIfAbsent(query.query().item(), item -> new HashSet<>())
          .add(query.household().id());
    }
    RunScorer scorer = scoring.begin();
    int done = 0;
    for (Map.Entry<String, Set<String>> left : households.entrySet()) {
      predict(
          "without-item-" + done,
          query -> !left.getValue().contains(query.household().id()),
          query -> query.query().item().equals(left.getKey()),
          scorer::add);
      progress.at("leaving items out", ++done, households.size());
    }
    return scorer.finish(spec.text());
  }

  /**
   * Learns from less: one fifth of the households is asked about; of the others, growing shares are
   * learned from, each share a part of the next.
   *
   * @param shares each above 0 and at most 1
   * @return by share in the order given, the figures over the households asked about
   * @throws IllegalArgumentException if a share is out of range
   */
  public Map<Double, ScoredRun> learningCurve(List<Double> shares, Training.Progress progress)
      throws InterruptedException {
    Map<String, Integer> fold = Folds.of(index.queries(), CURVE_FOLDS, seed);
    List<String> others = new ArrayList<>(Folds.shuffled(index.queries(), seed));
    others.removeIf(household -> fold.get(household) == 0);
    List<LabeledQuery> asked =
        index.queries().stream().filter(q -> fold.get(q.household().id()) == 0).toList();
    Scoring curve = Scoring.of(QueryIndex.of(Part.of(info, "curve", asked)), Protocol.CONSISTENT);
    Map<Double, ScoredRun> runs = new LinkedHashMap<>();
    int done = 0;
    for (double share : shares) {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException(
            "share " + share + " of the households: must be above 0 and at most 1");
      }
      int count = (int) Math.max(1, Math.round(share * others.size()));
      Set<String> some = new HashSet<>(others.subList(0, count));
      RunScorer scorer = curve.begin();
      predict(
          "share-" + share,
          query -> some.contains(query.household().id()),
          query -> fold.get(query.household().id()) == 0,
          scorer::add);
      runs.put(share, scorer.finish(spec.text()));
      progress.at("learning curve", ++done, shares.size());
    }
    return Collections.unmodifiableMap(runs);
  }

  private void predict(
      String name,
      Predicate<LabeledQuery> learned,
      Predicate<LabeledQuery> asked,
      Consumer<Prediction> predictions)
      throws InterruptedException {
    ask(train(name, learned), asked, predictions);
  }

  /** All queries, read as somebody looks at them. */
  private Dataset asked() {
    return Dataset.of(
        new DatasetInfo(info.id() + "/asked", info.checksum(), index.size(), info.simulated()),
        index.queries()::stream);
  }

  private Predictor train(String name, Predicate<LabeledQuery> learned)
      throws InterruptedException {
    Dataset part = Part.of(info, name, index.queries().stream().filter(learned).toList());
    if (part.info().queries() == 0) {
      throw new IllegalArgumentException(
          part.info().id() + ": nothing is left to learn from: must be one query or more");
    }
    Predictor trained =
        provider.train(spec, Training.of(part, Seeds.derive(seed, name))).predictor();
    try {
      Needs.require(spec.text(), trained, asked());
      return trained;
    } catch (InvalidInputException e) {
      GuardedAsk.close(trained);
      throw e;
    }
  }

  /** Asks what is asked for, then closes the predictor. */
  private void ask(
      Predictor predictor, Predicate<LabeledQuery> asked, Consumer<Prediction> predictions)
      throws InterruptedException {
    try {
      for (LabeledQuery query : index.queries()) {
        if (asked.test(query)) {
          PredictionContext context = PredictionContext.of(seed, query.query().id());
          predictions.accept(GuardedAsk.of(predictor, query.query(), context).prediction());
        }
      }
    } finally {
      GuardedAsk.close(predictor); // what goes wrong there harms no prediction
    }
  }
}
