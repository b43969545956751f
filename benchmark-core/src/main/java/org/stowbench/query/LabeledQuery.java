package org.stowbench.query;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A query with what is known about its answer. The harness shows predictors the {@link #query()}
 * alone; the scorer sees all of it.
 *
 * @param query what is asked
 * @param household the home it comes from
 * @param truth where the household keeps the item: a container of the scene, or not here
 * @param votes what people answered
 */
@API(status = API.Status.STABLE, since = "0.1")
public record LabeledQuery(Query query, Household household, Answer truth, Votes votes) {

  public LabeledQuery {
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(household, "household");
    Objects.requireNonNull(votes, "votes");
    check(query, truth, "truth");
    for (Vote vote : votes.votes()) {
      check(query, vote.answer(), "vote of " + vote.annotator());
    }
  }

  private static void check(Query query, Answer answer, String what) {
    if (answer instanceof Answer.InRegion) {
      throw new IllegalArgumentException(
          "query %s: %s is a free region: must be a container of the scene or not here"
              .formatted(query.id(), what));
    }
    if (answer instanceof Answer.InContainer in && in.id() >= query.scene().containers().size()) {
      throw new IllegalArgumentException(
          "query %s: %s is container %d: scene %s has %d, numbered from 0"
              .formatted(
                  query.id(),
                  what,
                  in.id(),
                  query.scene().id(),
                  query.scene().containers().size()));
    }
    Objects.requireNonNull(answer, what);
  }
}
