package org.stowbench.datasets.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.stowbench.io.TextForm;

/** How simulators spell what people say in words: {@code ButterKnife}, {@code kitchen_cabinet}. */
final class ObjectNames {

  private static final Pattern BETWEEN =
      Pattern.compile("[_\\s]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
  private static final Pattern ACRONYM = Pattern.compile("[A-Z0-9]{2,}");

  private ObjectNames() {}

  /** In words: {@code butter knife}, {@code TV stand}; as it stands where it has none. */
  static String words(String name) {
    String words =
        Arrays.stream(BETWEEN.split(name))
            .filter(word -> !TextForm.isBlank(word))
            .map(word -> ACRONYM.matcher(word).matches() ? word : word.toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" "));
    return words.isEmpty() ? TextForm.strip(name) : words;
  }
}
