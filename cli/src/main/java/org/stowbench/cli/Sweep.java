package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.stowbench.io.FileProblem;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.plugin.Predictors;
import org.stowbench.predictor.PredictorOption;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;

/**
 * Many predictors in one spec: {@code noam:prompt=prompts/*.txt,model=openai/a|openai/b} is one for
 * each prompt and model. Alternatives of an option stand between bars; an option that names a file
 * may have a pattern as its last part. What follows the options, a command say, is left alone.
 */
final class Sweep {

  private Sweep() {}

  /**
   * The specs that a text stands for, the last option varying fastest; itself where it is only one.
   *
   * @throws InvalidInputException if there is no such predictor or option, or no file fits a
   *     pattern
   */
  static List<String> of(Predictors predictors, String text) {
    PredictorProvider provider = predictors.provider(text);
    PredictorSpec spec =
        PredictorSpec.parse(text, provider.options(), provider.argument().isPresent());
    List<String> specs = List.of("");
    boolean swept = false;
    for (Map.Entry<String, String> option : spec.options().entrySet()) {
      List<String> values = values(spec, provider, option.getKey(), option.getValue());
      swept |= !values.equals(List.of(option.getValue()));
      List<String> longer = new ArrayList<>();
      for (String before : specs) {
        for (String value : values) {
          longer.add(before + (before.isEmpty() ? "" : ",") + option.getKey() + "=" + value);
        }
      }
      specs = longer;
    }
    if (!swept) {
      return List.of(text);
    }
    String rest = spec.argument().map(argument -> "," + argument).orElse("");
    return specs.stream().map(options -> spec.name() + ":" + options + rest).toList();
  }

  private static List<String> values(
      PredictorSpec spec, PredictorProvider provider, String option, String value) {
    boolean file =
        provider.options().stream()
            .anyMatch(o -> o.name().equals(option) && o.kind() == PredictorOption.Kind.FILE);
    List<String> values = new ArrayList<>();
    for (String one : value.split("\\|", -1)) {
      if (one.isBlank() && value.contains("|")) {
        throw new InvalidInputException(
            "predictor %s: option %s: expected a value before and after each |, found %s"
                .formatted(spec.name(), option, InvalidInputException.excerpt(value)));
      }
      if (file && one.matches(".*[*?\\[{].*")) {
        values.addAll(files(spec, option, one));
      } else {
        values.add(one);
      }
    }
    return values.stream().distinct().toList();
  }

  private static List<String> files(PredictorSpec spec, String option, String pattern) {
    int slash = pattern.lastIndexOf('/');
    String folder = pattern.substring(0, slash + 1);
    List<String> names = new ArrayList<>();
    try {
      if (Files.exists(Path.of(pattern))) {
        return List.of(pattern);
      }
      Path in = Path.of(folder.isEmpty() ? "." : folder);
      if (Files.isDirectory(in)) {
        try (DirectoryStream<Path> found =
            Files.newDirectoryStream(in, pattern.substring(slash + 1))) {
          found.forEach(path -> names.add(folder + path.getFileName()));
        }
      }
    } catch (InvalidPathException | PatternSyntaxException e) {
      throw new InvalidInputException(
          "predictor %s: option %s: %s is no pattern of file names"
              .formatted(spec.name(), option, InvalidInputException.excerpt(pattern)));
    } catch (IOException e) {
      throw new InvalidInputException(
          InputLocation.of(Path.of(folder)), "cannot be listed: " + FileProblem.why(e), e);
    }
    if (names.isEmpty()) {
      throw new InvalidInputException(
          "predictor %s: option %s: no file is like %s"
              .formatted(spec.name(), option, InvalidInputException.excerpt(pattern)));
    }
    names.sort(null);
    return names;
  }
}
