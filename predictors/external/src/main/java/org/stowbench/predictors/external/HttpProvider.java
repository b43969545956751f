package org.stowbench.predictors.external;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.PhotoFiles;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.predictor.PredictorKind;
import org.stowbench.predictor.PredictorOption;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictors.external.http.HttpPlanner;
import org.stowbench.predictors.external.http.HttpSettings;
import org.stowbench.predictors.net.RetryPolicy;

/** Asks a planner over HTTP: {@code http:batch=8,http://robot.local:8000/plan}. */
public final class HttpProvider implements PredictorProvider {

  /** For {@link java.util.ServiceLoader}. */
  public HttpProvider() {}

  @Override
  public String name() {
    return "http";
  }

  @Override
  public Optional<PredictorKind> kind() {
    return Optional.of(PredictorKind.PLANNER);
  }

  @Override
  public String summary() {
    return "a planner of your own, on any machine, over HTTP (docs/protocol.md); told what is"
        + " known";
  }

  @Override
  public Optional<String> argument() {
    return Optional.of("URL");
  }

  @Override
  public List<PredictorOption> options() {
    List<PredictorOption> options = new ArrayList<>();
    options.add(
        new PredictorOption("batch", "questions that may stand in one request, 1 to 1024", "1"));
    options.add(
        new PredictorOption(
            "posts", "requests of several questions that may be open at once, 1 to 256", "2"));
    options.addAll(Limits.OPTIONS);
    options.add(
        new PredictorOption(
            "retries", "repeats after 5xx or a broken connection, 0 to 100; 30 after 429", "4"));
    options.add(
        new PredictorOption(
            "auth-env",
            "environment variable with the value of a header that says who asks",
            "none"));
    options.add(
        new PredictorOption(
            "auth-header", "the name of that header", HttpSettings.Authentication.USUAL_HEADER));
    return List.copyOf(options);
  }

  @Override
  public List<String> needs(Path home) {
    return List.of(
        "Messages are posted to URL: see docs/protocol.md. Options come first:"
            + " http:batch=8,http://localhost:8000/plan",
        "auth-env names a variable of the environment, or of a file .env; it holds all of the"
            + " header, such as \"Bearer ...\". It is never written or shown.");
  }

  @Override
  public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
    return create(spec, environment, RetryPolicy.of(spec.whole("retries", 4, 0, 100)));
  }

  static Predictor create(
      PredictorSpec spec, PredictorEnvironment environment, RetryPolicy patience) {
    Limits limits = Limits.of(spec);
    URI url = url(spec.argument().orElse(""));
    return new PlannerPredictor(
        new HttpPlanner(
            new HttpSettings(
                url,
                authentication(spec, environment.home(), url),
                spec.whole("batch", 1, 1, 1024),
                spec.whole("posts", 2, 1, 256),
                limits.timeout(),
                limits.longestMessage(),
                patience,
                environment.images().map(PhotoFiles::new))));
  }

  private static URI url(String text) {
    String problem;
    try {
      // "http://host/" reads as the predictor http with the argument "//host/".
      URI url = new URI(text.startsWith("//") ? "http:" + text : text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (web && url.getHost() != null && url.getFragment() == null) {
        if (url.getRawUserInfo() == null) {
          return url;
        }
        // Without the address: it holds a password.
        throw new InvalidInputException(
            "predictor http: the address must not hold a name and password: use auth-env=");
      }
      problem = "must be http://HOST/... or https://HOST/...";
    } catch (URISyntaxException e) {
      problem = "is no address";
    }
    throw new InvalidInputException(
        "predictor http: %s %s".formatted(InvalidInputException.excerpt(text), problem));
  }

  private static Optional<HttpSettings.Authentication> authentication(
      PredictorSpec spec, Path home, URI url) {
    if (spec.option("auth-env").isEmpty()) {
      if (spec.option("auth-header").isPresent()) {
        throw new InvalidInputException("predictor http: auth-header needs auth-env");
      }
      return Optional.empty();
    }
    try {
      return Optional.of(
          HttpSettings.Authentication.find(
              home,
              url,
              spec.option("auth-env").get(),
              spec.option("auth-header").orElse(HttpSettings.Authentication.USUAL_HEADER)));
    } catch (InvalidInputException e) {
      throw new InvalidInputException("predictor http: " + e.getMessage());
    }
  }
}
