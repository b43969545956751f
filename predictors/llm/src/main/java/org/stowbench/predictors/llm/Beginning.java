package org.stowbench.predictors.llm;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stowbench.predictors.llm.chat.ModelRequest;

/**
 * How a run begins: where its first questions all fail in the same way, by no reply or by one that
 * is no answer, none will succeed. Once there was an answer, no failures mean that any more.
 */
final class Beginning {

  /** Begins the reason where there was a reply. */
  static final String UNUSABLE = "the answer cannot be used: ";

  private static final Pattern STATUS = Pattern.compile("HTTP \\d+");

  /** What was wrong with a reply, without what is quoted of it. */
  private static final Pattern FLAW = Pattern.compile(UNUSABLE + "[^:;]*");

  /** What a server says that lacks something; the word for what it is stands beside these. */
  private static final String WANTING = "(miss|requir|must|need|expect|provid|absent|without|lack)";

  private final int most;
  private String last = "";
  private int inARow;
  private boolean answered;

  /**
   * At the beginning.
   *
   * @param most so many failures that are alike mean that the run cannot succeed; 0 for never
   */
  Beginning(int most) {
    this.most = most;
  }

  /** Hears of an answer. */
  synchronized void succeeded() {
    answered = true;
  }

  /**
   * Hears of a question without an answer. Reasons of the same HTTP status are alike, and else
   * those that differ in numbers, ids and quotes only.
   *
   * @return why the run should stop; empty as long as it need not
   */
  synchronized Optional<String> failed(String reason, ModelRequest request) {
    String alike = kind(reason);
    inARow = alike.equals(last) ? inARow + 1 : 1;
    last = alike;
    return most == 0 || answered || inARow < most
        ? Optional.empty()
        : Optional.of(
            "%s; so ended each of the first %d questions: %s (stop-after=0 asks on)"
                .formatted(reason, most, advice(reason, request)));
  }

  private static String kind(String reason) {
    Matcher status = STATUS.matcher(reason);
    Matcher flaw = FLAW.matcher(reason);
    return status.find()
        ? status.group()
        : (flaw.find() ? flaw.group() : reason).replaceAll("[\\w-]*\\d[\\w-]*", "#");
  }

  private static String advice(String reason, ModelRequest request) {
    String words = reason.toLowerCase(Locale.ROOT);
    return reason.startsWith(UNUSABLE) ? forReplies(words, request) : forSilence(words, request);
  }

  private static String forReplies(String reason, ModelRequest request) {
    if (reason.matches(UNUSABLE + "[^:;]*(cut off|in the middle|after them).*")) {
      return "raise max-output-tokens=, or choose a model that thinks less";
    }
    if (request.asksForLikelihoods()) {
      return "choose another model, or answer=each";
    }
    if (reason.matches(UNUSABLE + "[^:;]*(content filter|refused|broke it off).*")
        || request.schema().isEmpty()) {
      return "choose another model, or a prompt= of your own";
    }
    return "try output=text, or another model";
  }

  private static String forSilence(String reason, ModelRequest request) {
    if (reason.contains("http 3")) {
      return "the server is elsewhere, give its own address as base-url=";
    }
    if (request.showsPictures()
        && reason.matches("(?s).*(image|vision|visual|picture|multimodal|content type).*")) {
      return "choose a model that sees, or noam, which needs none";
    }
    if (request.asksForLikelihoods() && reason.matches("(?s).*log_?\\s?prob.*")) {
      return "choose a server that gives log probabilities, or answer=each";
    }
    if (reason.matches("(?s).*(response.?format|json.?schema|schema|structured|grammar).*")) {
      return "try output=text, or another model";
    }
    if (lacks(reason, "header")) {
      return "header.NAME= sends the header that it asks for, with {key} for the key";
    }
    if (lacks(reason, "query|api.?version|(url|uri) param")) {
      return "query.NAME= sends the parameter of the address that it asks for";
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
    if (reason.matches(
        "(?s).*(not?.?support|unsupport|not.(allowed|permitted)|unknown|unrecogni[sz]ed|unexpected"
            + "|extra|deprecated|does not take).*")) {
      return "omit= with the parameter that it does not take, or another model";
    }
    if (lacks(reason, "param|field|body|property")) {
      return "body.PATH= sends the parameter that it asks for";
    }
    return "choose another model, or change what is sent with omit=, body.PATH=, header.NAME= and"
        + " query.NAME=";
  }

  private static boolean lacks(String reason, String what) {
    String it = "\\b(%s)".formatted(what);
    return reason.matches("(?s).*(%s.*%s|%s.*%s).*".formatted(WANTING, it, it, WANTING));
  }
}
