package org.stowbench.predictors.llm.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.PredictorOption;
import org.stowbench.predictor.PredictorSpec;

/**
 * What users add to requests and leave out of them, whatever the provider's client knows of.
 *
 * @param headers by name; {@code {key}} in a value stands for the key
 * @param query parameters of the address by name, likewise
 * @param body values by their path in the body, such as {@code generationConfig.topP}
 * @param seed the path of the seed among them, which rises by one a sample; empty for none
 * @param omit names of parameters that are not sent, in small letters without - and _
 */
public record Extras(
    SortedMap<String, String> headers,
    SortedMap<String, String> query,
    SortedMap<String, JsonNode> body,
    String seed,
    SortedSet<String> omit) {

  /** Stands for the key in the value of a header or of a parameter of the address. */
  private static final String KEY = "{key}";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** In these, Gemini's protocol has its parameters. */
  private static final String NESTED = "generationConfig";

  /** What is called by several names, by the first of them. */
  private static final List<List<String>> SYNONYMS =
      List.of(
          List.of("maxoutputtokens", "maxtokens", "maxcompletiontokens"),
          List.of(
              "responseformat",
              "responseschema",
              "responsejsonschema",
              "responsemimetype",
              "outputformat",
              "outputconfig"));

  /** How many replies there are to be, in OpenAI's protocol. */
  private static final String SEVERAL = "n";

  private static final Set<String> NEEDED = Set.of("model", "messages", "contents");

  public Extras {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    query = Collections.unmodifiableSortedMap(new TreeMap<>(query));
    body = Collections.unmodifiableSortedMap(new TreeMap<>(body));
    omit = Collections.unmodifiableSortedSet(new TreeSet<>(omit));
  }

  /** The options for them. */
  static List<PredictorOption> options() {
    return List.of(
        new PredictorOption("seed", "sent to the model; the next samples have the next", "none"),
        new PredictorOption("top-p", "0 to 1", "the model's own"),
        new PredictorOption(
            "reasoning-effort", "how long it thinks, in the provider's word", "the model's own"),
        new PredictorOption(
            "thinking-budget", "most tokens of thoughts (gemini, anthropic)", "the model's own"),
        text("header.NAME", "a header of requests; {key} stands for the key"),
        text("query.NAME", "a parameter of the address; {key} stands for the key"),
        text("body.PATH", "any parameter, as JSON: body.chat_template_kwargs.x=true"),
        text("omit", "parameters that are not sent: temperature,max-output-tokens,..."));
  }

  private static PredictorOption text(String name, String description) {
    return new PredictorOption(name, description, "none", PredictorOption.Kind.TEXT);
  }

  /**
   * Reads them from a spec.
   *
   * @throws InvalidInputException if a value cannot be used
   */
  static Extras of(PredictorSpec spec, Provider provider, boolean hasKey) {
    SortedMap<String, JsonNode> body = new TreeMap<>();
    String seed = "";
    if (spec.option("seed").isPresent()) {
      seed =
          switch (provider) {
            case GEMINI -> NESTED + ".seed";
            case MISTRAL -> "random_seed";
            case ANTHROPIC -> throw lacks(spec, provider, "seed");
            case OPENAI, OLLAMA -> "seed";
          };
      body.put(seed, IntNode.valueOf(spec.whole("seed", 0, 0, 999_999_999)));
    }
    if (spec.option("top-p").isPresent()) {
      body.put(provider == Provider.GEMINI ? NESTED + ".topP" : "top_p", share(spec, "top-p"));
    }
    spec.option("reasoning-effort")
        .ifPresent(
            word ->
                body.put(
                    switch (provider) {
                      case GEMINI -> NESTED + ".thinkingConfig.thinkingLevel";
                      case ANTHROPIC -> "output_config.effort";
                      case OPENAI, OLLAMA, MISTRAL -> "reasoning_effort";
                    },
                    TextNode.valueOf(word)));
    if (spec.option("thinking-budget").isPresent()) {
      JsonNode tokens = IntNode.valueOf(spec.whole("thinking-budget", 0, 0, 999_999_999));
      switch (provider) {
        case GEMINI -> body.put(NESTED + ".thinkingConfig.thinkingBudget", tokens);
        case ANTHROPIC -> {
          body.put("thinking.type", TextNode.valueOf("enabled"));
          body.put("thinking.budget_tokens", tokens);
        }
        case OPENAI, OLLAMA, MISTRAL -> throw lacks(spec, provider, "thinking-budget");
      }
    }
    named(spec, "body.").forEach((path, text) -> body.put(path(spec, path), json(text)));
    Extras extras =
        new Extras(named(spec, "header."), named(spec, "query."), body, seed, omit(spec));
    extras.check(spec, hasKey);
    return extras;
  }

  private static InvalidInputException lacks(PredictorSpec spec, Provider provider, String option) {
    return new InvalidInputException(
        "predictor %s: option %s: %s has none; body.PATH= sends what a server calls it, %s"
            .formatted(
                spec.name(),
                option,
                provider.id(),
                option.equals("seed")
                    ? "if it has one"
                    : "and reasoning-effort= is a word for it"));
  }

  private static JsonNode share(PredictorSpec spec, String option) {
    JsonNode number = json(spec.option(option).orElseThrow());
    if (number.isNumber() && number.doubleValue() >= 0 && number.doubleValue() <= 1) {
      return number;
    }
    throw refuse(spec, option, "expected 0 to 1");
  }

  private static SortedMap<String, String> named(PredictorSpec spec, String prefix) {
    SortedMap<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    spec.options()
        .forEach(
            (name, value) -> {
              if (name.startsWith(prefix)) {
                values.put(name.substring(prefix.length()), value);
              }
            });
    return values;
  }

  private static String path(PredictorSpec spec, String path) {
    if (path.startsWith(".") || path.endsWith(".") || path.contains("..")) {
      throw refuse(spec, "body." + path, "expected names with a point between them");
    }
    return path;
  }

  /** What is no JSON is a text. */
  private static JsonNode json(String text) {
    try {
      JsonNode value = JSON.readTree(text);
      return value.isMissingNode() ? TextNode.valueOf(text) : value;
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }

  private static SortedSet<String> omit(PredictorSpec spec) {
    SortedSet<String> names = new TreeSet<>();
    for (String name : spec.option("omit").orElse("").split(",")) {
      String plain = plain(name);
      if (NEEDED.contains(plain)) {
        throw refuse(spec, "omit", "no request goes without model and messages");
      }
      SYNONYMS.stream()
          .filter(synonyms -> synonyms.contains(plain))
          .findFirst()
          .ifPresentOrElse(names::addAll, () -> names.add(plain));
    }
    names.remove("");
    return names;
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
  }

  private static InvalidInputException refuse(PredictorSpec spec, String option, String why) {
    return new InvalidInputException(
        "predictor %s: option %s: %s"
            .formatted(spec.name(), InvalidInputException.excerpt(option), why));
  }

  /** Values are not quoted: someone may have written the key itself. */
  private void check(PredictorSpec spec, boolean hasKey) {
    headers.forEach(
        (name, value) -> {
          if (plain(name).matches(".*(authorization|apikey|token|secret|cookie|password).*")
              && !value.contains(KEY)) {
            throw refuse(
                spec,
                "header." + name,
                "keys never go on the command line: write {key}, and key-variable= with its name");
          }
          try {
            HttpRequest.newBuilder(URI.create("http://localhost")).header(name, value);
          } catch (IllegalArgumentException e) {
            throw refuse(spec, "header." + name, "no header can be sent like this");
          }
        });
    if (sendsKey() && !hasKey) {
      throw refuse(spec, "header. or query.", "{key} needs a key: name it with key-variable=");
    }
  }

  /** Whether the key goes where the user says, and so nowhere else. */
  boolean sendsKey() {
    return Stream.of(headers, query)
        .flatMap(m -> m.values().stream())
        .anyMatch(v -> v.contains(KEY));
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return headers.isEmpty() && query.isEmpty() && body.isEmpty() && omit.isEmpty();
  }

  boolean has(String name) {
    return omit.contains(plain(name));
  }

  /**
   * Whether several replies to one request are all different, and asking for them is left to us.
   */
  boolean leaveSeveral() {
    return seed.isEmpty() && !body.containsKey(SEVERAL) && !has(SEVERAL);
  }

  /**
   * A body as it is sent.
   *
   * @param sample which of several replies is asked for, from 0
   * @param replies how many are
   */
  String changed(String text, int sample, int replies) {
    if (body.isEmpty() && omit.isEmpty() && replies == 1) {
      return text;
    }
    try {
      ObjectNode json = (ObjectNode) JSON.readTree(text);
      strip(json);
      if (json.path(NESTED) instanceof ObjectNode nested) {
        strip(nested);
      }
      if (replies > 1) {
        json.put(SEVERAL, replies);
      }
      body.forEach(
          (path, value) ->
              put(
                  json,
                  path,
                  path.equals(seed) ? IntNode.valueOf(value.intValue() + sample) : value));
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a client wrote a request that is no JSON", e);
    }
  }

  private void strip(ObjectNode json) {
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    json.remove(names.stream().filter(name -> omit.contains(plain(name))).toList());
  }

  private static void put(ObjectNode json, String path, JsonNode value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      json.set(path, value);
      return;
    }
    String name = path.substring(0, dot);
    ObjectNode inner = json.path(name) instanceof ObjectNode object ? object : json.putObject(name);
    put(inner, path.substring(dot + 1), value);
  }

  /** An address with the parameters. */
  String address(String url, UnaryOperator<String> withKey) {
    return query.isEmpty()
        ? url
        : url
            + (url.contains("?") ? "&" : "?")
            + query.entrySet().stream()
                .map(e -> encoded(e.getKey()) + "=" + encoded(withKey.apply(e.getValue())))
                .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Puts a key in its place. */
  static UnaryOperator<String> withKey(String key) {
    return value -> value.replace(KEY, key);
  }
}
