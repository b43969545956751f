package org.stowbench.datasets.labelling;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.stowbench.datasets.importing.ImportOption;
import org.stowbench.datasets.importing.ImportRequest;

/**
 * What a label's class makes it.
 *
 * @param anchors classes that are landmarks, in lower case
 */
record LabelRules(Set<String> anchors) {

  static final ImportOption ANCHORS =
      new ImportOption(
          "anchors",
          "NAME,...",
          "Classes that are landmarks and not containers. Default: sink, oven, stove,"
              + " refrigerator and their like. What has items is a container in any case.");

  private static final String COUNTERTOP = "countertop";

  private static final Set<String> USUAL =
      Set.of(
          "sink",
          "oven",
          "stove",
          "hob",
          "cooktop",
          "refrigerator",
          "fridge",
          "dishwasher",
          "microwave",
          "hood",
          "kettle",
          "toaster",
          "coffee machine");

  static LabelRules of(ImportRequest request) {
    return new LabelRules(request.option(ANCHORS.name()).map(LabelRules::names).orElse(USUAL));
  }

  private static Set<String> names(String list) {
    return Arrays.stream(list.split(","))
        .map(LabelRules::plain)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  DrawnLabel.Role role(String category) {
    String plain = plain(category);
    return anchors.contains(plain)
        ? DrawnLabel.Role.ANCHOR
        : plain.equals(COUNTERTOP) ? DrawnLabel.Role.COUNTERTOP : DrawnLabel.Role.CONTAINER;
  }
}
