package org.stowbench.predictors.llm.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.PredictorOption;
import org.stowbench.predictor.PredictorSpec;

/**
 * Which model, and how it is asked.
 *
 * @param provider who serves it
 * @param name the model's name there
 * @param baseUrl another address than the provider's own
 * @param keyVariable the variable that holds the key; empty where none is sent
 * @param temperature 0 or more; empty for the model's own
 * @param maxOutputTokens how long a reply may get, thoughts included, 1 or more
 * @param raisedOutputTokens how long from the first on that is cut off, not less; the same where
 *     the user chose
 * @param extras what else is sent, and what is not
 * @param structured whether replies are kept to a JSON schema by the provider
 * @param timeout for one request, from first to last byte
 * @param retries how often a request is repeated that failed for a reason that may pass, 0 or more
 * @param stopAfter so many first questions that fail alike stop the run; 0 for none
 * @param concurrency how many requests at once, 1 or more
 * @param requestsPerMinute empty for as many as the provider takes
 * @param tokensPerMinute empty for as many as the provider takes
 */
public record ModelSettings(
    Provider provider,
    String name,
    Optional<String> baseUrl,
    Optional<String> keyVariable,
    OptionalDouble temperature,
    int maxOutputTokens,
    int raisedOutputTokens,
    Extras extras,
    boolean structured,
    Duration timeout,
    int retries,
    int stopAfter,
    int concurrency,
    OptionalInt requestsPerMinute,
    OptionalInt tokensPerMinute) {

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** Models that think first refuse a temperature and count their thoughts as output. */
  private static final Pattern THINKING = Pattern.compile("(?:o[0-9]|gpt-5).*");

  private static final int REPLY_TOKENS = 1024;
  private static final int THINKING_TOKENS = 16_384;
  private static final double SAMPLING_TEMPERATURE = 0.7;

  public ModelSettings {
    Objects.requireNonNull(provider, "provider");
    if (name.isBlank()) {
      throw new IllegalArgumentException("model name must not be blank");
    }
    Objects.requireNonNull(baseUrl, "baseUrl");
    Objects.requireNonNull(keyVariable, "keyVariable");
    if (!(temperature.orElse(0) >= 0 && temperature.orElse(0) <= 2)) {
      throw new IllegalArgumentException(
          "temperature " + temperature.getAsDouble() + ": must be 0 to 2");
    }
    if (maxOutputTokens < 1
        || raisedOutputTokens < maxOutputTokens
        || retries < 0
        || stopAfter < 0
        || concurrency < 1) {
      throw new IllegalArgumentException(
          "%d output tokens, %d retries, stop after %d, %d requests at once: must be at least 1, 0, 0 and 1"
              .formatted(maxOutputTokens, retries, stopAfter, concurrency));
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout: must be a thousandth of a second or more");
    }
    if (requestsPerMinute.orElse(1) < 1 || tokensPerMinute.orElse(1) < 1) {
      throw new IllegalArgumentException("a rate a minute must be 1 or more");
    }
  }

  /** The options of every predictor that asks a model. */
  public static List<PredictorOption> options() {
    List<PredictorOption> options = new ArrayList<>(ownOptions());
    options.addAll(Extras.options());
    return List.copyOf(options);
  }

  private static List<PredictorOption> ownOptions() {
    return List.of(
        new PredictorOption(
            "model",
            "PROVIDER/NAME; providers: openai, ollama, gemini, anthropic, mistral",
            "none",
            PredictorOption.Kind.TEXT),
        new PredictorOption(
            "base-url",
            "address of a server that speaks the provider's protocol, such as"
                + " http://localhost:8000/v1",
            "the provider's own"),
        new PredictorOption(
            "key-variable",
            "environment variable, or line of a .env file, that holds the key",
            "the provider's; with base-url none"),
        new PredictorOption(
            "temperature",
            "0 to 2, or none: not sent",
            "0; with samples 0.7; for openai/o* and gpt-5* its own"),
        new PredictorOption(
            "max-output-tokens",
            "longest reply, thoughts included",
            "%d, and %d as soon as a reply is cut off; for openai/o* and gpt-5* %d"
                .formatted(REPLY_TOKENS, THINKING_TOKENS, THINKING_TOKENS)),
        new PredictorOption(
            "output", "json: the provider keeps replies to a JSON schema; text: words", "json"),
        new PredictorOption("timeout", "seconds for one request", "120"),
        new PredictorOption("retries", "repeats of a request that failed but may succeed", "5"),
        new PredictorOption(
            "stop-after", "first questions that fail alike and stop the run; 0: none do", "5"),
        new PredictorOption("concurrency", "most requests at once, within --jobs", "64"),
        new PredictorOption("requests-per-minute", "rate limit", "what the provider takes"),
        new PredictorOption("tokens-per-minute", "rate limit", "what the provider takes"));
  }

  /**
   * Reads them from a spec.
   *
   * @param samples how many replies are asked for; with more than one they must be able to differ
   * @throws InvalidInputException if a value cannot be used
   */
  public static ModelSettings of(PredictorSpec spec, int samples) {
    String model =
        spec.option("model")
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "predictor %s needs a model: write %s:model=PROVIDER/NAME"
                            .formatted(spec.name(), spec.name())));
    for (String part : model.split(",", -1)) {
      if (options().stream().anyMatch(option -> option.isCalled(part))) {
        throw new InvalidInputException(
            "predictor %s: option %s has no value".formatted(spec.name(), part));
      }
    }
    int slash = model.indexOf('/');
    if (slash < 1 || slash == model.length() - 1) {
      throw new InvalidInputException(
          "predictor %s: model '%s': must be PROVIDER/NAME, such as openai/gpt-4o"
              .formatted(spec.name(), InvalidInputException.excerpt(model)));
    }
    Provider provider = Provider.of(model.substring(0, slash));
    String name = model.substring(slash + 1);
    // Anthropic's models take no temperature while they think by a budget.
    boolean thinking =
        (provider == Provider.OPENAI && THINKING.matcher(name).matches())
            || (provider == Provider.ANTHROPIC && spec.option("thinking-budget").isPresent());
    Options options = new Options(spec);
    Optional<String> baseUrl = spec.option("base-url").map(options::address);
    Optional<String> keyVariable =
        spec.option("key-variable")
            .map(options::variable)
            .or(() -> baseUrl.isPresent() ? Optional.empty() : provider.keyVariable());
    double usual = samples > 1 ? SAMPLING_TEMPERATURE : 0;
    boolean ownTemperature = spec.option("temperature").map("none"::equals).orElse(thinking);
    try {
      return new ModelSettings(
          provider,
          name,
          baseUrl,
          keyVariable,
          ownTemperature
              ? OptionalDouble.empty()
              : OptionalDouble.of(options.number("temperature", usual)),
          options.whole("max-output-tokens", thinking ? THINKING_TOKENS : REPLY_TOKENS),
          options.whole("max-output-tokens", THINKING_TOKENS),
          Extras.of(spec, provider, keyVariable.isPresent()),
          spec.choice("output", "json", "text").equals("json"),
          Duration.ofMillis(Math.round(options.number("timeout", 120) * 1000)),
          options.whole("retries", 5),
          options.whole("stop-after", 5),
          options.whole("concurrency", 64),
          options.rate("requests-per-minute"),
          options.rate("tokens-per-minute"));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("predictor %s: %s".formatted(spec.name(), e.getMessage()));
    }
  }

  /** Provider and name, as the user writes them. */
  public String model() {
    return provider.id() + "/" + name;
  }

  /** Where requests go. */
  public String url() {
    return baseUrl.orElse(provider.url());
  }

  /** Reads the values of options, and names the option where one cannot be used. */
  private record Options(PredictorSpec spec) {

    InvalidInputException refuse(String option, String allowed) {
      return new InvalidInputException(
          "predictor %s: option %s: expected %s, found %s"
              .formatted(
                  spec.name(),
                  option,
                  allowed,
                  InvalidInputException.excerpt(spec.option(option).orElse("nothing"))));
    }

    double number(String option, double otherwise) {
      try {
        double value = spec.option(option).map(Double::parseDouble).orElse(otherwise);
        if (Double.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        // refused below
      }
      throw refuse(option, "a number");
    }

    int whole(String option, int otherwise) {
      try {
        return spec.option(option).map(Integer::parseInt).orElse(otherwise);
      } catch (NumberFormatException e) {
        throw refuse(option, "a whole number");
      }
    }

    OptionalInt rate(String option) {
      return spec.option(option).isPresent()
          ? OptionalInt.of(whole(option, 0))
          : OptionalInt.empty();
    }

    /** Does not quote what it refuses: someone may have written the key itself. */
    String variable(String name) {
      if (!VARIABLE.matcher(name).matches() || name.startsWith("sk")) {
        throw new InvalidInputException(
            "predictor %s: option key-variable: must be the name of an environment variable; keys"
                    .formatted(spec.name())
                + " themselves never go on the command line");
      }
      return name;
    }

    String address(String text) {
      try {
        URI uri = new URI(text);
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (web
            && uri.getHost() != null
            && uri.getRawUserInfo() == null
            && uri.getQuery() == null) {
          return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        }
      } catch (URISyntaxException e) {
        // refused below
      }
      throw new InvalidInputException(
          "predictor %s: option base-url: must be http://HOST or https://HOST, perhaps with port"
                  .formatted(spec.name())
              + " and path, without a user, a password or a question mark (query.NAME= adds parameters)");
    }
  }
}
