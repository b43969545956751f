package org.stowbench.query;

import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A query with what is known about its answer. The harness shows predictors the {@link #query()}
 * alone; the scorer sees all of it.
 *
 * @param query what is asked
 * @param household the home it comes from
 * @param truth where the household keeps the item: one or more containers of the scene, or not here
 * @param votes what people answered
 */
@API(status = API.Status.STABLE, since = "0.1")
public record LabeledQuery(Query query, Household household, Truth truth, Votes votes) {

  public LabeledQuery {
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(household, "household");
    Objects.requireNonNull(votes, "votes");
    truth.answers().forEach(answer -> check(query, answer, "truth"));
    for (Vote vote : votes.votes()) {
      check(query, vote.answer(), "vote of " + vote.annotator());
    }
  }

  /** A query whose item is in one place, or not here. */
  public LabeledQuery(Query query, Household household, Answer truth, Votes votes) {
    this(query, household, Truth.of(truth), votes);
  }

  /** This query with something else known of the household. */
  public LabeledQuery knowing(List<KnownPlacement> placements) {
    return new LabeledQuery(query.knowing(placements), household, truth, votes);
  }

  private static void check(Query query, Answer answer, String what) {
    if (answer instanceof Answer.InRegion) {
      throw new IllegalArgumentException(
          "query %s: %s is a free region: must be a container of the scene or not here"
              .formatted(query.id(), what));
    }
    Query.requireInScene(query.id(), query.scene(), answer, what);
  }
}
