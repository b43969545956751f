package org.stowbench.datasets.exchange;

import java.util.List;
import java.util.Objects;
import org.stowbench.datasets.format.DatasetMetadata;

/**
 * What an import made.
 *
 * @param metadata what the new dataset's {@code dataset.json} says
 * @param notes what was not taken as it is, a line each, safe to print
 */
public record ExchangeReport(DatasetMetadata metadata, List<String> notes) {

  public ExchangeReport {
    Objects.requireNonNull(metadata, "metadata");
    notes = List.copyOf(notes);
  }
}
