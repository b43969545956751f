package org.stowbench.predictors.net;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

/**
 * The keys of this machine: environment variables, else a file {@code .env} in the working folder,
 * else one in the home folder. Lines of such a file are {@code NAME=value}, perhaps with {@code
 * export} before and quotes around the value; lines that begin with {@code #} are comments.
 */
public final class Keys {

  private static final Pattern LINE =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");

  private final Function<String, Optional<String>> environment;
  private final List<Path> files;

  public Keys(Function<String, Optional<String>> environment, List<Path> files) {
    this.environment = environment;
    this.files = List.copyOf(files);
  }

  /**
   * The keys that this process can see.
   *
   * @param home where data and caches live
   */
  public static Keys of(Path home) {
    return new Keys(
        name -> Optional.ofNullable(System.getenv(name)),
        List.of(Path.of(".env"), home.resolve(".env")));
  }

  /** Whether there is a key of this name. */
  public boolean has(String variable) {
    return find(variable).isPresent();
  }

  /**
   * The key of this name.
   *
   * @throws InvalidInputException if it cannot be sent; without it, for whoever sees the message
   */
  public Optional<Secret> find(String variable) {
    String key = "the key in " + InvalidInputException.excerpt(variable);
    Optional<String> own = environment.apply(variable).map(String::strip);
    if (own.filter(value -> !value.isEmpty()).isPresent()) {
      return own.map(value -> secret(value, InputLocation.of(key)));
    }
    for (Path file : files) {
      String value = read(file).getOrDefault(variable, "");
      if (!value.isBlank()) {
        return Optional.of(secret(value, InputLocation.of(file).child(key)));
      }
    }
    return Optional.empty();
  }

  private static Secret secret(String value, InputLocation where) {
    try {
      return new Secret(value);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          where, "must be letters, digits and signs of ASCII, on one line");
    }
  }

  private static Map<String, String> read(Path file) {
    Map<String, String> values = new HashMap<>();
    InputFile input = InputFile.of(file, FileKind.SETTINGS);
    if (!input.exists()) {
      return values;
    }
    for (String line : input.lines()) {
      Matcher matcher = LINE.matcher(line.strip());
      if (matcher.matches()) {
        values.put(matcher.group(1), unquoted(matcher.group(2).strip()));
      }
    }
    return values;
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() >= 2
            && (value.startsWith("\"") || value.startsWith("'"))
            && value.charAt(0) == value.charAt(value.length() - 1);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
