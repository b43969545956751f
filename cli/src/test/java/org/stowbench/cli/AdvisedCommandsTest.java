package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * Whatever command or option a message, a help text or a page of the docs tells people to use is
 * there. Texts are taken from the sources, so that those which hardly ever appear are read too.
 */
class AdvisedCommandsTest {

  private static final Path ROOT = Path.of("..");

  /** A text of a source, or several that are added up. */
  private static final Pattern TEXTS =
      Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"(\\s*\\+\\s*\"(?:[^\"\\\\\n]|\\\\.)*\")*");

  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");
  private static final Pattern JOIN = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z0-9-]*");
  private static final Pattern CALLED =
      Pattern.compile("\\bstowbench ([a-z]+)(?: ([a-z]+)(?=[ \"'`.,;:)\\\\]|$))?");

  /** What spark-submit and benchmarks/run understand. */
  private static final Set<String> OTHERS = Set.of("--class", "--large", "--only");

  private static final CommandLine STOWBENCH = Main.wholeCommandLine();
  private static final Set<String> COMMANDS = new TreeSet<>(GoodCalls.commands());
  private static final Set<String> OPTIONS = options(STOWBENCH);

  private static Set<String> options(CommandLine command) {
    Set<String> names = new TreeSet<>();
    command
        .getCommandSpec()
        .options()
        .forEach(
            option -> {
              names.addAll(List.of(option.names()));
              if (option.negatable()) {
                names.add("--no-" + option.longestName().substring(2));
              }
            });
    command.getSubcommands().values().forEach(sub -> names.addAll(options(sub)));
    return names;
  }

  @Test
  void messagesAdviseWhatIsThere() throws IOException {
    List<String> wrong = new ArrayList<>();
    int read = 0;
    for (Path file : files("java")) {
      String source = COMMENT.matcher(Files.readString(file)).replaceAll("");
      for (MatchResult text : TEXTS.matcher(source).results().toList()) {
        String joined = JOIN.matcher(text.group()).replaceAll("");
        read += (int) OPTION.matcher(joined).results().count();
        wrong(joined).forEach(fault -> wrong.add(file.getFileName() + ": " + fault));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(read).isGreaterThan(300);
  }

  @Test
  void docsAdviseWhatIsThere() throws IOException {
    List<String> wrong = new ArrayList<>();
    int read = 0;
    for (Path file : files("md")) {
      for (MatchResult span : CODE.matcher(Files.readString(file)).results().toList()) {
        String code = span.group(1).strip().replaceFirst("^\\./", "");
        boolean ours =
            code.startsWith("stowbench ") || code.startsWith("--") || !called(code).isEmpty();
        if (ours) {
          read++;
          wrong(code).forEach(fault -> wrong.add(file + ": " + fault));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(read).isGreaterThan(50);
  }

  /** Files of the modules that the command line is made of, or of the docs. */
  private static List<Path> files(String ending) throws IOException {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(file -> file.toString().endsWith("." + ending))
          .filter(
              file ->
                  ending.equals("md")
                      ? file.getParent().endsWith("docs") || file.endsWith("README.md")
                      : file.toString().contains("/src/main/java/org/stowbench/")
                          && !file.toString().matches("\\.\\./(spark|benchmarks|examples)/.*"))
          .filter(file -> !file.toString().contains("/target/"))
          .filter(file -> !file.toString().contains("/node_modules/"))
          .sorted()
          .toList();
    }
  }

  /** The command that a text begins with; empty for none. */
  private static String called(String text) {
    return COMMANDS.stream()
        .filter(command -> (text + " ").startsWith(command + " "))
        .reduce("", (one, other) -> one.length() > other.length() ? one : other);
  }

  /** What a text tells people to use and is not there. */
  private static List<String> wrong(String text) {
    List<String> wrong = new ArrayList<>();
    for (MatchResult call : CALLED.matcher(text).results().toList()) {
      CommandLine first = STOWBENCH.getSubcommands().get(call.group(1));
      boolean there =
          first != null
              && (call.group(2) == null
                  || !(first.getCommand() instanceof CommandGroup)
                  || first.getSubcommands().containsKey(call.group(2)));
      if (!there) {
        wrong.add("no command " + call.group());
      }
    }
    CommandLine command = STOWBENCH;
    int from = 0;
    Matcher option = OPTION.matcher(text);
    while (option.find()) {
      command = named(text.substring(from, option.start()), command);
      from = option.start();
      Set<String> known = command == STOWBENCH ? OPTIONS : options(command);
      if (!known.contains(option.group()) && !OTHERS.contains(option.group())) {
        wrong.add(
            "no option %s of %s: %s"
                .formatted(option.group(), command.getCommandSpec().qualifiedName(), text));
      }
    }
    return wrong;
  }

  /** The last command that a text names; the one before where there is none. */
  private static CommandLine named(String text, CommandLine before) {
    return COMMANDS.stream()
        .filter(command -> place(command, text) >= 0)
        .max(
            Comparator.comparingInt((String command) -> place(command, text))
                .thenComparingInt(String::length))
        .map(AdvisedCommandsTest::line)
        .orElse(before);
  }

  private static CommandLine line(String command) {
    CommandLine line = STOWBENCH;
    for (String word : command.split(" ")) {
      line = line.getSubcommands().get(word);
    }
    return line;
  }

  /** Where a command is named last. One of a single word may be a word like any other. */
  private static int place(String command, String text) {
    int called = text.lastIndexOf("stowbench " + command + " ");
    return called >= 0
        ? called + "stowbench ".length()
        : command.contains(" ") ? text.lastIndexOf(command + " ") : -1;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "To get it: stowbench datasets fetsh shic",
        "stowbench rum",
        "stowbench run --datset x",
        "datasets validate --seel accepts the change",
        "stowbench score --dataset a --seal",
        "repeat with --resum DIR"
      })
  void whatIsNotThereIsFound(String advice) {
    assertThat(wrong(advice)).hasSize(1);
  }
}
