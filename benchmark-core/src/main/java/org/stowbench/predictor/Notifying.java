package org.stowbench.predictor;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** A predictor that may have to tell its user something besides the predictions. */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Notifying {

  /**
   * What its user should know: faults that harmed no prediction, say; a line each, safe to show.
   * Asked once no prediction is under way, and before {@link Predictor#close}.
   */
  List<String> notices();

  /**
   * What its user should know at this moment: that it waits for somebody, say; a line, safe to
   * show. Asked at any time, also while predictions are under way.
   */
  default Optional<String> now() {
    return Optional.empty();
  }

  /**
   * The notifying of a whole predictor: that of all its parts.
   *
   * @return empty where nothing in it ever gives notice
   */
  static Optional<Notifying> of(Predictor predictor) {
    List<Notifying> able = predictor.abilities(Notifying.class);
    return able.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Notifying() {
              @Override
              public List<String> notices() {
                return able.stream().flatMap(one -> one.notices().stream()).toList();
              }

              @Override
              public Optional<String> now() {
                return able.stream().flatMap(one -> one.now().stream()).findFirst();
              }
            });
  }
}
