package org.stowbench.scorer.misses;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What kind of mistake a wrong first answer is. Each is of one kind, as {@link MissRules} has it.
 * Where an item is kept in several containers, the kind is the first of these that fits any of
 * them.
 */
public enum Miss {

  /** There is no prediction, it failed, or nothing that it names can be opened. */
  NO_ANSWER("no prediction, a failed one, or one that names nothing that can be opened"),

  /** "Not here", though a container holds the item. */
  SAID_NOT_HERE("\"not here\", though a container holds the item"),

  /** A container or a region, though no container holds the item. */
  WAS_NOT_HERE("a place, though no container holds the item"),

  /** An outline that covers much of the true one, but not enough to count as the same. */
  DUPLICATE("an outline that overlaps the true one by IoU >= 0.25, but too little to be right"),

  /** A container above or below the true one, in the same column of containers. */
  SAME_STACK("above or below the true container, in the same column of containers"),

  /** A container beside the true one. */
  NEIGHBOUR("next to the true container, edge by edge"),

  /** Above the countertop instead of below, or below instead of above. */
  WRONG_SIDE("on the other side of the countertop"),

  /** Somewhere else in the true container's room. */
  SAME_ROOM("elsewhere in the true container's room"),

  /** In another room. */
  OTHER_ROOM("in another room"),

  /** None of these, or nothing is known of where the containers are. */
  ELSEWHERE("another container, and nothing nearer is known of where it is");

  private final String description;

  Miss(String description) {
    this.description = description;
  }

  /** What it is called before people, such as {@code same stack}. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /**
   * Several kinds before people, such as {@code same stack or neighbour}, the likeliest first.
   *
   * @param shares how much each kind is of a miss
   */
  public static String titles(Map<Miss, Double> shares) {
    return shares.entrySet().stream()
        .sorted(Map.Entry.<Miss, Double>comparingByValue().reversed())
        .map(one -> one.getKey().title())
        .collect(Collectors.joining(" or "));
  }

  /** What the first answer was, without a full stop. */
  public String description() {
    return description;
  }
}
