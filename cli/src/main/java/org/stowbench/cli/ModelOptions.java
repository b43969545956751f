package org.stowbench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Usage;
import org.stowbench.predictor.Allowance;
import picocli.CommandLine.Option;

/** The options of commands that may spend money at language models. */
final class ModelOptions {

  @Option(
      names = "--max-cost",
      paramLabel = "DOLLARS",
      description =
          "Stop before all models together cost more than this in this call; the run can be"
              + " resumed. Default: no limit.")
  private Double maxCost;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Stop before models read and write more tokens than this. Default: no limit.")
  private Long maxTokens;

  @Option(
      names = "--max-requests",
      paramLabel = "N",
      description = "Stop after this many requests to models. Default: no limit.")
  private Long maxRequests;

  @Option(
      names = "--dry-run",
      description =
          "Show the first prompts and the estimated tokens and cost; ask and write nothing.")
  private boolean dryRun;

  @Option(
      names = "--no-cache",
      description = "Ask models again instead of using answers that were paid for before.")
  private boolean noCache;

  boolean dryRun() {
    return dryRun;
  }

  /** What may be spent: nothing in a dry run. */
  Allowance allowance() {
    try {
      return new Allowance(
          dryRun ? OptionalLong.of(0) : optional(maxRequests),
          optional(maxTokens),
          maxCost == null || dryRun ? OptionalDouble.empty() : OptionalDouble.of(maxCost),
          !noCache);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(e.getMessage());
    }
  }

  /**
   * Whether a limit would stop what takes so much; empty where none is given.
   *
   * @param usual what it probably takes
   * @param most with the longest replies
   */
  Optional<String> stops(long requests, Usage usual, Usage most) {
    List<String> words = new ArrayList<>();
    if (maxRequests != null) {
      words.add(words("--max-requests " + maxRequests, requests > maxRequests, false));
    }
    if (maxTokens != null) {
      words.add(words("--max-tokens " + maxTokens, all(usual) > maxTokens, all(most) > maxTokens));
    }
    if (maxCost != null) {
      words.add(
          usual.cost().isEmpty()
              ? "--max-cost %s needs a price, which is unknown here".formatted(maxCost)
              : words(
                  "--max-cost " + maxCost,
                  usual.cost().getAsDouble() > maxCost,
                  most.cost().orElse(0) > maxCost));
    }
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", words));
  }

  private static String words(String limit, boolean usually, boolean atMost) {
    return limit
        + (usually
            ? " would stop it before its end"
            : atMost ? " would stop it with long replies" : " would not stop it");
  }

  private static long all(Usage usage) {
    return usage.inputTokens() + usage.outputTokens();
  }

  private static OptionalLong optional(Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
