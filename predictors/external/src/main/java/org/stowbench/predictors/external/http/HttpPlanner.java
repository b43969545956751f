package org.stowbench.predictors.external.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.predictors.external.planner.Fault;
import org.stowbench.predictors.external.planner.Faults;
import org.stowbench.predictors.external.planner.NoAnswerException;
import org.stowbench.predictors.external.planner.Planner;
import org.stowbench.predictors.external.planner.Question;
import org.stowbench.predictors.external.protocol.PlannerReply;
import org.stowbench.predictors.external.protocol.PlannerRequest;
import org.stowbench.predictors.external.protocol.Received;
import org.stowbench.predictors.external.protocol.RequestWriter;
import org.stowbench.predictors.external.protocol.SceneWriter;

/** A planner that is reached over HTTP: a question a request, or several that wait together. */
public final class HttpPlanner implements Planner {

  private final HttpSettings settings;
  private final Faults faults = new Faults();
  private final Post post;
  private final AtomicLong ids = new AtomicLong();
  private volatile Greeted greeted;
  private volatile boolean closed;

  /** What is known of it once it has said hello. */
  private record Greeted(
      PlannerReply.Introduction introduction, RequestWriter writer, Optional<Batches> batches) {

    void close() {
      batches.ifPresent(Batches::close);
    }
  }

  /** Prepares a planner; nothing is sent yet. */
  public HttpPlanner(HttpSettings settings) {
    this.settings = settings;
    this.post = new Post(settings, faults);
  }

  @Override
  public PlannerReply.Introduction introduction() throws InterruptedException {
    return greeted().introduction();
  }

  private Greeted greeted() throws InterruptedException {
    Greeted known = greeted;
    Greeted planner = known == null ? greet() : known;
    if (closed) {
      // Perhaps in the middle of its hello, when there was nothing to close yet.
      planner.close();
      throw new RunStoppedException("the planner was let go");
    }
    return planner;
  }

  private synchronized Greeted greet() throws InterruptedException {
    if (greeted == null) {
      try {
        PlannerReply.Introduction introduction =
            Received.parse(post.send(RequestWriter.hello())).introduction();
        greeted =
            new Greeted(
                introduction,
                new RequestWriter(
                    new SceneWriter(
                        introduction.wants(),
                        settings.photos(),
                        SceneWriter.PhotoForm.CONTENT,
                        scene -> faults.add(Fault.WITHOUT_PHOTO, scene))),
                settings.batch() > 1
                    ? Optional.of(new Batches(settings, post, faults))
                    : Optional.empty());
        greeted.batches().ifPresent(Batches::start);
      } catch (NoAnswerException | InvalidInputException e) {
        throw new RunStoppedException("the planner's hello: " + e.getMessage());
      }
    }
    return greeted;
  }

  @Override
  public PlannerReply ask(Question question) throws InterruptedException {
    Greeted planner = greeted();
    if (planner.batches().isPresent()) {
      String id = nextId();
      byte[] request = planner.writer().write(question.request(id));
      Optional<Received> answer = planner.batches().get().ask(id, request);
      if (answer.isPresent()) {
        return question.read(answer.get());
      }
      // Among others it had no answer, perhaps because of them.
    }
    return alone(question, planner);
  }

  private PlannerReply alone(Question question, Greeted planner) throws InterruptedException {
    String id = nextId();
    Received answer = Received.parse(post.send(planner.writer().write(question.request(id))));
    if (!answer.id().equals(Optional.of(id))) {
      faults.add(
          Fault.UNKNOWN_ID,
          answer.id().map(other -> "id " + InvalidInputException.excerpt(other)).orElse("no id"));
      throw new NoAnswerException("the planner answered with another id than the question's");
    }
    return question.read(answer);
  }

  private String nextId() {
    return Long.toString(ids.incrementAndGet());
  }

  @Override
  public void tell(PlannerRequest.Ended ended) {
    Greeted planner = greeted;
    if (planner != null) {
      try {
        post.send(planner.writer().write(ended));
      } catch (NoAnswerException e) {
        faults.add(Fault.NOISE, "in answer to \"end\": " + e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public List<String> notices() {
    return faults.notices();
  }

  @Override
  public void close() {
    closed = true;
    Greeted planner = greeted;
    if (planner != null) {
      planner.close();
    }
  }
}
