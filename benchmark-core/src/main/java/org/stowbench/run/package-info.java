/**
 * RunLoop all of a dataset: {@link org.stowbench.run.Runner} puts every query of a split to one
 * predictor and leaves a {@link org.stowbench.run.RunFolder}: {@code run.json} (what was run, with
 * what), {@code journal.jsonl} (what came back, as it came) and {@code predictions.jsonl} (what
 * came back, in the dataset's order). A run that was stopped or killed goes on where it was.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
package org.stowbench.run;

import org.apiguardian.api.API;
