package org.stowbench.spark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import org.stowbench.io.Json;
import org.stowbench.plugin.Predictors;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.run.Known;
import org.stowbench.run.RunMode;
import org.stowbench.run.RunModes;
import org.stowbench.scorer.PartScoring;
import org.stowbench.scorer.protocols.Protocol;

/**
 * What a job does, as its machines are told.
 *
 * @param households who is asked about
 * @param predictor its spec, from which every machine makes its own
 * @param mode the kind of run
 * @param seed of all randomness
 * @param known of how many other items predictors know where a household keeps them; -1 for as many
 *     as the dataset says
 * @param jobs how many predictions a part asks for at once, 1 or more
 * @param home where data and caches live, the same path on every machine
 * @param out where results go: a folder that every machine sees
 */
record Plan(
    Households households,
    String predictor,
    String mode,
    long seed,
    int known,
    int jobs,
    String home,
    String out)
    implements Serializable {

  Optional<Known> knowing() {
    return known < 0 ? Optional.empty() : Optional.of(new Known(known, known));
  }

  /** The queries of some households, as predictors are to be asked them. */
  Dataset told(Dataset queries) {
    return knowing().<Dataset>map(so -> so.view(queries)).orElse(queries);
  }

  RunMode runMode() {
    return RunModes.all().get(mode);
  }

  Protocol protocol() {
    return Protocol.valueOf(runMode().protocol().toUpperCase(Locale.ROOT));
  }

  /**
   * What shapes the answers, as the job's folder keeps it.
   *
   * @param part how many households a part has
   */
  ObjectNode json(long part) throws IOException {
    DatasetInfo split = households.split().info();
    ObjectNode json = Json.object();
    json.put("job", 1);
    json.put("dataset", split.id());
    json.put("checksum", split.checksum());
    json.put("predictor", predictor);
    Predictors.installed().spec(predictor).files().forEach(json.putObject("files")::put);
    json.put("mode", mode);
    json.put("seed", seed);
    if (known >= 0) {
      json.put("known", known);
    }
    json.put("part", part);
    return json;
  }

  PartScoring scoring() throws IOException {
    return new PartScoring(households.split().info(), protocol());
  }

  PartFiles files(Part part) {
    return new PartFiles(this, part);
  }
}
