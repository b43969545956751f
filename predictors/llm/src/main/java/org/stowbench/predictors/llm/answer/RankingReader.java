package org.stowbench.predictors.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stowbench.predictors.llm.scene.Numbering;

/**
 * Reads a ranking of numbered containers: a JSON object with {@code ranking}, or else lines "Best
 * container: 4" (or "None") and, if it is there, "Ranking: 4 = 50%, 7 = 20%", or else a reply that
 * is a number and nothing more. Markup around the words does not matter; what could mean two things
 * is not guessed at.
 */
public final class RankingReader implements ReplyReader {

  private static final Pattern BEST = line("best\\s+container");
  private static final Pattern RANKING = line("ranking");
  private static final Pattern REASONS = line("reason(?:ing|s)?");

  /** A number or "none", perhaps with words around it, and what follows. */
  private static final Pattern NAMED =
      Pattern.compile(
          "^(?:the\\s+)?(?:container|number|no\\.)?\\s*#?\\s*"
              + "(?:(?<number>\\d{1,9})(?![\\d.]*\\d)|(?<none>none|n/a|not here)\\b)(?<rest>.*)$",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern ANOTHER =
      Pattern.compile(
          "^\\W*(?:or|and|to|through)?\\W*(?:container|number|no\\.)?\\W*(?:\\d|none\\b).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern SHARE =
      Pattern.compile(
          "^\\s*[=:(]?\\s*(?<share>\\d{1,3}(?:\\.\\d{1,9})?|\\.\\d{1,9})\\s*(?<percent>%?)\\W*$");

  private final Numbering numbering;

  /** Reads replies that use these numbers. */
  public RankingReader(Numbering numbering) {
    this.numbering = numbering;
  }

  private static Pattern line(String label) {
    return Pattern.compile(
        "^[\\s*_>#\"'-]*" + label + "[\\s*_\"']*[:：][\\s*_]*(?<value>.*?)[\\s*_]*$",
        Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
  }

  @Override
  public Reading read(String text) {
    if (text.isBlank()) {
      return new Reading.Unreadable("the message is empty");
    }
    try {
      ReplyJson json = ReplyJson.in(text, "ranking");
      if (!json.objects().isEmpty()) {
        return fromJson(json.objects());
      }
      List<String> best = values(BEST, text);
      if (!best.isEmpty()) {
        return fromLines(best, text);
      }
      if (json.cutOff()) {
        throw new UnreadableReply("the JSON breaks off before its end");
      }
      ReplyEntries votes = new ReplyEntries(numbering);
      votes.add(named(text.strip(), "the message"), OptionalDouble.empty());
      return new Reading.Understood(votes.ranking(), Optional.empty());
    } catch (UnreadableReply e) {
      return new Reading.Unreadable(e.getMessage());
    }
  }

  private Reading fromJson(List<ObjectNode> objects) {
    ReplyEntries first = votes(objects.get(0));
    for (ObjectNode other : objects.subList(1, objects.size())) {
      if (!votes(other).ranking().equals(first.ranking())) {
        throw new UnreadableReply("it holds two different answers");
      }
    }
    JsonNode reasoning = objects.get(0).path("reasoning");
    return new Reading.Understood(
        first.ranking(),
        Optional.of(reasoning).filter(JsonNode::isTextual).map(JsonNode::textValue));
  }

  private ReplyEntries votes(ObjectNode object) {
    JsonNode list = object.get("ranking");
    if (!list.isArray() || list.isEmpty()) {
      throw new UnreadableReply("\"ranking\" must be a list with one entry or more");
    }
    ReplyEntries votes = new ReplyEntries(numbering);
    for (JsonNode entry : list) {
      JsonNode container = entry.isObject() ? entry.path("container") : entry;
      votes.add(number(container), share(entry.path("probability")));
    }
    return votes;
  }

  private static int number(JsonNode container) {
    if (container.isTextual()) {
      return named(container.textValue().strip(), "\"container\"");
    }
    if (container.isNull()) {
      return ReplyEntries.NONE;
    }
    if (container.isNumber()
        && container.canConvertToInt()
        && container.doubleValue() == container.intValue()) {
      return container.intValue();
    }
    throw new UnreadableReply("every entry of \"ranking\" must have a whole number \"container\"");
  }

  private static OptionalDouble share(JsonNode probability) {
    if (probability.isNumber()) {
      return OptionalDouble.of(probability.doubleValue());
    }
    Matcher text = SHARE.matcher(probability.asText(""));
    return text.matches() ? share(text) : OptionalDouble.empty();
  }

  private static OptionalDouble share(Matcher text) {
    double share = Double.parseDouble(text.group("share"));
    return OptionalDouble.of(text.group("percent").isEmpty() ? share : share / 100);
  }

  private Reading fromLines(List<String> best, String text) {
    ReplyEntries votes = new ReplyEntries(numbering);
    int chosen = named(best.get(0), "\"Best container\"");
    for (String other : best) {
      if (named(other, "\"Best container\"") != chosen) {
        throw new UnreadableReply("it names two best containers");
      }
    }
    List<String> rankings = values(RANKING, text);
    if (rankings.size() == 1 && !rankings.get(0).isEmpty()) {
      for (String part : rankings.get(0).split("[,;]")) {
        Matcher named = NAMED.matcher(part.strip());
        if (!named.matches()) {
          throw new UnreadableReply("\"Ranking\" must list numbers with probabilities");
        }
        Matcher share = SHARE.matcher(named.group("rest"));
        votes.add(number(named), share.matches() ? share(share) : OptionalDouble.empty());
      }
      votes.requireFirst(chosen);
    } else {
      votes.add(chosen, OptionalDouble.empty());
    }
    List<String> reasons = values(REASONS, text);
    return new Reading.Understood(votes.ranking(), reasons.stream().findFirst());
  }

  private static List<String> values(Pattern line, String text) {
    List<String> values = new ArrayList<>();
    Matcher found = line.matcher(text);
    while (found.find()) {
      values.add(found.group("value").strip());
    }
    return values;
  }

  /** The one number that a text names; 0 for "none". */
  private static int named(String text, String where) {
    Matcher named = NAMED.matcher(text.replaceAll("[*_`\"']", ""));
    if (!named.matches()) {
      throw new UnreadableReply(where + " does not begin with a container's number or None");
    }
    if (ANOTHER.matcher(named.group("rest")).matches()) {
      throw new UnreadableReply(where + " names more than one container");
    }
    if (where.equals("the message") && !named.group("rest").matches("[\\s\\p{Punct}]*")) {
      throw new UnreadableReply("there is no line \"Best container\"");
    }
    return number(named);
  }

  private static int number(Matcher named) {
    String digits = named.group("number");
    return digits == null ? ReplyEntries.NONE : Integer.parseInt(digits);
  }
}
