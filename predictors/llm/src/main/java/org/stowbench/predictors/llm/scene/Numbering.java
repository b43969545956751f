package org.stowbench.predictors.llm.scene;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.stowbench.challenge.PromptNumbers;
import org.stowbench.query.Answer;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;

/** Under which number, from 1, a model knows each container. */
public final class Numbering {

  private final TreeMap<Integer, Integer> idOf = new TreeMap<>();
  private final Map<Integer, Integer> numberOf = new HashMap<>();

  private Numbering() {}

  private void add(int number, int id) {
    idOf.put(number, id);
    numberOf.putIfAbsent(id, number);
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
   * The numbers of the challenge's own prompts, for answers that others recorded; {@link #ours}
   * where those prompts list none of the scene's containers.
   */
  public static Numbering ofSource(Scene scene) {
    Map<Integer, Integer> containers = PromptNumbers.of(scene);
    if (containers.isEmpty()) {
      return ours(scene);
    }
    Numbering numbering = new Numbering();
    new TreeMap<>(containers).forEach(numbering::add);
    return numbering;
  }

  /** The container of a number; empty if it is none's. */
  public OptionalInt container(int number) {
    Integer id = idOf.get(number);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /** The container of one of {@link #numbers}, as an answer. */
  public Answer answer(int number) {
    return Answer.container(idOf.get(number));
  }

  /** The number of a container; empty if it has none. */
  public OptionalInt number(int container) {
    Integer number = numberOf.get(container);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** All numbers, in their order. */
  public Set<Integer> numbers() {
    return Collections.unmodifiableSet(idOf.keySet());
  }

  /** All that a model may name: the numbers, and none. */
  public List<String> choices() {
    return Stream.concat(idOf.keySet().stream().map(String::valueOf), Stream.of("none")).toList();
  }

  /** Which numbers there are, in words. */
  public String range() {
    return idOf.isEmpty() ? "none" : idOf.firstKey() + " to " + idOf.lastKey();
  }
}
