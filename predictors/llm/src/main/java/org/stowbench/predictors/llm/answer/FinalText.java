package org.stowbench.predictors.llm.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stowbench.predictors.llm.chat.Finish;
import org.stowbench.predictors.llm.chat.ModelReply;
import org.stowbench.predictors.llm.chat.Quote;

/**
 * What a reply says in the end: without its thoughts, and without whatever stands before a marked
 * answer. A reply that was cut off, filtered or refused, or that ends in the middle of a thought,
 * says nothing.
 *
 * @param text where an answer is looked for; empty where there is a problem
 * @param thoughts what the model thought before, as far as it is finished
 * @param problem why there is no answer to look for
 */
public record FinalText(
    String text, Optional<String> thoughts, Optional<Reading.Unreadable> problem) {

  private static final String NAMES =
      "(?:(?:final_?)?(?:answer|output|response|result|solution)|best_?container)";

  private static final Pattern ANSWER =
      Pattern.compile(
          "(?=[<\\[])(?:<" + NAMES + ">|<\\|begin_of_(?:box|solution|answer)\\|>|\\[answer])",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ANSWER_TAG =
      Pattern.compile(
          "</?" + NAMES + ">|<\\|(?:begin|end)_of_(?:box|solution|answer)\\|>|\\[/?answer]",
          Pattern.CASE_INSENSITIVE);

  private static final String RAISE = "raise max-output-tokens=, or the server's own limit";
  private static final int LONGEST_QUOTE = 160;

  /** Takes a reply apart. */
  public static FinalText of(ModelReply reply) {
    Thoughts parts = Thoughts.in(reply.text());
    List<String> thoughts = new ArrayList<>();
    reply.thoughts().ifPresent(thoughts::add);
    thoughts.addAll(parts.closed());
    thoughts.removeIf(String::isBlank);
    Optional<String> thought =
        thoughts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n\n", thoughts));
    Optional<Reading.Unreadable> problem =
        reply
            .finishReason()
            .flatMap(Finish::of)
            .flatMap(finish -> problem(finish, reply, parts))
            .or(() -> silence(reply, parts, thought.isPresent()));
    return new FinalText(problem.isPresent() ? "" : marked(parts.said()), thought, problem);
  }

  private static Optional<Reading.Unreadable> problem(
      Finish finish, ModelReply reply, Thoughts parts) {
    return switch (finish) {
      case STOP -> Optional.empty();
      case LENGTH ->
          Optional.of(
              new Reading.Unreadable(
                  "it was cut off%s by the limit of output tokens%s (finish reason length)"
                      .formatted(
                          parts.open() || parts.said().isBlank() ? " in its thoughts" : "",
                          reply
                              .usage()
                              .map(u -> ", after %d".formatted(u.outputTokens()))
                              .orElse("")),
                  Optional.of(RAISE)));
      case CONTENT_FILTER ->
          Optional.of(
              new Reading.Unreadable(
                  "the provider's content filter stopped it"
                      + Quote.after(parts.said(), LONGEST_QUOTE)));
      case REFUSAL ->
          Optional.of(
              new Reading.Unreadable(
                  "the model refused to answer" + Quote.after(parts.said(), LONGEST_QUOTE)));
      case FAILED ->
          Optional.of(
              new Reading.Unreadable(
                  "the provider broke it off (finish reason %s)"
                      .formatted(reply.finishReason().orElseThrow())));
    };
  }

  private static Optional<Reading.Unreadable> silence(
      ModelReply reply, Thoughts parts, boolean thought) {
    if (parts.open()) {
      return Optional.of(
          new Reading.Unreadable("it ends in the middle of a thought, without an answer"));
    }
    if (!parts.said().isBlank()) {
      return Optional.empty();
    }
    String nothing =
        thought ? "it holds thoughts and no answer after them" : "the message is empty";
    return Optional.of(
        new Reading.Unreadable(
            reply
                .finishReason()
                .filter(word -> !word.equals(Finish.STOP.word()))
                .map(word -> "%s (finish reason %s)".formatted(nothing, word))
                .orElse(nothing)));
  }

  private static String marked(String said) {
    Matcher answer = ANSWER.matcher(said);
    boolean marked = answer.find() && !ReplyJson.isWhole(said);
    return marked ? ANSWER_TAG.matcher(said.substring(answer.start())).replaceAll("\n") : said;
  }
}
