package org.stowbench.ask;

import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.stowbench.geometry.PhysicalContainers;

/**
 * Among which containers of a scene one looks on. Whatever is said of a candidate holds for all
 * that are the same physical container.
 *
 * <p>That a container was opened is evidence: the item is not in it, so it is the likelier to be in
 * the others or not here. That one is excluded or out of reach says nothing about where the item
 * is: it keeps its probability, and is not named.
 *
 * @param opened those that were opened, and the item was not there
 * @param excluded those that must not be named
 * @param reachable those that alone may be named; empty where all may
 */
public record Within(Set<Integer> opened, Set<Integer> excluded, Optional<Set<Integer>> reachable) {

  /** All that there are. */
  public static final Within ANYWHERE = new Within(Set.of(), Set.of(), Optional.empty());

  public Within {
    opened = Set.copyOf(opened);
    excluded = Set.copyOf(excluded);
    reachable = reachable.map(Set::copyOf);
    Objects.requireNonNull(reachable, "reachable");
  }

  /** The same, with other containers opened. */
  public Within afterOpening(Set<Integer> containers) {
    return new Within(containers, excluded, reachable);
  }

  /** All candidates that are named here. */
  Stream<Integer> candidates() {
    return Stream.of(opened, excluded, reachable.orElse(Set.of())).flatMap(Set::stream);
  }

  /** Whether a component was opened. */
  public IntPredicate opened(PhysicalContainers physical) {
    return components(opened, physical)::get;
  }

  /** Whether a component may be named; of some that are reachable and excluded, none. */
  public IntPredicate allowed(PhysicalContainers physical) {
    BitSet out = components(excluded, physical);
    Optional<BitSet> only = reachable.map(some -> components(some, physical));
    return component -> !out.get(component) && only.map(in -> in.get(component)).orElse(true);
  }

  private static BitSet components(Set<Integer> candidates, PhysicalContainers physical) {
    BitSet components = new BitSet();
    candidates.forEach(id -> components.set(physical.of(id)));
    return components;
  }
}
