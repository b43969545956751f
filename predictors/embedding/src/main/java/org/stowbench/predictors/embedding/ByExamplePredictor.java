package org.stowbench.predictors.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Learned;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.predictor.PredictorKind;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictors.learned.choice.Softmax;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.Container;

/**
 * Learns from what is known in the query, and nothing else, where this household keeps such things.
 * Where nothing is known of a container, its name is all there is to go by.
 */
final class ByExamplePredictor implements Predictor, Learned {

  /** How much a container's own name counts; chosen on {@code tidybot:seen}, nothing known. */
  private static final double NAME = 0.1;

  /** From scores to probabilities; chosen on {@code tidybot:seen}. */
  private static final double TEMPERATURE = 0.1;

  private final Likeness likeness;

  ByExamplePredictor(Likeness likeness) {
    this.likeness = likeness;
  }

  @Override
  public Prediction predict(Query query, PredictionContext context) {
    List<Answer> answers = new ArrayList<>();
    query.scene().containers().forEach(one -> answers.add(Answer.container(one.id())));
    answers.add(Answer.NOT_HERE);
    double[] scores = new double[answers.size()];
    for (Container container : query.scene().containers()) {
      scores[container.id()] =
          container.name().map(name -> NAME * likeness.ofNames(query.item(), name)).orElse(0.0);
    }
    if (!query.known().isEmpty()) {
      ByExampleRule rule = new ByExampleRule(likeness, query.known());
      double[] learned = rule.scores(query.item());
      for (int place = 0; place < learned.length; place++) {
        scores[answers.indexOf(rule.places().get(place))] += learned[place];
      }
    }
    double[] probabilities = Softmax.of(scores, TEMPERATURE);
    List<RankedAnswer> ranked =
        IntStream.range(0, scores.length)
            .mapToObj(i -> RankedAnswer.of(answers.get(i), probabilities[i]))
            .sorted(Comparator.comparing(one -> -one.score().orElseThrow()))
            .toList();
    boolean allAlike = Arrays.stream(scores).distinct().count() == 1;
    return Prediction.of(
        query,
        new Ranking(
            ranked,
            Ranking.Scores.PROBABILITY,
            allAlike ? Ranking.Order.TIED : Ranking.Order.STRICT));
  }

  @Override
  public LearnedFrom learnedFrom() {
    return LearnedFrom.NOTHING;
  }

  /** Makes {@code by-example}. */
  public static final class Provider implements PredictorProvider {

    @Override
    public String name() {
      return "by-example";
    }

    @Override
    public Optional<PredictorKind> kind() {
      return Optional.of(PredictorKind.BASELINE);
    }

    @Override
    public String summary() {
      return "learns the household's rule from its known placements alone, by bge-small-en-v1.5 and"
          + " WordNet";
    }

    @Override
    public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
      return new ByExamplePredictor(Likeness.bundled(name(), environment));
    }
  }
}
