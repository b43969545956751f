package org.stowbench.datasets.sim;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.stowbench.query.Answer;

/**
 * Where an item is, as far as it can be known without knowing the family: a probability for each
 * candidate of a scene and for "not here". Immutable.
 */
public final class TruthDistribution {

  private final double[] containers;
  private final double notHere;

  TruthDistribution(double[] containers) {
    this.containers = containers;
    double sum = 0;
    for (double p : containers) {
      sum += p;
    }
    this.notHere = Math.max(0, 1 - sum);
  }

  /**
   * The probability of an answer, 0 to 1; 0 for a free region, which is no candidate.
   *
   * @throws IllegalArgumentException if the answer names a container that the scene does not have
   */
  public double of(Answer answer) {
    if (answer instanceof Answer.InContainer in) {
      if (in.id() >= containers.length) {
        throw new IllegalArgumentException(
            "container %d: the scene has %d, numbered from 0"
                .formatted(in.id(), containers.length));
      }
      return containers[in.id()];
    }
    return answer instanceof Answer.NotHere ? notHere : 0;
  }

  /** The probability of "not here". */
  public double notHere() {
    return notHere;
  }

  /** All answers that are possible, containers by id, then "not here"; adds up to 1. */
  public Map<Answer, Double> shares() {
    Map<Answer, Double> shares = new LinkedHashMap<>();
    for (int id = 0; id < containers.length; id++) {
      if (containers[id] > 0) {
        shares.put(Answer.container(id), containers[id]);
      }
    }
    if (notHere > 0) {
      shares.put(Answer.NOT_HERE, notHere);
    }
    return shares;
  }

  /** The answer at a place of the cumulative distribution, for drawing: 0 to 1, without 1. */
  Answer at(double uniform) {
    double rest = uniform;
    for (int id = 0; id < containers.length; id++) {
      rest -= containers[id];
      if (rest < 0) {
        return Answer.container(id);
      }
    }
    return Answer.NOT_HERE;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TruthDistribution that && Arrays.equals(containers, that.containers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(containers);
  }

  @Override
  public String toString() {
    return shares().toString();
  }
}
