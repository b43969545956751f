package org.stowbench.predictors.embedding;

import java.util.function.Supplier;
import org.stowbench.io.InvalidInputException;

/** Loads what needs the native runtime of models, which not every machine can. */
final class NativeModel {

  private NativeModel() {}

  /**
   * Loads something.
   *
   * @param predictor whose it is, for the message
   * @throws InvalidInputException if the runtime does not load on this machine
   */
  static <T> T load(String predictor, Supplier<T> loading) {
    try {
      return loading.get();
    } catch (LinkageError e) {
      throw new InvalidInputException(
          "predictor %s: the ONNX runtime does not load on this machine (%s); rules needs no native library"
              .formatted(predictor, InvalidInputException.excerpt(String.valueOf(e.getMessage()))),
          e);
    }
  }
}
