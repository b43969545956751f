package org.stowbench.scorer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.stowbench.io.JsonInput;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Dataset;
import org.stowbench.query.Query;
import org.stowbench.run.RunMode;
import org.stowbench.run.Task;
import org.stowbench.scene.Scene;

/**
 * A third kind of run, as somebody would add it: the predictor sees the first containers of a scene
 * only, and is scored as if it had seen all. Nothing else in the house knows of it.
 *
 * @param containers how many it sees, 1 or more
 */
public record Glimpse(int containers) implements RunMode {

  private static final String CONTAINERS = "containers";

  public Glimpse {
    if (containers < 1) {
      throw new IllegalArgumentException("containers " + containers + ": must be 1 or more");
    }
  }

  /** Sees one. */
  public Glimpse() {
    this(1);
  }

  @Override
  public String kind() {
    return "glimpse";
  }

  @Override
  public RunMode read(JsonInput json) {
    return json.build(o -> new Glimpse(o.field(CONTAINERS).integer()));
  }

  @Override
  public void writeTo(ObjectNode json) {
    json.put(CONTAINERS, containers);
  }

  @Override
  public String words() {
    return "glimpse of " + containers;
  }

  @Override
  public Task task(Predictor predictor, Dataset dataset) {
    return (labeled, context) -> predictor.predict(seen(labeled.query()), context);
  }

  private Query seen(Query query) {
    Scene scene = query.scene();
    return new Query(
        query.id(),
        new Scene(
            scene.id(),
            Optional.empty(),
            Optional.empty(),
            scene.size(),
            scene.containers().subList(0, Math.min(containers, scene.containers().size())),
            scene.anchors(),
            Optional.empty()),
        query.item());
  }
}
