package org.stowbench.predictors.llm.prompt;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Sha256;

/**
 * A prompt, from a text file in sections:
 *
 * <pre>
 * # name 1
 * --- system
 * what the model is told about its task
 * --- question
 * {item}, {scene} and {form} stand for the item, the scene in words and how to answer; {container}
 * for the number that answer=each asks about
 * --- json
 * {form} where the provider keeps replies to a JSON schema; "--- json best" for the schema of one
 * best container in place of the usual one
 * --- text
 * {form} elsewhere
 * --- repair
 * what follows a reply that cannot be read; {problem} stands for why, {form} for how to answer
 * </pre>
 *
 * The first line is the name and the version that a run records, together with a checksum of the
 * whole text. What is put in is never searched for placeholders itself: an item called {@code
 * {scene}} is just that.
 */
public final class PromptTemplate {

  /** The parts of a template; a file has each exactly once. */
  public enum Section {
    SYSTEM(Set.of()),
    QUESTION(Set.of("item", "scene", "form", "container")),
    JSON(Set.of()),
    TEXT(Set.of()),
    REPAIR(Set.of("problem", "form"));

    private final Set<String> placeholders;

    Section(Set<String> placeholders) {
      this.placeholders = placeholders;
    }

    String title() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How much of the checksum tells texts apart that people write: its first 16 digits. */
  private static final int CHECKSUM = "sha256:".length() + 16;

  private static final Pattern NAME = Pattern.compile("# ([A-Za-z0-9._-]+ [A-Za-z0-9._-]+)");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_ -]+)}");

  /** The title of the section {@code json} of a prompt that asks for one answer. */
  private static final String ONE_ANSWER = "json best";

  private final String version;
  private final boolean oneAnswer;
  private final Map<Section, String> sections;

  private PromptTemplate(String version, boolean oneAnswer, Map<Section, String> sections) {
    this.version = version;
    this.oneAnswer = oneAnswer;
    this.sections = sections;
  }

  /**
   * A template that ships with this module: {@code noam}, {@code ranking}, {@code number}, {@code
   * each}, {@code vision-mark} or {@code vision-box}.
   */
  public static PromptTemplate shipped(String name) {
    return parse(shippedText(name), InputLocation.of(name));
  }

  /** The text of a template that ships with this module, to copy and change. */
  public static String shippedText(String name) {
    return InputFile.resource(PromptTemplate.class, name + ".txt").text();
  }

  /**
   * Reads a user's template.
   *
   * @throws InvalidInputException if it cannot be read, or breaks the form
   */
  public static PromptTemplate read(Path file) {
    InputFile input = InputFile.of(file, FileKind.SETTINGS);
    return parse(input.text(), input.location());
  }

  static PromptTemplate parse(String text, InputLocation where) {
    String[] lines = text.replace("\r\n", "\n").split("\n", -1);
    Matcher name = NAME.matcher(lines[0].strip());
    if (!name.matches()) {
      throw InvalidInputException.expected(
          where.line(1), "'# NAME VERSION', such as '# noam 1'", lines[0]);
    }
    Map<Section, StringBuilder> parts = new EnumMap<>(Section.class);
    boolean oneAnswer = false;
    Section section = null;
    for (int i = 1; i < lines.length; i++) {
      if (lines[i].startsWith("--- ")) {
        String title = lines[i].substring(4).strip();
        oneAnswer |= title.equals(ONE_ANSWER);
        section = section(title, where.line(i + 1));
        if (parts.put(section, new StringBuilder()) != null) {
          throw new InvalidInputException(
              where.line(i + 1), "section " + section.title() + " is there twice");
        }
      } else if (section != null) {
        checkPlaceholders(lines[i], section, where.line(i + 1));
        parts.get(section).append(lines[i]).append('\n');
      }
    }
    Map<Section, String> sections = new EnumMap<>(Section.class);
    for (Section each : Section.values()) {
      if (!parts.containsKey(each)) {
        throw new InvalidInputException(
            where, "section '--- %s' is missing: must be there".formatted(each.title()));
      }
      sections.put(each, parts.get(each).toString().strip());
    }
    return new PromptTemplate(
        name.group(1) + " " + Sha256.checksum(text).substring(0, CHECKSUM), oneAnswer, sections);
  }

  private static Section section(String title, InputLocation where) {
    for (Section section : Section.values()) {
      if (section.title().equals(title.equals(ONE_ANSWER) ? Section.JSON.title() : title)) {
        return section;
      }
    }
    throw InvalidInputException.expected(
        where, "a section system, question, json, text or repair", title);
  }

  private static void checkPlaceholders(String line, Section section, InputLocation where) {
    Matcher found = PLACEHOLDER.matcher(line);
    while (found.find()) {
      if (!section.placeholders.contains(found.group(1))) {
        throw InvalidInputException.expected(
            where,
            section.placeholders.isEmpty()
                ? "no placeholder in section " + section.title()
                : "one of the placeholders "
                    + section.placeholders.stream().sorted().toList()
                    + " in section "
                    + section.title(),
            found.group());
      }
    }
  }

  /** Name, version and checksum, such as {@code noam 1 sha256:0123456789abcdef}. */
  public String version() {
    return version;
  }

  /**
   * Refuses a prompt in which something is missing, or would stay empty, as it is asked here.
   *
   * @param each whether every container is asked about by itself
   * @throws InvalidInputException if it has {@code {container}} and that is not so, or the other
   *     way round; or if it does not name the item
   */
  public PromptTemplate requireFor(boolean each) {
    String question = sections.get(Section.QUESTION);
    if (!question.contains("{item}")) {
      throw new InvalidInputException(
          "prompt %s: section question must have {item}".formatted(version));
    }
    if (question.contains("{container}") != each) {
      throw new InvalidInputException(
          each
              ? "prompt %s: section question must have {container} for answer=each"
                  .formatted(version)
              : "prompt %s: {container} stays empty without answer=each".formatted(version));
    }
    return this;
  }

  /** Whether it asks for one container and nothing about the others. */
  public boolean asksForOne() {
    return oneAnswer;
  }

  /** A section with its placeholders filled in, in one pass. */
  public String fill(Section section, Map<String, String> values) {
    String text = sections.get(section);
    if (section.placeholders.isEmpty()) {
      return text;
    }
    // Not replaceAll: it looks at every character of what is put in, and scenes are long.
    StringBuilder filled = new StringBuilder();
    int from = 0;
    Matcher found = PLACEHOLDER.matcher(text);
    while (found.find()) {
      filled.append(text, from, found.start()).append(values.getOrDefault(found.group(1), ""));
      from = found.end();
    }
    return filled.append(text, from, text.length()).toString();
  }
}
