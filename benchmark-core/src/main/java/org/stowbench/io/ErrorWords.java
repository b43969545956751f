package org.stowbench.io;

import java.io.IOException;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * What was thrown, in words for whoever uses code without having written it. What its author wrote
 * is told as it stands; what Java says by itself is for programmers, and told in other words.
 */
public final class ErrorWords {

  /** Java throws these where code does what it must not; their messages tell of the code. */
  private static final List<Class<? extends Throwable>> MISTAKES =
      List.of(
          NullPointerException.class,
          ClassCastException.class,
          IndexOutOfBoundsException.class,
          ArithmeticException.class,
          ArrayStoreException.class,
          NegativeArraySizeException.class,
          NumberFormatException.class,
          NoSuchElementException.class,
          ConcurrentModificationException.class);

  private ErrorWords() {}

  /** Why something was thrown; perhaps long, and hostile where its author is. */
  public static String of(Throwable thrown) {
    Throwable e = told(thrown);
    if (e instanceof OutOfMemoryError) {
      return "memory ran out";
    }
    if (e instanceof StackOverflowError) {
      return "it calls itself too often";
    }
    if (e instanceof IOException io) {
      return FileProblem.describe(io);
    }
    if (MISTAKES.stream().anyMatch(mistake -> mistake.isInstance(e))) {
      return "a mistake in the code";
    }
    String message = e.getMessage();
    if (message == null || message.isBlank()) {
      return "no reason given";
    }
    return e instanceof LinkageError ? "a class is missing or does not fit: " + message : message;
  }

  /** What happened, without what was put around it and says nothing of its own. */
  private static Throwable told(Throwable thrown) {
    Throwable e = thrown;
    while (e.getCause() != null
        && (e.getMessage() == null || e.getMessage().equals(e.getCause().toString()))) {
      e = e.getCause();
    }
    return e;
  }
}
