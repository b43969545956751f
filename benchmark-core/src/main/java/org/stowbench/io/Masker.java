package org.stowbench.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes keys out of texts from outside: whoever was sent a key may quote it, and what they say is
 * kept. A key goes in whatever form it comes: as it is, as in JSON (perhaps within JSON), as in an
 * address ({@code %2f}), or within Base64, as {@code Authorization: Basic} has it.
 */
public final class Masker {

  /** Servers that need no key are given a word for one, which may well stand in a reply. */
  private static final int SHORTEST = 6;

  private static final String MASK = "[key]";
  private static final int ALIGNMENTS = 3;

  private static final Pattern NAME =
      Pattern.compile(
          "(.*_)?(KEY|APIKEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?)", Pattern.CASE_INSENSITIVE);

  /** The process' own, which never changes. */
  private static final Masker ENVIRONMENT = ofEnvironment(System.getenv());

  private final Optional<Pattern> forms;

  private Masker(Stream<String> keys) {
    String all =
        keys.filter(key -> key.length() >= SHORTEST)
            .distinct()
            .sorted((a, b) -> b.length() - a.length()) // a key may begin another
            .flatMap(key -> forms(key).stream())
            .collect(Collectors.joining("|"));
    this.forms = all.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(all));
  }

  /** What takes out these keys; one of fewer than 6 characters is a placeholder and stays. */
  public static Masker of(Collection<String> keys) {
    return new Masker(keys.stream());
  }

  /** What takes out the values of variables that are named like one: {@code ..._KEY, ..._TOKEN}. */
  static Masker ofEnvironment(Map<String, String> variables) {
    return new Masker(
        variables.entrySet().stream()
            .filter(variable -> NAME.matcher(variable.getKey()).matches())
            .map(variable -> variable.getValue().strip()));
  }

  /** What takes out the keys in this process' environment. */
  public static Masker environment() {
    return ENVIRONMENT;
  }

  /** A text without keys. */
  public String mask(String text) {
    return forms.map(pattern -> pattern.matcher(text).replaceAll(MASK)).orElse(text);
  }

  /** The same for text in UTF-8, or in what is none. */
  public byte[] mask(byte[] text) {
    if (forms.isEmpty()) {
      return text;
    }
    String bytes = new String(text, StandardCharsets.ISO_8859_1); // a character a byte
    String masked = mask(bytes);
    return masked.equals(bytes) ? text : masked.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A JSON value whose texts, numbers and names of fields hold no key. */
  public JsonNode mask(JsonNode json) {
    if (forms.isEmpty()) {
      return json;
    }
    if (json instanceof ObjectNode object) {
      ObjectNode masked = Json.object();
      object.properties().forEach(f -> masked.set(mask(f.getKey()), mask(f.getValue())));
      return masked;
    }
    if (json instanceof ArrayNode list) {
      ArrayNode masked = Json.list();
      list.forEach(one -> masked.add(mask(one)));
      return masked;
    }
    String text = json.asText();
    String masked = mask(text);
    return masked.equals(text) ? json : TextNode.valueOf(masked);
  }

  /** Whether a text holds a key. */
  public boolean finds(String text) {
    return forms.filter(pattern -> pattern.matcher(text).find()).isPresent();
  }

  private static List<String> forms(String key) {
    String bytes = new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    List<String> forms = new ArrayList<>();
    forms.add("(?i:" + bytes.chars().mapToObj(Masker::plain).collect(Collectors.joining()) + ")");
    for (int before = 0; before < ALIGNMENTS; before++) {
      base64(bytes, before).ifPresent(forms::add);
    }
    return forms;
  }

  /** A character as it is, as in JSON, perhaps within JSON ({@code \/}), or as {@code %2f}. */
  private static String plain(int character) {
    String plain = Pattern.quote(Character.toString(character));
    return "(?:%s%s|\\\\+u%04x|%%%02x)"
        .formatted(
            Character.isLetterOrDigit(character) ? "" : "\\\\*", plain, character, character);
  }

  /**
   * What the key alone makes of Base64 behind so many bytes, with the signs that it has part in.
   */
  private static Optional<String> base64(String key, int before) {
    byte[] bytes = ("\0".repeat(before) + key).getBytes(StandardCharsets.ISO_8859_1);
    String text = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    int from = (before * 8 + 5) / 6;
    int to = bytes.length * 8 / 6;
    if (to - from < SHORTEST) {
      return Optional.empty();
    }
    String whole =
        text.substring(from, to)
            .chars()
            .mapToObj(
                c ->
                    switch (c) {
                      case '+' -> "(?:\\+|-|%2[bB])";
                      case '/' -> "(?:\\\\*/|_|%2[fF])";
                      default -> Character.toString(c);
                    })
            .collect(Collectors.joining());
    return Optional.of("[A-Za-z0-9+/_-]{0,2}" + whole + "[A-Za-z0-9+/_-]{0,2}={0,2}");
  }
}
