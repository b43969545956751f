package org.stowbench.predictors.llm.scene;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;

/** Under which number, from 1, a model knows each container. */
public final class Numbering {

  private final TreeMap<Integer, Integer> idOf = new TreeMap<>();

  private Numbering() {}

  private void add(int number, int id) {
    idOf.putIfAbsent(number, id);
  }

  /** Every container of the scene, in its order: number 1 is container 0. */
  public static Numbering ours(Scene scene) {
    Numbering numbering = new Numbering();
    for (Container container : scene.containers()) {
      numbering.add(container.id() + 1, container.id());
    }
    return numbering;
  }

  /**
   * The numbers of the source's own prompts, for answers that others recorded; {@link #ours} where
   * the source has none.
   */
  public static Numbering ofSource(Scene scene) {
    Numbering numbering = new Numbering();
    for (Container container : scene.containers()) {
      container.promptNumber().ifPresent(number -> numbering.add(number, container.id()));
    }
    return numbering.idOf.isEmpty() ? ours(scene) : numbering;
  }

  /** The container of a number; empty if it is none's. */
  public OptionalInt container(int number) {
    Integer id = idOf.get(number);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /** The number of a container; empty if it has none. */
  public OptionalInt number(int container) {
    return idOf.entrySet().stream()
        .filter(entry -> entry.getValue() == container)
        .mapToInt(Map.Entry::getKey)
        .findFirst();
  }

  /** Which numbers there are, in words. */
  public String range() {
    return idOf.isEmpty() ? "none" : idOf.firstKey() + " to " + idOf.lastKey();
  }
}
