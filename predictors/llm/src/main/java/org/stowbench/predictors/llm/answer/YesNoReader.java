package org.stowbench.predictors.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;

/**
 * Reads whether an item is in one container: "yes" is that container, "no" is not here. The word
 * begins the reply or stands alone on its last line, perhaps after "Answer:", or in a field {@code
 * answer} of JSON.
 */
public final class YesNoReader implements ReplyReader {

  private static final Pattern WORD =
      Pattern.compile(
          "(?:(?:final\\s+)?answer\\s*[:=]\\s*)?(yes|no)(?![\\p{L}\\d])(.*)", Pattern.DOTALL);

  /** "No doubt" is no "no"; and some say yes to what they deny. */
  private static final Pattern NEITHER =
      Pattern.compile(
          "(?:(?:final\\s+)?answer\\s*[:=]\\s*)?(?:"
              + "no[ \\t]+(?!(?:it|the|this|that|i)\\b)\\p{L}.*"
              + "|yes\\b.*(?:\\bnot|n't|n’t)\\s+(?:in|there|here|kept|stored|likely|be)\\b.*)",
          Pattern.DOTALL);

  private static final Pattern OTHER =
      Pattern.compile("(?<![\\p{L}\\d])(?:yes|no|maybe|perhaps)(?![\\p{L}\\d])|\\?");
  private static final Pattern ALONE =
      Pattern.compile("(?:(?:final\\s+)?answer\\s*[:=]\\s*)?(yes|no)[\\s.!]*");

  private final Answer yes;

  /** Reads replies about a container. */
  public YesNoReader(Answer container) {
    this.yes = container;
  }

  @Override
  public Reading read(String text) {
    Optional<String> word = json(text).or(() -> words(text));
    return word.<Reading>map(
            said ->
                new Reading.Understood(
                    Ranking.of(said.equals("yes") ? yes : Answer.NOT_HERE), Optional.empty()))
        .orElseGet(() -> new Reading.Unreadable("it is neither Yes nor No"));
  }

  private static Optional<String> json(String text) {
    List<ReplyJson.Value> values = ReplyJson.in(text).values();
    return values.size() == 1
        ? Optional.of(values.get(0).node().path("answer"))
            .filter(JsonNode::isTextual)
            .map(answer -> answer.textValue().strip().toLowerCase(Locale.ROOT))
            .filter(answer -> answer.equals("yes") || answer.equals("no"))
        : Optional.empty();
  }

  private static Optional<String> words(String text) {
    String plain = Plain.of(text).replaceAll("[*_`\"'#>]", "").strip().toLowerCase(Locale.ROOT);
    if (NEITHER.matcher(plain).matches()) {
      return Optional.empty();
    }
    Matcher first = WORD.matcher(plain);
    if (first.matches() && !OTHER.matcher(first.group(2)).find()) {
      return Optional.of(first.group(1));
    }
    Matcher last = ALONE.matcher(plain.substring(plain.lastIndexOf('\n') + 1).strip());
    return last.matches() && !first.matches() ? Optional.of(last.group(1)) : Optional.empty();
  }
}
