package org.stowbench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.Answer;
import org.stowbench.query.ItemName;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.Query;
import org.stowbench.scene.Scene;
import picocli.CommandLine.Option;

/** The option that tells where a household keeps other things. */
final class KnownOption {

  private static final String NOT_HERE = "not_here";

  @Option(
      names = "--known",
      paramLabel = "ITEM=PLACE",
      description =
          "Where this household keeps something else: a container's number or name, or"
              + " not_here; may be repeated. What the scene's dataset tells is known too.")
  private List<String> known = List.of();

  /**
   * The query about an item in a scene, with what is known: what was said, and of other items what
   * the dataset tells.
   *
   * @throws InvalidInputException if that does not fit the scene, or tells where the item itself is
   */
  Query query(SceneReference reference, String item) {
    Scene scene = reference.scene();
    List<KnownPlacement> placements = new ArrayList<>();
    for (String text : known) {
      int between = text.indexOf('=');
      if (between < 1 || text.substring(0, between).isBlank()) {
        throw new InvalidInputException(
            "--known %s: must be ITEM=PLACE, such as spoon=3"
                .formatted(InvalidInputException.excerpt(text)));
      }
      KnownPlacement placement =
          new KnownPlacement(
              text.substring(0, between).strip(),
              place(text, text.substring(between + 1).strip(), scene));
      for (KnownPlacement other : placements) {
        if (placement.contradicts(other)) {
          throw new InvalidInputException(
              "--known %s: another --known says that %s is %s: must not be both"
                  .formatted(
                      InvalidInputException.excerpt(text),
                      InvalidInputException.excerpt(other.item()),
                      other.where()));
        }
      }
      placements.add(placement);
    }
    List<String> said =
        Stream.concat(Stream.of(item), placements.stream().map(KnownPlacement::item)).toList();
    reference.known().stream()
        .filter(told -> said.stream().noneMatch(one -> ItemName.same(one, told.item())))
        .forEach(placements::add);
    try {
      return new Query(scene.id(), scene, item, placements);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "--known: " + InvalidInputException.excerpt(e.getMessage(), 400));
    }
  }

  private static Answer place(String text, String place, Scene scene) {
    if (place.equals(NOT_HERE)) {
      return Answer.NOT_HERE;
    }
    return Answer.container(
        PlaceName.find(
            "--known " + InvalidInputException.excerpt(text), place, scene, ", or " + NOT_HERE));
  }
}
