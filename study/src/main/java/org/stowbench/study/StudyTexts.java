package org.stowbench.study;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * What the page says, by language: its words, what people agree to, and how items are called. A
 * language is a file {@code LANGUAGE.yaml}; English and German ship with Stowbench, and files of
 * somebody's own add languages or replace texts in those.
 *
 * @param byLanguage the texts as the page takes them, by language tag, such as {@code en}
 */
public record StudyTexts(Map<String, ObjectNode> byLanguage) {

  private static final List<String> SHIPPED = List.of("en", "de");
  private static final String ITEMS = "items";
  private static final String CONSENT = "consent";
  private static final int LONGEST = 20_000;

  private static final Pattern FILE =
      Pattern.compile("([a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3})\\.ya?ml");

  public StudyTexts {
    byLanguage = Map.copyOf(byLanguage);
  }

  /**
   * The shipped texts, with those of a folder.
   *
   * @param folder of files of languages; empty for what ships
   * @throws InvalidInputException if it holds no such file, or one that does not fit
   */
  public static StudyTexts read(Optional<Path> folder) throws IOException {
    Map<String, ObjectNode> texts = new TreeMap<>();
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
        ObjectNode before = texts.getOrDefault(file.getKey(), english);
        texts.put(file.getKey(), read(file.getValue(), before));
      }
    }
    return new StudyTexts(texts);
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

  /** Texts of a file, over those that it leaves out. */
  static ObjectNode read(Path path, ObjectNode before) {
    List<String> fields = new ArrayList<>();
    before.fieldNames().forEachRemaining(fields::add);
    if (!fields.contains(ITEMS)) {
      fields.add(ITEMS);
    }
    JsonInput json = YamlInput.read(InputFile.of(path, FileKind.SETTINGS), fields);
    ObjectNode texts = before.deepCopy();
    for (String field : json.names()) {
      JsonInput value = json.field(field);
      if (field.equals(ITEMS)) {
        ObjectNode items = texts.putObject(ITEMS);
        value.names().forEach(item -> items.put(item, text(value.field(item))));
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
