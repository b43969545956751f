package org.stowbench.predictors.llm.model;

import dev.langchain4j.exception.HttpException;
import java.time.Duration;
import java.util.Optional;

/** A response that is not a success, with how long its sender asks to wait. */
final class HttpFailure extends HttpException {

  private static final long serialVersionUID = 1;

  private final transient Optional<Duration> retryAfter;

  HttpFailure(int status, String body, Optional<Duration> retryAfter) {
    super(status, body);
    this.retryAfter = retryAfter;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
