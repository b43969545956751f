package org.stowbench.predictor;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.stowbench.prediction.Usage;
import org.stowbench.query.Query;

/** A predictor that can tell what it would ask of a service that costs money, without asking. */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Rehearsing {

  /** Says what would be asked for a query. */
  Rehearsal rehearse(Query query);

  /**
   * The rehearsing of a whole predictor: what all its parts would ask, one after the other.
   *
   * @return empty where nothing in it asks such a service
   */
  static Optional<Rehearsing> of(Predictor predictor) {
    List<Rehearsing> able = predictor.abilities(Rehearsing.class);
    return able.isEmpty()
        ? Optional.empty()
        : Optional.of(
            query ->
                able.stream()
                    .map(one -> one.rehearse(query))
                    .reduce(Rehearsal::plus)
                    .orElseThrow());
  }

  /**
   * What would be asked.
   *
   * @param prompt the messages as text; holds item names, which are hostile input to a terminal
   * @param requests how many requests, repairs and repeats left aside, 0 or more
   * @param usage roughly what all of them would consume
   * @param most what they would consume if each took as much as it may
   */
  record Rehearsal(String prompt, int requests, Usage usage, Usage most) {

    /** One that takes what is estimated. */
    public Rehearsal(String prompt, int requests, Usage usage) {
      this(prompt, requests, usage, usage);
    }

    public Rehearsal {
      if (requests < 0) {
        throw new IllegalArgumentException(
            "rehearsal of " + requests + " requests: must be 0 or more");
      }
    }

    /** This one, then another. */
    public Rehearsal plus(Rehearsal next) {
      return new Rehearsal(
          prompt + next.prompt(),
          requests + next.requests(),
          usage.plus(next.usage()),
          most.plus(next.most()));
    }
  }
}
