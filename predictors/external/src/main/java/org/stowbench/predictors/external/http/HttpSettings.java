package org.stowbench.predictors.external.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.PhotoFiles;
import org.stowbench.predictors.net.Keys;
import org.stowbench.predictors.net.RetryPolicy;
import org.stowbench.predictors.net.Secret;

/**
 * How a planner is reached.
 *
 * @param url where messages are posted to
 * @param authentication the header that says who asks; empty where nobody wants to know
 * @param batch how many questions may stand in one request, 1 or more
 * @param posts how many requests of several questions may be open at once, 1 or more
 * @param timeout how long a response may take
 * @param longestMessage in bytes, for each answer
 * @param patience when requests are repeated
 * @param photos where photos are
 */
public record HttpSettings(
    URI url,
    Optional<Authentication> authentication,
    int batch,
    int posts,
    Duration timeout,
    int longestMessage,
    RetryPolicy patience,
    Optional<PhotoFiles> photos) {

  /**
   * A header that says who asks.
   *
   * @param header its name
   * @param variable the environment variable that its value is from, for messages
   * @param value the value
   */
  public record Authentication(String header, String variable, Secret value) {

    /** The header where no other is named. */
    public static final String USUAL_HEADER = "Authorization";

    /**
     * Finds the value in the environment.
     *
     * @param home where a file {@code .env} may lie too
     * @throws InvalidInputException if there is none, or it cannot be sent
     */
    public static Authentication find(Path home, URI url, String variable, String header) {
      Secret value =
          Keys.of(home)
              .find(variable)
              .orElseThrow(
                  () ->
                      new InvalidInputException(
                          "the environment variable %s is not set"
                              .formatted(InvalidInputException.excerpt(variable))));
      try {
        HttpRequest.newBuilder(url).header(header, value.value());
      } catch (IllegalArgumentException e) {
        // Without the cause: its message may quote the value.
        throw new InvalidInputException(
            "header %s with the value of %s cannot be sent"
                .formatted(
                    InvalidInputException.excerpt(header),
                    InvalidInputException.excerpt(variable)));
      }
      return new Authentication(header, variable, value);
    }
  }
}
