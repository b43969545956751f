package org.stowbench.predictors.llm.chat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowbench.prediction.Usage;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.Spending;

/** Someone who replies. Safe from several threads. */
public interface Chat extends AutoCloseable {

  /**
   * Asks, and waits for the reply.
   *
   * @throws ChatException if there is no reply to this request; another request may well get one
   * @throws org.stowbench.predictor.RunStoppedException if no request will get one
   * @throws InterruptedException if the run is being stopped
   */
  ModelReply ask(ModelRequest request) throws InterruptedException;

  /**
   * Asks for several replies to the same messages in one request, where the provider takes that: so
   * it counts the messages once.
   *
   * @param requests one or more, alike but for the sample
   * @return replies by sample; those that are missing are to be asked for one by one
   * @throws ChatException if there is none; single requests may get one
   */
  default Map<Integer, ModelReply> askTogether(List<ModelRequest> requests)
      throws InterruptedException {
    return Map.of();
  }

  /**
   * What a reply will take.
   *
   * @param usual roughly
   * @param most what it may take
   */
  record Estimate(Usage usual, Usage most) {

    /** Nothing, for what is paid for or not counted. */
    public static final Estimate NONE = new Estimate(Usage.NONE, Usage.NONE);
  }

  /** What a reply to a request will take, without asking. */
  default Estimate estimate(ModelRequest request) {
    return Estimate.NONE;
  }

  /** Hears that the reply to a request was of no use, so that nobody is given it again. */
  default void discard(ModelRequest request) {}

  /** Whether requests are really put to a model; not where answers given before are played back. */
  default boolean asks() {
    return true;
  }

  /**
   * What replies were learned from.
   *
   * @param shown what the messages show; what the model itself was made from, its makers do not say
   */
  default LearnedFrom learnedFrom(LearnedFrom shown) {
    return shown.and(LearnedFrom.NOT_DECLARED);
  }

  /** What was spent so far; empty where nothing costs anything. */
  default Optional<Spending.Spent> spent() {
    return Optional.empty();
  }

  /** What keeps replies from coming at this moment; a line, safe to show. */
  default Optional<String> now() {
    return Optional.empty();
  }

  /** What its user should know besides the replies; a line each, safe to show. */
  default List<String> notices() {
    return List.of();
  }

  @Override
  default void close() {}
}
