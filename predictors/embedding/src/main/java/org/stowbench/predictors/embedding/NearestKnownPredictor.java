package org.stowbench.predictors.embedding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.stowbench.query.Answer;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.Query;

/**
 * Where the known item is that is most alike, then where the next one is; containers of which
 * nothing is known are left to follow, equally likely. Where nothing at all is known, all are
 * alike.
 */
final class NearestKnownPredictor implements Predictor, Learned {

  private final Likeness likeness;

  NearestKnownPredictor(Likeness likeness) {
    this.likeness = likeness;
  }

  @Override
  public Prediction predict(Query query, PredictionContext context) {
    if (query.known().isEmpty()) {
      return Prediction.of(query, allAlike(query));
    }
    Map<Answer, Double> nearest = new LinkedHashMap<>();
    for (KnownPlacement placement : query.known()) {
      nearest.merge(placement.where(), likeness.of(query.item(), placement.item()), Math::max);
    }
    List<RankedAnswer> ranked =
        nearest.entrySet().stream()
            .map(place -> RankedAnswer.of(place.getKey(), place.getValue()))
            .sorted(Comparator.comparing(place -> -place.score().orElseThrow()))
            .toList();
    return Prediction.of(query, new Ranking(ranked, Ranking.Scores.RELATIVE, Ranking.Order.STRICT));
  }

  private static Ranking allAlike(Query query) {
    List<RankedAnswer> answers = new ArrayList<>();
    query
        .scene()
        .containers()
        .forEach(one -> answers.add(RankedAnswer.of(Answer.container(one.id()))));
    answers.add(RankedAnswer.of(Answer.NOT_HERE));
    return new Ranking(answers, Ranking.Scores.NONE, Ranking.Order.TIED);
  }

  @Override
  public LearnedFrom learnedFrom() {
    return LearnedFrom.NOTHING;
  }

  /** Makes {@code nearest-known}. */
  public static final class Provider implements PredictorProvider {

    @Override
    public String name() {
      return "nearest-known";
    }

    @Override
    public Optional<PredictorKind> kind() {
      return Optional.of(PredictorKind.BASELINE);
    }

    @Override
    public String summary() {
      return "where the known item is that is most alike, by bge-small-en-v1.5 and WordNet; sees"
          + " nothing else";
    }

    @Override
    public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
      return new NearestKnownPredictor(Likeness.bundled(name(), environment));
    }
  }
}
