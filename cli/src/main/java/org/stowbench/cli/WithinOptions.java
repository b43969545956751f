package org.stowbench.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.stowbench.ask.Inquiry;
import org.stowbench.ask.Within;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.Query;
import org.stowbench.scene.Scene;
import org.stowbench.search.Contents;
import org.stowbench.search.NextStep;
import org.stowbench.search.Opened;
import picocli.CommandLine.Option;

/** The options that say where to look on: what was opened so far, and what may be opened. */
final class WithinOptions {

  @Option(
      names = "--next",
      description =
          "Say what to do next in a search: which container to open, or that the item is not here.")
  private boolean next;

  @Option(
      names = "--opened",
      paramLabel = "PLACE[=ITEM]",
      description =
          "With --next: a container that was opened without finding the item, by its number or"
              + " name, and something else that was in it; may be repeated, for several things"
              + " too.")
  private List<String> opened = List.of();

  @Option(
      names = "--exclude",
      arity = "1..*",
      paramLabel = "PLACE",
      description =
          "Containers that must not be named, by their numbers or names. They stay as likely as"
              + " they are.")
  private List<String> excluded = List.of();

  @Option(
      names = "--reachable",
      arity = "1..*",
      paramLabel = "PLACE",
      description = "Name only these containers. Default: all.")
  private List<String> reachable = List.of();

  /**
   * The question.
   *
   * @param top answers at most
   */
  Inquiry inquiry(Query query, int top) {
    Scene scene = query.scene();
    if (!next && !opened.isEmpty()) {
      throw new InvalidInputException("--opened: goes with --next");
    }
    return new Inquiry(
        query,
        new Within(
            Set.of(),
            places("--exclude", excluded, scene),
            reachable.isEmpty()
                ? Optional.empty()
                : Optional.of(places("--reachable", reachable, scene))),
        top,
        true);
  }

  /** The step that is asked for; empty where a ranking is. */
  Optional<NextStep> step(Inquiry inquiry) {
    if (!next) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new NextStep(inquiry, opened(inquiry.query().scene()), OptionalInt.empty()));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "--opened: " + InvalidInputException.excerpt(e.getMessage(), 400));
    }
  }

  private static Set<Integer> places(String option, List<String> names, Scene scene) {
    Set<Integer> places = new TreeSet<>();
    for (String name : names) {
      places.add(
          PlaceName.find(
              option + " " + InvalidInputException.excerpt(name), name.strip(), scene, ""));
    }
    return places;
  }

  /** Each container where it is first named, with all that was seen in it. */
  private List<Opened> opened(Scene scene) {
    Map<Integer, Set<String>> seen = new LinkedHashMap<>();
    for (String text : opened) {
      int between = text.indexOf('=');
      String place = between < 0 ? text : text.substring(0, between);
      String option = "--opened " + InvalidInputException.excerpt(text);
      Set<String> items =
          seen.computeIfAbsent(
              PlaceName.find(option, place.strip(), scene, ", then perhaps =ITEM"),
              container -> new TreeSet<>());
      if (between >= 0) {
        String item = text.substring(between + 1).strip();
        if (item.isEmpty()) {
          throw new InvalidInputException(
              option + ": must be PLACE or PLACE=ITEM, such as 3=spoon");
        }
        items.add(item);
      }
    }
    List<Opened> list = new ArrayList<>();
    seen.forEach(
        (container, items) ->
            list.add(
                new Opened(
                    container,
                    items.isEmpty()
                        ? Contents.EMPTY
                        : new Contents.OtherItems(List.copyOf(items)))));
    return list;
  }
}
