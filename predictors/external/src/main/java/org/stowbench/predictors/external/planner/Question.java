package org.stowbench.predictors.external.planner;

import java.util.List;
import org.stowbench.predictors.external.protocol.PlannerReply;
import org.stowbench.predictors.external.protocol.PlannerRequest;
import org.stowbench.predictors.external.protocol.Received;
import org.stowbench.query.Query;
import org.stowbench.search.Opened;

/** Something to ask a planner; asked anew, it is another request with another id. */
public sealed interface Question {

  /** The request that asks it. */
  PlannerRequest request(String id);

  /**
   * Reads what was said to it.
   *
   * @throws org.stowbench.io.InvalidInputException if that does not fit
   */
  PlannerReply read(Received answer);

  /** Where is the item? */
  record Ranking(Query query, long seed) implements Question {
    @Override
    public PlannerRequest request(String id) {
      return new PlannerRequest.Rank(id, query, seed);
    }

    @Override
    public PlannerReply read(Received answer) {
      return answer.answer(query);
    }
  }

  /** What should be opened next? */
  record Step(Query query, long seed, List<Opened> opened, int budget) implements Question {
    @Override
    public PlannerRequest request(String id) {
      return new PlannerRequest.Step(id, query, seed, opened, budget);
    }

    @Override
    public PlannerReply read(Received answer) {
      return answer.move(query);
    }
  }
}
