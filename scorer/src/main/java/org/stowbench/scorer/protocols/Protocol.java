package org.stowbench.scorer.protocols;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.stowbench.io.Json;
import org.stowbench.run.RunMode;

/**
 * A set of scoring rules.
 *
 * <p>Every figure has a 95 % interval over households, since queries of one household are not
 * independent, or a reason why there is none; see {@link
 * org.stowbench.scorer.statistics.ClusterEstimate}. It says how far the figure would move with
 * other households of the same kind.
 */
public enum Protocol {

  /**
   * The same rules for every predictor, whether it picks candidates or draws regions.
   *
   * <p><b>What is found.</b> A robot does not open a drawing, it opens a physical container:
   * candidates that overlap by IoU &gt;= 0.5 are one (see {@link
   * org.stowbench.geometry.PhysicalContainers}). Regions are repaired before they are compared, so
   * an outline that crosses itself counts with the area it covers; identical vertices are IoU 1.
   *
   * <p><b>What an answer stands for.</b> The answers of a ranking are resolved one by one:
   *
   * <ul>
   *   <li>A candidate stands for its physical container. A candidate without area cannot be opened:
   *       the ranking is read as if it were not there, unless the true container holds it.
   *   <li>A free region stands for the true container if its IoU with the true region is at least
   *       the threshold (0.5 unless told otherwise); else for the container of the candidate that
   *       it overlaps most, if that IoU is at least the threshold; else for nothing: a miss, which
   *       takes a rank but opens no container, and is not "not here".
   *   <li>Of several answers that stand for one container, the first counts.
   * </ul>
   *
   * <p><b>Every ranking is complete.</b> After its last answer follow, all equally likely, the
   * candidates of the containers that it does not name, and after these "not here" if it did not
   * say so. The rank of the truth is its place, from 1, among all that; the first answer is right
   * when the rank is 1.
   *
   * <p><b>The metrics.</b>
   *
   * <ul>
   *   <li>{@code hit@1}, {@code hit@3}, {@code hit@5}: share of queries whose truth is among the
   *       first 1, 3, 5. {@code mrr}: mean of 1 over the rank.
   *   <li>{@code mean_iou}: mean IoU of the first answer's own region with the true region; 1 where
   *       both say "not here", 0 where one does, or there is no answer. {@code iou@0.75}, {@code
   *       iou@0.95}: share of queries where it is at least that.
   *   <li>{@code openings}: mean number of physical containers that a robot opens, going down the
   *       ranking, until it finds the item, or stops because the ranking says "not here" and the
   *       item indeed is not. A wrong "not here" costs all containers of the scene.
   *   <li>{@code opening_ratio}: total openings over the total that a uniformly random order of all
   *       candidates and "not here" costs in expectation, computed exactly: 1 is no better than
   *       chance. A ratio of totals, not a mean of ratios, so that scenes count by their size.
   *   <li>{@code not_here_precision}, {@code not_here_recall}, {@code not_here_f1}: of the first
   *       answers. Without a value where nothing is to be divided by: precision if no first answer
   *       says "not here", recall if no truth does.
   *   <li>{@code log_loss}, {@code brier}, {@code ece}: only where all rankings give probabilities.
   *       Outcomes are the physical containers and "not here"; an outcome's probability is the sum
   *       over the answers that stand for it; what is missing to 1 is spread evenly over the
   *       outcomes that the ranking leaves out, over all of them if it leaves out none. Log loss is
   *       in nats, clipped at 1e-12; the Brier score sums over outcomes (0 to 2); the expected
   *       calibration error has 10 bins of equal width on the first answer's probability.
   * </ul>
   *
   * <p>A missing or failed prediction is wrong in every metric: it is never ranked, IoU 0, costs
   * all openings, and knows nothing (the same probability for all outcomes).
   *
   * <p><b>Ties.</b> Where a predictor likes all its answers equally ({@link
   * org.stowbench.prediction.Ranking.Order#TIED}), and in what a ranking does not name, every
   * metric is its exact expectation over all orders, so a random baseline has no luck.
   *
   * <p><b>Several places.</b> Where a household keeps whisks in two drawers, either is right: hits,
   * rank and openings count the first that comes up, the better region counts, and outcomes with
   * probabilities have both drawers as one. {@code average_precision} looks at where both come up.
   *
   * <p><b>Without regions.</b> A container without a region is a physical container of its own, and
   * what compares regions is absent.
   *
   * <p><b>Limits.</b> Overlap in the photo stands in for being the same thing; a drawer in front of
   * a cabinet of nearly its size is one container here. The photo's detector decides what can be
   * opened at all: a container that it missed is not in any count.
   *
   * <p><b>Version 2.</b> In version 1 a ranking was not complete: what it did not name had no rank,
   * and where it ended too early, all containers were charged.
   */
  CONSISTENT(2),

