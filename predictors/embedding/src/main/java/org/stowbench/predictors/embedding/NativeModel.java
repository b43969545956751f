package org.stowbench.predictors.embedding;

import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.Optional;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.PredictorEnvironment;

/**
 * What needs the models and their native runtime, which do not ship: they are fetched when they are
 * first asked for.
 */
final class NativeModel {

  private static final String MODELS = "dev.langchain4j.model.embedding.onnx.";

  /** Of the models that this version knows, in the libraries. */
  static final String MINI_LM = MODELS + "allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel";

  static final String BGE_SMALL = MODELS + "bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel";

  /** One for the process: a native library is loaded once. */
  private static Optional<ClassLoader> libraries = Optional.empty();

  private NativeModel() {}

  /**
   * The libraries.
   *
   * @param predictor whose they are, for the message
   * @throws InvalidInputException if they are not here and cannot be fetched
   */
  static synchronized ClassLoader libraries(String predictor, PredictorEnvironment environment) {
    if (libraries.isEmpty()) {
      libraries =
          Optional.of(
              environment.libraries(NativeModel.class, "libraries.txt", "predictor " + predictor));
    }
    return libraries.get();
  }

  /**
   * Starts a model.
   *
   * @param predictor whose it is, for the message
   * @param libraries where it is
   * @param type its class
   * @throws InvalidInputException if the runtime does not load on this machine
   */
  static EmbeddingModel start(String predictor, ClassLoader libraries, String type) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(libraries); // its files are looked for there
    try {
      return (EmbeddingModel) libraries.loadClass(type).getConstructor().newInstance();
    } catch (LinkageError e) {
      throw unloadable(predictor, e);
    } catch (ReflectiveOperationException e) {
      if (e.getCause() instanceof LinkageError error) {
        throw unloadable(predictor, error);
      }
      throw new IllegalStateException("the listed libraries have " + type, e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static InvalidInputException unloadable(String predictor, LinkageError e) {
    return new InvalidInputException(
        "predictor %s: the ONNX runtime does not load on this machine (%s); rules needs no native library"
            .formatted(predictor, InvalidInputException.excerpt(String.valueOf(e.getMessage()))),
        e);
  }
}
