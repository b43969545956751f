package org.stowbench.modelservers;

import java.util.stream.Collectors;

/**
 * A row of the table: what is asked of whom, and what has to come of it.
 *
 * @param server its name
 * @param asked what of, in words
 * @param options of {@code noam}
 * @param least queries with an answer
 * @param most likewise
 * @param requests at the least
 * @param tokensOut that the server counts, 0 where that is not known before
 */
record Trial(
    String server,
    String asked,
    String options,
    int least,
    int most,
    int requests,
    long tokensOut) {

  /** The table's head. */
  static final String HEAD =
      """
      | server | asked for | answered | failed, and why | requests | tokens in | out | what the run said besides |
      |---|---|---:|---|---:|---:|---:|---|""";

  /** A server that answers all queries at once. */
  Trial(String server, String asked, String options) {
    this(server, asked, options, 100, 100, 100, 0);
  }

  Trial answers(int from, int to) {
    return new Trial(server, asked, options, from, to, requests, tokensOut);
  }

  Trial requests(int number) {
    return new Trial(server, asked, options, least, most, number, tokensOut);
  }

  Trial tokensOut(long number) {
    return new Trial(server, asked, options, least, most, requests, number);
  }

  /** The table's row. */
  String row(CommandLineRun run) {
    return "| %s | %s | %d | %s | %d | %d | %d | %s |"
        .formatted(
            server,
            asked,
            run.answered(),
            run.failures().entrySet().stream()
                .map(failure -> failure.getValue() + ": " + failure.getKey())
                .collect(Collectors.joining("<br>")),
            run.requests(),
            run.tokensIn(),
            run.tokensOut(),
            String.join("<br>", run.notices()));
  }

  @Override
  public String toString() {
    return server + ", " + asked;
  }
}
