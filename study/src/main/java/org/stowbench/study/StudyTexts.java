package org.stowbench.study;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.Sha256;
import org.stowbench.io.YamlInput;

/**
 * What the page says, by language: its words, what people agree to, and how items, places and
 * landmarks are called. A language is a file {@code LANGUAGE.yaml}; English and German ship with
 * Stowbench, and files of somebody's own add languages or replace texts in those.
 *
 * @param byLanguage the texts as the page takes them, by language tag, such as {@code en}
 * @param missing the texts that an added language does not have, by its file; they are English
 */
public record StudyTexts(Map<String, ObjectNode> byLanguage, Map<Path, List<String>> missing) {

  private static final List<String> SHIPPED = List.of("en", "de");

  /** Fields that hold names, each with what it is called in the language. */
  private static final List<String> NAMES = List.of("items", "places");

  private static final String CONSENT = "consent";
  private static final int LONGEST = 20_000;

  private static final Pattern FILE =
      Pattern.compile("([a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3})\\.ya?ml");

  public StudyTexts {
    byLanguage = Map.copyOf(byLanguage);
    missing = Collections.unmodifiableMap(new TreeMap<>(missing));
  }

  /**
   * The shipped texts, with those of a folder.
   *
   * @param folder of files of languages; empty for what ships
   * @throws InvalidInputException if it holds no such file, or one that does not fit
   */
  public static StudyTexts read(Optional<Path> folder) throws IOException {
    Map<String, ObjectNode> texts = new TreeMap<>();
    Map<Path, List<String>> missing = new TreeMap<>();
    ObjectNode english = Json.object();
    for (String language : SHIPPED) {
      ObjectNode shipped = Json.object();
      InputFile file = InputFile.resource(StudyTexts.class, "texts/" + language + ".yaml");
      YamlInput.readAny(file)
          .object()
          .properties()
          .forEach(e -> shipped.set(e.getKey(), e.getValue()));
      texts.put(language, shipped);
      if (language.equals("en")) {
        english = shipped;
      }
    }
    if (folder.isPresent()) {
      Map<String, Path> files = files(folder.get());
      if (files.isEmpty()) {
        throw new InvalidInputException(
            InputLocation.of(folder.get()), "no language in it: must hold files such as de.yaml");
      }
      for (Map.Entry<String, Path> file : files.entrySet()) {
        Path path = file.getValue();
        boolean added = !texts.containsKey(file.getKey());
        ObjectNode before = texts.getOrDefault(file.getKey(), english);
        JsonInput json = YamlInput.read(InputFile.of(path, FileKind.SETTINGS), fields(before));
        texts.put(file.getKey(), over(before, json));
        List<String> absent = new ArrayList<>();
        english.fieldNames().forEachRemaining(absent::add);
        absent.removeAll(json.names());
        if (added && !absent.isEmpty()) {
          missing.put(path, List.copyOf(absent));
        }
      }
    }
    return new StudyTexts(texts, missing);
  }

  private static Map<String, Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(InputLocation.of(folder), "must be a folder of texts");
    }
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path file : entries.sorted().toList()) {
        Matcher name = FILE.matcher(file.getFileName().toString());
        if (name.matches()) {
          files.put(name.group(1), file);
        }
      }
    }
    return files;
  }

  private static List<String> fields(ObjectNode before) {
    Set<String> fields = new LinkedHashSet<>(NAMES);
    before.fieldNames().forEachRemaining(fields::add);
    return List.copyOf(fields);
  }

  /** Texts of a file, over those that it leaves out. */
  private static ObjectNode over(ObjectNode before, JsonInput json) {
    ObjectNode texts = before.deepCopy();
    for (String field : json.names()) {
      JsonInput value = json.field(field);
      if (NAMES.contains(field)) {
        ObjectNode names = texts.withObjectProperty(field);
        value.names().forEach(name -> names.put(name, text(value.field(name))));
      } else {
        texts.put(field, text(value));
      }
    }
    return texts;
  }

  private static String text(JsonInput value) {
    String text = value.name().strip();
    if (text.length() > LONGEST) {
      throw value.invalid("expected at most %d characters".formatted(LONGEST));
    }
    return text;
  }

  /** As the page takes them: an object a language. */
  ObjectNode json() {
    ObjectNode json = Json.object();
    new TreeMap<>(byLanguage).forEach(json::set);
    return json;
  }

  /** The checksum of what is agreed to in a language; empty where there is no such language. */
  Optional<String> consent(String language) {
    return Optional.ofNullable(byLanguage.get(language))
        .map(texts -> Sha256.checksum(texts.path(CONSENT).asText()));
  }
}
