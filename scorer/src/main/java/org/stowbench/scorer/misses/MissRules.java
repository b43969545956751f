package org.stowbench.scorer.misses;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowbench.geometry.Overlap;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Truth;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/**
 * Tells the kind of a miss, by where the true container and the answer are. Of an answer to an item
 * that is in a container, the first of these that holds is its kind:
 *
 * <ol>
 *   <li>{@link Miss#DUPLICATE}: both have regions, whose IoU is at least {@value #OVERLAPS}.
 *   <li>{@link Miss#WRONG_SIDE}: the scene says of both on which side of the countertop they are,
 *       and they are not on the same.
 *   <li>{@link Miss#SAME_STACK}: they are in one column, which is to say that their extents across
 *       share at least {@value #COLUMN} of the narrower one, and a stack leads from one to the
 *       other: containers, each in one column with the next, and at most {@value #GAP_BETWEEN} of
 *       the lower one's height apart. Containers of which the scene says that they are on another
 *       side of the countertop than the true one are in no stack of it.
 *   <li>{@link Miss#NEIGHBOUR}: along one axis they are at most {@value #EDGE} of the shorter
 *       extent apart, or overlap; along every other, they share at least as much.
 *   <li>{@link Miss#SAME_ROOM} or {@link Miss#OTHER_ROOM}: the rooms of both are known.
 *   <li>{@link Miss#ELSEWHERE}.
 * </ol>
 *
 * <p>Extents are those of the upright boxes around regions, in the photo; of containers without
 * regions, those of their boxes in the home, where across is along either axis of the floor. Where
 * one has a region and the other has none, nothing is known of how they lie. A drawn region is
 * where it was drawn, on no side and in no room.
 *
 * <p>Of an item in several containers, the kind is the one that comes first in {@link Miss}.
 */
public final class MissRules {

  /** From this IoU on, two outlines are two of one thing, or of a thing and a part of it. */
  private static final double OVERLAPS = 0.25;

  private static final double COLUMN = 0.5;
  private static final double GAP_BETWEEN = 0.5;
  private static final double EDGE = 0.25;

  private final Scene scene;
  private final Truth truth;
  private final List<Optional<Block>> blocks = new ArrayList<>();
  private final Map<Integer, BitSet> stacks = new HashMap<>();

  /** Rules for the answers to one query. Not for several threads. */
  public MissRules(LabeledQuery labeled) {
    this.scene = labeled.query().scene();
    this.truth = labeled.truth();
  }

  /**
   * The kind of a wrong answer.
   *
   * @param answer the first that counts; empty where there is none
   * @throws IllegalArgumentException if it is "not here" and that is right
   */
  public Miss of(Optional<Answer> answer) {
    if (answer.isEmpty()) {
      return Miss.NO_ANSWER;
    }
    if (answer.get().equals(Answer.NOT_HERE)) {
      if (truth.isNotHere()) {
        throw new IllegalArgumentException("\"not here\" is right: must be a miss");
      }
      return Miss.SAID_NOT_HERE;
    }
    Miss nearest = truth.isNotHere() ? Miss.WAS_NOT_HERE : Miss.ELSEWHERE;
    for (int id : truth.containers()) {
      Miss kind = kind(scene.container(id), answer.get());
      if (kind.compareTo(nearest) < 0) {
        nearest = kind;
      }
    }
    return nearest;
  }

  private Miss kind(Container right, Answer answer) {
    Optional<Container> named =
        answer instanceof Answer.InContainer in
            ? Optional.of(scene.container(in.id()))
            : Optional.empty();
    Optional<Region> drawn =
        answer instanceof Answer.InRegion in
            ? Optional.of(in.region())
            : named.flatMap(Container::region);
    if (right.region().isPresent()
        && drawn.isPresent()
        && Overlap.of(right.region().get()).iouIsAtLeast(Overlap.of(drawn.get()), OVERLAPS)) {
      return Miss.DUPLICATE;
    }
    if (named.isPresent() && isOnAnotherSide(right, named.get())) {
      return Miss.WRONG_SIDE;
    }
    Optional<Block> block = named.isPresent() ? block(named.get()) : drawn.map(Block::of);
    Optional<Block> truly = block(right);
    if (block.isPresent() && truly.filter(block.get()::isComparable).isPresent()) {
      if (truly.get().isInColumn(block.get()) && isInStack(right, block.get())) {
        return Miss.SAME_STACK;
      }
      if (truly.get().isBeside(block.get())) {
        return Miss.NEIGHBOUR;
      }
    }
    Optional<String> room = named.flatMap(Container::room);
    if (room.isPresent() && right.room().isPresent()) {
      return room.equals(right.room()) ? Miss.SAME_ROOM : Miss.OTHER_ROOM;
    }
    return Miss.ELSEWHERE;
  }

