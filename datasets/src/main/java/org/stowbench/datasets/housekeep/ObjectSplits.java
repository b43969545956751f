package org.stowbench.datasets.housekeep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.YamlInput;

/**
 * Which objects are in which split.
 *
 * @param places of each split, the places of its objects in the file of answers
 */
record ObjectSplits(Map<String, List<Integer>> places) {

  /** The split that is asked. */
  static final String TEST = "test";

  /** The split that may be learned from. */
  static final String TRAIN = "train";

  private static final List<String> NAMES = List.of(TEST, "val", TRAIN);

  /**
   * Reads the file of them.
   *
   * @param objects all that people were asked about
   * @throws InvalidInputException if it does not fit
   */
  static ObjectSplits read(InputFile file, List<String> objects) {
    JsonInput listed = YamlInput.read(file, List.of("objects", "scenes")).field("objects");
    YamlInput.refuseOthers(listed, NAMES);
    Map<String, Integer> known = HousekeepNames.places(objects);
    Map<Integer, String> splitOf = new HashMap<>();
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    for (String split : NAMES) {
      List<Integer> in = new ArrayList<>();
      for (JsonInput element : listed.field(split).elements()) {
        Integer object = known.get(HousekeepNames.common(element.name()));
        if (object == null) {
          throw element.unexpected("one of the objects that people were asked about");
        }
        String before = splitOf.putIfAbsent(object, split);
        if (before != null) {
          throw element.invalid(
              "%s is in %s too: must be in one split, once"
                  .formatted(InvalidInputException.excerpt(element.text()), before));
        }
        in.add(object);
      }
      places.put(split, in);
    }
    return new ObjectSplits(places);
  }
}