  /**
   * A search, step by step ({@link org.stowbench.run.RunMode.Search}), or any ranking read as one:
   * a robot opens the containers in ranked order until it finds the item, or the ranking says "not
   * here" (it gives up) or ends. Answers stand for containers as under {@link #CONSISTENT}; of
   * equally liked ones, the path is that of the order given.
   *
   * <p><b>The path.</b> {@link Ways} says how far it is, in metres or photo widths; a physical
   * container is where its first candidate is, in a photo the middle of the upright box around
   * that. Where the photo's size is unknown, {@link org.stowbench.scene.Scene#frame} stands in for
   * it.
   *
   * <p><b>What was done.</b>
   *
   * <ul>
   *   <li>{@code success}: share of queries whose item was found, or is in none of the containers
   *       and the robot gave up or opened all.
   *   <li>{@code found}: share found, of the queries whose item is in a container.
   *   <li>{@code gave_up_right}: share given up, of the queries whose item is in none. Where all
   *       containers are open there is nothing left to give up.
   *   <li>{@code search_openings}: mean number of containers opened. {@code path}: mean length of
   *       the path.
   * </ul>
   *
   * <p><b>What it is worth.</b> A robot that gives up at once opens nothing, and has done nothing
   * for anybody. So before they are compared, searches are charged with the {@code openings} that
   * the same ranking has under {@link #CONSISTENT}: all containers after a wrong "not here", and
   * where the search just ended, what going on at random costs. The charged path is the path, then
   * the mean way to a first closed container and mean ways between two, for the openings that the
   * search did not make itself.
   *
   * <ul>
   *   <li>{@code opening_ratio_best}, {@code path_ratio_best}: total charged over the total of the
   *       best possible search, which knows where the item is: one opening and the straight way to
   *       it; nothing where the item is in none. 1 is perfect.
   *   <li>{@code opening_ratio_random}, {@code path_ratio_random}: total charged over the total
   *       that opening in uniformly random order until the item is found costs in expectation,
   *       computed exactly: for n containers, m of which hold it, (n + 1) / (m + 1) openings; with
   *       one, the mean way to a first one and (n - 1) / 2 mean ways between two. It never gives
   *       up: where the item is in none it opens all n. 1 is no better than that.
   *   <li>{@code spl}: success weighted by path length (Anderson et al., On Evaluation of Embodied
   *       Navigation Agents, arXiv 1807.06757): of the queries whose item is in a container, the
   *       mean of 0 where it was not found, else of the best path over the path.
   * </ul>
   *
   * Ratios are of totals, not means of ratios, and have no value where the total below is 0. A
   * missing or failed prediction is a search without success that opened nothing, and is charged
   * with everything.
   *
   * <p>Paths and what is made of them are absent where the scenes of a split do not tell them in
   * the same unit; what needs the start, {@code path_ratio_best} and {@code spl}, where only
   * positions are known.
   *
   * <p><b>Limits.</b> Distances in a photo are not distances in a room, and a robot that moves its
   * base pays other costs than one that moves its arm. Of an item that is in several places, the
   * mean ways that are charged may be a little less than the best path.
   *
   * <p><b>Version 2.</b> In version 1 a search that just ended was charged with all containers.
   */
  SEARCH(2),

  /**
   * The rules behind the published figures of "Break Out the Silverware" (arXiv 2512.23739): the
   * IoU of the first answer with the truth, as they are drawn, see {@link PaperIou}.
   *
   * <p>{@code mean_iou} is its mean over all queries; {@code accuracy} the share of queries where
   * it reaches the method's threshold. The threshold is part of the method: 1 for one that picks
   * candidates, 0.5 for one that draws boxes. Unless told otherwise, it is 1 if no first answer of
   * the set is a free region, else 0.5; the scorecard says which was used. A missing or failed
   * prediction is the answer "not here", and right where the item is not here.
   *
   * <p><b>Limits.</b> These rules are for comparing with the paper only. Two methods with different
   * thresholds are not comparable; an outline that crosses itself can never be right, not even when
   * it is picked exactly; a repeated candidate is right only in the vertices of the true one; and
   * silence is rewarded where the item is not here.
   */
  PAPER(1);

  private final int version;

  Protocol(int version) {
    this.version = version;
  }

  /**
   * The version of the rules, 1 or more; figures of different versions do not compare. It rises
   * when the same predictions get other figures.
   */
  public int version() {
    return version;
  }

  /** Writes name and version as fields {@code protocol} and {@code protocol_version}. */
  public ObjectNode writeTo(ObjectNode json) {
    return json.put("protocol", Json.name(this)).put("protocol_version", version);
  }

  /**
   * The rules that a kind of run is scored by.
   *
   * @throws IllegalArgumentException if there are none of the name that it gives
   */
  public static Protocol of(RunMode mode) {
    return Arrays.stream(values())
        .filter(protocol -> Json.name(protocol).equals(mode.protocol()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a run of kind %s: there is no protocol %s"
                        .formatted(mode.kind(), mode.protocol())));
  }
}
