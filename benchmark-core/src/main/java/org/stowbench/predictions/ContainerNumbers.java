package org.stowbench.predictions;

/** The container numbers that a file answers with, to tell whether it counts from 1. */
final class ContainerNumbers {

  private boolean any;
  private boolean fitFromOne = true;
  private boolean tooLarge;

  /** Takes the number of an answer, in a scene of so many containers. */
  void add(int number, int containers) {
    any = true;
    fitFromOne &= number >= 1 && number <= containers;
    tooLarge |= number >= containers;
  }

  /** Whether there are numbers, and each lies in 1 to the scene's number of containers. */
  boolean lookOneBased() {
    return any && fitFromOne;
  }

  /** What to append to the errors: whether they come from counting from 1. */
  String hint() {
    return tooLarge && lookOneBased()
        ? "; the numbers look one-based, since none is 0: containers must be counted from 0"
        : "";
  }
}
