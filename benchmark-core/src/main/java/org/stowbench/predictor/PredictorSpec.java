package org.stowbench.predictor;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.stowbench.io.InvalidInputException;

/**
 * A predictor as users name it: {@code name}, {@code name:key=value,key=value}, or, for predictors
 * that take an argument, {@code name:argument} with options before it, as in {@code
 * exec:workers=4,python3 planner.py}.
 *
 * @param text the whole spec as the user wrote it
 * @param name the predictor's name
 * @param options the options that were given, by name, in the order given
 * @param argument what follows the options; empty where nothing does
 * @param plugin the plug-in that the predictor comes from; empty for one that is built in
 * @param files the checksums of the files that shape its answers and those of its parts, by their
 *     names as the user wrote them; of parts' plug-ins too, as {@code plug-in NAME}
 * @param kind what answers; empty where nobody says
 */
@API(status = API.Status.STABLE, since = "0.1")
public record PredictorSpec(
    String text,
    String name,
    Map<String, String> options,
    Optional<String> argument,
    Optional<PluginOrigin> plugin,
    SortedMap<String, String> files,
    Optional<PredictorKind> kind) {

  private static final String LIKE_AN_OPTION = "[a-z][a-z0-9-]*(\\.[^=]*)?=.*";

  public PredictorSpec {
    options = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(options));
    files = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(files));
    Objects.requireNonNull(kind, "kind");
  }

  /** Of a predictor of which nobody says what answers. */
  public PredictorSpec(
      String text,
      String name,
      Map<String, String> options,
      Optional<String> argument,
      Optional<PluginOrigin> plugin,
      SortedMap<String, String> files) {
    this(text, name, options, argument, plugin, files, Optional.empty());
  }

  /** Of a predictor whose answers no file shapes. */
  public PredictorSpec(
      String text,
      String name,
      Map<String, String> options,
      Optional<String> argument,
      Optional<PluginOrigin> plugin) {
    this(text, name, options, argument, plugin, new TreeMap<>());
  }

  /** Of a predictor that is built in. */
  public PredictorSpec(
      String text, String name, Map<String, String> options, Optional<String> argument) {
    this(text, name, options, argument, Optional.empty());
  }

  /** The name in a spec: what stands before the first colon. */
  public static String nameIn(String text) {
    int colon = text.indexOf(':');
    return colon < 0 ? text : text.substring(0, colon);
  }

  /**
   * Takes a spec apart.
   *
   * @param text as the user wrote it
   * @param known the options that this predictor understands
   * @param takesArgument whether text that is no option is the predictor's argument; it is taken
   *     whole, commas and all
   * @throws InvalidInputException if the spec has an option that the predictor does not know, one
   *     twice, or an argument where none is taken
   */
  public static PredictorSpec parse(
      String text, List<PredictorOption> known, boolean takesArgument) {
    String name = nameIn(text);
    Map<String, String> options = new LinkedHashMap<>();
    String rest = text.length() > name.length() ? text.substring(name.length() + 1) : "";
    Optional<String> open = Optional.empty(); // the option whose text goes on after a comma
    while (!rest.isEmpty()) {
      int comma = rest.indexOf(',');
      String part = comma < 0 ? rest : rest.substring(0, comma);
      int equals = part.indexOf('=');
      String key = equals < 0 ? part : part.substring(0, equals);
      Optional<PredictorOption> option = known.stream().filter(o -> o.isCalled(key)).findFirst();
      if (equals > 0 && option.isPresent()) {
        if (options.put(key, part.substring(equals + 1)) != null) {
          throw new InvalidInputException(
              "predictor %s: option %s is given twice".formatted(name, key));
        }
        open = option.filter(o -> o.kind() == PredictorOption.Kind.TEXT).map(o -> key);
      } else if (open.isPresent() && !part.matches(LIKE_AN_OPTION)) {
        options.merge(open.get(), part, (value, more) -> value + "," + more);
      } else if (takesArgument) {
        return new PredictorSpec(text, name, options, Optional.of(rest));
      } else {
        throw new InvalidInputException(
            "predictor %s: %s is not an option; allowed: %s"
                .formatted(
                    name,
                    InvalidInputException.excerpt(part),
                    known.isEmpty()
                        ? "no options"
                        : known.stream()
                            .map(o -> o.name() + "=...")
                            .collect(Collectors.joining(", "))));
      }
      rest = comma < 0 ? "" : rest.substring(comma + 1);
    }
    return new PredictorSpec(text, name, options, Optional.empty());
  }

  /** The value of an option that was given. */
  public Optional<String> option(String key) {
    return Optional.ofNullable(options.get(key));
  }

  /** A yes-or-no option. */
  public boolean flag(String key, boolean otherwise) {
    String value = options.get(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.equals("true") && !value.equals("false")) {
      throw new InvalidInputException(
          "predictor %s: option %s: expected true or false, found %s"
              .formatted(name, key, InvalidInputException.excerpt(value)));
    }
    return value.equals("true");
  }

  /** An option that is one of some words; the first is the default. */
  public String choice(String key, String... allowed) {
    String text = options.getOrDefault(key, allowed[0]);
    if (!List.of(allowed).contains(text)) {
      throw new InvalidInputException(
          "predictor %s: option %s: expected %s, found %s"
              .formatted(
                  name, key, String.join(" or ", allowed), InvalidInputException.excerpt(text)));
    }
    return text;
  }

  /** An option that is a whole number from {@code least}, 0 or more, to {@code most}. */
  public int whole(String key, int otherwise, int least, int most) {
    String text = options.getOrDefault(key, Integer.toString(otherwise));
    if (text.matches("[0-9]{1,9}")) {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw new InvalidInputException(
        "predictor %s: option %s: expected %d to %d, found %s"
            .formatted(name, key, least, most, InvalidInputException.excerpt(text)));
  }

  /** An option that names a file, which need not exist. */
  public Optional<Path> file(String key) {
    return option(key).map(text -> path("option " + key + ": ", text));
  }

  /** The argument as a file's name. */
  public Path argumentFile() {
    return argument
        .map(text -> path("", text))
        .orElseThrow(() -> new InvalidInputException("predictor %s needs FILE".formatted(name)));
  }

  private Path path(String where, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new InvalidInputException(
          "predictor %s: %s%s is no file's name"
              .formatted(name, where, InvalidInputException.excerpt(text)));
    }
  }
}
