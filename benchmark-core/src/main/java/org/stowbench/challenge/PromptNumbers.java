package org.stowbench.challenge;

import java.util.SortedMap;
import java.util.TreeMap;
import org.stowbench.scene.Scene;

/**
 * The numbers, from 1, under which the challenge's own language-model prompts list a scene's
 * containers. Answers that were recorded with those prompts mean these numbers.
 */
public final class PromptNumbers {

  private PromptNumbers() {}

  /** The container of each number; empty where the prompts list none of this scene's. */
  public static SortedMap<Integer, Integer> of(Scene scene) {
    SortedMap<Integer, Integer> containers = new TreeMap<>();
    scene
        .containers()
        .forEach(
            container ->
                container
                    .promptNumber()
                    .ifPresent(number -> containers.putIfAbsent(number, container.id())));
    return containers;
  }
}