  private static boolean isOnAnotherSide(Container one, Container other) {
    return one.side().isPresent() && other.side().isPresent() && !one.side().equals(other.side());
  }

  private Optional<Block> block(Container container) {
    if (blocks.isEmpty()) {
      scene.containers().forEach(one -> blocks.add(Block.of(one)));
    }
    return blocks.get(container.id());
  }

  private boolean isInStack(Container right, Block block) {
    return stacks.computeIfAbsent(right.id(), id -> stack(right)).stream()
        .anyMatch(id -> blocks.get(id).get().isStackedOn(block));
  }

  /** The containers to which a stack leads from this one, which is one of them. */
  private BitSet stack(Container right) {
    BitSet stack = new BitSet();
    Deque<Integer> reached = new ArrayDeque<>(List.of(right.id()));
    stack.set(right.id());
    while (!reached.isEmpty()) {
      Block from = blocks.get(reached.remove()).get();
      for (Container next : scene.containers()) {
        if (!stack.get(next.id())
            && !isOnAnotherSide(right, next)
            && block(next).filter(from::isComparable).filter(from::isStackedOn).isPresent()) {
          stack.set(next.id());
          reached.add(next.id());
        }
      }
    }
    return stack;
  }

  /**
   * How far something reaches.
   *
   * @param across one extent in a photo, two in a home
   * @param upright from top to bottom
   */
  private record Block(List<Extent> across, Extent upright) {

    static Optional<Block> of(Container container) {
      return container
          .region()
          .map(Block::of)
          .or(
              () ->
                  container
                      .place()
                      .map(
                          box ->
                              new Block(
                                  List.of(
                                      Extent.around(box.x(), box.width()),
                                      Extent.around(box.y(), box.depth())),
                                  Extent.around(box.z(), box.height()))));
    }

    static Block of(Region region) {
      Region.Box box = region.bounds();
      return new Block(
          List.of(new Extent(box.left(), box.right())), new Extent(box.top(), box.bottom()));
    }

    /** Whether both are in the photo, or both in the home. */
    boolean isComparable(Block other) {
      return across.size() == other.across.size();
    }

    boolean isInColumn(Block other) {
      for (int axis = 0; axis < across.size(); axis++) {
        if (!across.get(axis).shares(other.across.get(axis), COLUMN)) {
          return false;
        }
      }
      return true;
    }

    boolean isStackedOn(Block other) {
      return isInColumn(other) && upright.isWithin(other.upright, GAP_BETWEEN);
    }

    boolean isBeside(Block other) {
      int apart = 0;
      List<Extent> own = axes();
      List<Extent> others = other.axes();
      for (int axis = 0; axis < own.size(); axis++) {
        if (!own.get(axis).isWithin(others.get(axis), EDGE)) {
          return false;
        }
        apart += own.get(axis).shares(others.get(axis), EDGE) ? 0 : 1;
      }
      return apart <= 1;
    }

    private List<Extent> axes() {
      List<Extent> axes = new ArrayList<>(across);
      axes.add(upright);
      return axes;
    }
  }

  /** From where to where, along an axis. */
  private record Extent(double from, double to) {

    static Extent around(double middle, double size) {
      return new Extent(middle - size / 2, middle + size / 2);
    }

    /** How much both share; below 0, how far they are apart. */
    private double shared(Extent other) {
      return Math.min(to, other.to) - Math.max(from, other.from);
    }

    private double shorter(Extent other) {
      return Math.min(to - from, other.to - other.from);
    }

    boolean shares(Extent other, double part) {
      return shared(other) >= part * shorter(other);
    }

    boolean isWithin(Extent other, double part) {
      return -shared(other) <= part * shorter(other);
    }
  }
}
