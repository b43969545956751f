package org.stowbench.predictors.external.planner;

import java.util.List;
import org.stowbench.predictors.external.protocol.PlannerReply;
import org.stowbench.predictors.external.protocol.PlannerRequest;

/**
 * A planner that can be asked, at the end of some wire. Safe from several threads: each waits for
 * its own answer. All methods that talk to it throw {@link
 * org.stowbench.predictor.RunStoppedException} once nothing more can be had from it.
 */
public interface Planner extends AutoCloseable {

  /** Who it is; waits until it has said so. */
  PlannerReply.Introduction introduction() throws InterruptedException;

  /**
   * Asks a question and waits for the answer.
   *
   * @throws NoAnswerException if there is none, after whatever may help was tried
   * @throws org.stowbench.io.InvalidInputException if there is one that does not fit
   */
  PlannerReply ask(Question question) throws InterruptedException;

  /** Says something that wants no answer; whether it arrives is not looked at. */
  void tell(PlannerRequest.Ended ended);

  /** What it did that it should not, a line each, without what failed a prediction. */
  List<String> notices();

  /** Says good-bye and lets go; whoever waits for an answer gets none. */
  @Override
  void close();
}
