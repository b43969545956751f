package org.stowbench.datasets.yolo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.YamlInput;

/**
 * The file that says what the classes are called, and which photos there are.
 *
 * @param file that file
 * @param names of the classes, by number
 * @param parts what it says where the photos are: a folder or a list each; empty where it does not
 * @param pose whether labels have points of a skeleton behind their box
 */
record YoloClasses(Path file, Map<Integer, String> names, List<String> parts, boolean pose) {

  static final String NAMES = "names";

  /** The usual names of such files, the likeliest first. */
  private static final List<String> USUAL =
      List.of("data.yaml", "data.yml", "dataset.yaml", "classes.txt", "obj.names");

  private static final List<String> PARTS = List.of("train", "val", "valid", "test");

  /** Such a file itself, or that of a folder; empty where there is none. */
  static Optional<Path> find(Path from) {
    if (!Files.isDirectory(from)) {
      return Optional.of(from).filter(YoloClasses::saysNames);
    }
    Optional<Path> usual =
        USUAL.stream().map(from::resolve).filter(YoloClasses::saysNames).findFirst();
    return usual.or(() -> anyYaml(from));
  }

  private static Optional<Path> anyYaml(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(YoloClasses::isYaml).sorted().filter(YoloClasses::saysNames).findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static boolean isYaml(Path file) {
    return file.toString().matches("(?s).*[.]ya?ml");
  }

  private static boolean saysNames(Path file) {
    if (!Files.isRegularFile(file) || !isYaml(file)) {
      String name = String.valueOf(file.getFileName());
      return Files.isRegularFile(file) && USUAL.contains(name);
    }
    try {
      JsonInput yaml = YamlInput.readAny(InputFile.of(file, FileKind.SETTINGS));
      return yaml.isObject() && yaml.has(NAMES);
    } catch (InvalidInputException e) {
      // By its usual name it is still what is damaged.
      return USUAL.contains(String.valueOf(file.getFileName()));
    }
  }

  static YoloClasses read(Path file) {
    InputFile input = InputFile.of(file, FileKind.SETTINGS);
    if (!isYaml(file)) {
      return new YoloClasses(file, lines(input), List.of(), false);
    }
    JsonInput yaml = YamlInput.readAny(input);
    Map<Integer, String> names = new TreeMap<>();
    JsonInput listed = yaml.field(NAMES);
    if (listed.isObject()) {
      for (String number : listed.names()) {
        if (!number.matches("[0-9]{1,9}")) {
          throw InvalidInputException.expected(
              listed.location().child(InvalidInputException.excerpt(number)),
              "a class's number, 0 or more",
              number);
        }
        names.put(Integer.parseInt(number), listed.field(number).key());
      }
    } else {
      listed.elements().forEach(name -> names.put(names.size(), name.key()));
    }
    if (names.isEmpty()) {
      throw listed.unexpected("the names of one or more classes");
    }
    String root = yaml.optional("path").map(JsonInput::text).orElse("");
    List<String> parts = new ArrayList<>();
    for (String part : PARTS) {
      yaml.optional(part)
          .ifPresent(
              said ->
                  (said.isList() ? said.elements() : List.of(said))
                      .stream()
                          .map(JsonInput::text)
                          .filter(path -> !path.isBlank())
                          .forEach(path -> parts.add(root + "/" + path)));
    }
    return new YoloClasses(file, names, parts, yaml.has("kpt_shape"));
  }

  private static Map<Integer, String> lines(InputFile file) {
    Map<Integer, String> names = new TreeMap<>();
    file.lines().stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(line -> names.put(names.size(), line));
    if (names.isEmpty()) {
      throw new InvalidInputException(file.location(), "empty: must have a class a line");
    }
    return names;
  }

  /** The name of a class that a label has. */
  String name(double number, InputLocation where) {
    String name = names.get((int) number);
    if (name == null || number != (int) number) {
      throw InvalidInputException.expected(
          where.child("class"),
          "the number of a class in %s: %s"
              .formatted(
                  file.getFileName(),
                  InvalidInputException.excerpt(
                      String.join(", ", names.keySet().stream().map(String::valueOf).toList()))),
          number == (int) number ? Integer.toString((int) number) : Double.toString(number));
    }
    return name;
  }
}
