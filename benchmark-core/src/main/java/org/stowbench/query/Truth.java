package org.stowbench.query;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * Where a household keeps an item: in one container, in several, or not here. Whoever looks into
 * any of several has found it.
 *
 * @param containers the ids, ascending, each once; empty for "not here"
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public record Truth(List<Integer> containers) {

  /** In none of the containers in view. */
  public static final Truth NOT_HERE = new Truth(List.of());

  public Truth {
    containers = List.copyOf(new TreeSet<>(containers));
    if (!containers.isEmpty() && containers.get(0) < 0) {
      throw new IllegalArgumentException(
          "truth is container " + containers.get(0) + ": must be 0 or more");
    }
  }

  /** In any of these containers. */
  public static Truth in(int... containers) {
    return new Truth(IntStream.of(containers).boxed().toList());
  }

  /**
   * Just where an answer says.
   *
   * @throws IllegalArgumentException if it is a free region
   */
  public static Truth of(Answer answer) {
    if (answer instanceof Answer.InRegion) {
      throw new IllegalArgumentException(
          "truth is a free region: must be a container of the scene or not here");
    }
    return answer instanceof Answer.InContainer in ? in(in.id()) : NOT_HERE;
  }

  /** Whether it is in none of the containers in view. */
  public boolean isNotHere() {
    return containers.isEmpty();
  }

  /** Every right answer: the containers, or "not here". */
  public List<Answer> answers() {
    return isNotHere()
        ? List.of(Answer.NOT_HERE)
        : containers.stream().map(id -> (Answer) Answer.container(id)).toList();
  }

  /** The first right answer: the container with the lowest id, or "not here". */
  public Answer first() {
    return answers().get(0);
  }

  /** Whether an answer is right as it stands, without regard to what is the same thing. */
  public boolean holds(Answer answer) {
    return answers().contains(answer);
  }

  @Override
  public String toString() {
    return containers.size() < 2
        ? first().toString()
        : "containers " + String.join(", ", containers.stream().map(String::valueOf).toList());
  }
}
