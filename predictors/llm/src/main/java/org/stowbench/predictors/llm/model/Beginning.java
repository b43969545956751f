package org.stowbench.predictors.llm.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a run begins: where its first requests all fail in the same way, none will succeed. Once
 * there was a reply, no failures mean that any more.
 */
final class Beginning {

  private static final Pattern STATUS = Pattern.compile("HTTP \\d+");

  private final int most;
  private String last = "";
  private int inARow;
  private boolean replied;

  /**
   * At the beginning.
   *
   * @param most so many failures that are alike mean that the run cannot succeed; 0 for never
   */
  Beginning(int most) {
    this.most = most;
  }

  /** Hears of a reply. */
  synchronized void succeeded() {
    replied = true;
  }

  /**
   * Hears of a request without a reply. Reasons of the same HTTP status are alike, and else those
   * that differ in numbers and ids only.
   *
   * @param pictures whether it showed any
   * @return why the run should stop; empty as long as it need not
   */
  synchronized Optional<String> failed(String reason, boolean pictures) {
    Matcher status = STATUS.matcher(reason);
    String alike = status.find() ? status.group() : reason.replaceAll("[\\w-]*\\d[\\w-]*", "#");
    inARow = alike.equals(last) ? inARow + 1 : 1;
    last = alike;
    return most == 0 || replied || inARow < most
        ? Optional.empty()
        : Optional.of(
            "%s; so ended each of the first %d requests: %s (stop-after=0 asks on)"
                .formatted(reason, most, advice(reason.toLowerCase(Locale.ROOT), pictures)));
  }

  private static String advice(String reason, boolean pictures) {
    if (reason.contains("http 3")) {
      return "the server is elsewhere, give its own address as base-url=";
    }
    if (pictures
        && reason.matches("(?s).*(image|vision|visual|picture|multimodal|content type).*")) {
      return "choose a model that sees, or noam, which needs none";
    }
    if (reason.matches("(?s).*(response.?format|json.?schema|schema|structured|grammar).*")) {
      return "try output=text, or another model";
    }
    if (reason.matches("(?s).*(context|too long|too large|prompt is).*")) {
      return "choose a model with a longer context, or fewer shots=";
    }
    if (reason.contains("no response within")) {
      return "raise timeout=, or lower --jobs";
    }
    if (reason.matches("(?s).*(provider's form|web page|stream of events).*")) {
      return "base-url= must be the address of an API, for most servers up to /v1";
    }
    if (reason.matches("(?s).*http 5.*|.*connection.*")) {
      return "look at what the server itself says";
    }
    return "try output=text, omit= with the parameter that it does not take, or another model";
  }
}
