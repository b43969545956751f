package org.stowbench.predictors.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictors.llm.scene.Numbering;
import org.stowbench.query.Answer;

/**
 * Reads a ranking of numbered containers: JSON with {@code ranking}, or else lines "Best container:
 * 4" (or "None") and "Ranking: 4 = 50%, 7 = 20%", one of them or both, or else a reply that is a
 * number and nothing more. Markup and wrappers do not matter; what could mean two things is not
 * guessed at.
 */
public final class RankingReader implements ReplyReader {

  private static final Pattern BEST = Lines.label("best[\\s_-]*container");
  private static final Pattern RANKING = Lines.label("ranking");
  private static final Pattern NAME =
      Pattern.compile("\\s*(?:(?:container\\s*)?#?\\d{1,9}|none)\\s*", Pattern.CASE_INSENSITIVE);
  private static final String BEST_LINE = "\"Best container\"";

  private final Names names;
  private final JsonAnswers.Form form = new Form();

  /** Reads replies that use these numbers. */
  public RankingReader(Numbering numbering) {
    this.names = new Names(numbering);
  }

  @Override
  public Reading read(String text) {
    return AnswerSearch.read(text, form);
  }

  private Ranking only(Lines lines) {
    String line =
        lines.only().orElseThrow(() -> new UnreadableReply("there is no line " + BEST_LINE));
    return list(line).orElseGet(() -> Ranking.of(names.alone(line, "the message")));
  }

  /** A list without its label, known by its probabilities. */
  private Optional<Ranking> list(String line) {
    try {
      return Optional.of(RankingList.read(names, line))
          .filter(ranking -> ranking.scores() == Ranking.Scores.PROBABILITY);
    } catch (UnreadableReply e) {
      return Optional.empty();
    }
  }

  private static void requireOne(List<Answer> best) {
    if (best.stream().distinct().count() > 1) {
      throw new UnreadableReply("it names two best containers");
    }
  }

  private static Ranking requireFirst(Ranking ranking, List<Answer> chosen) {
    if (!chosen.isEmpty() && !ranking.first().equals(chosen.get(0))) {
      throw new UnreadableReply(BEST_LINE + " is not the first of \"Ranking\"");
    }
    return ranking;
  }

  /** In JSON and in words. */
  private final class Form implements JsonAnswers.Form {

    @Override
    public Optional<Reading.Understood> inObject(
        JsonNode object, Map<String, JsonNode> fields, boolean bare) {
      List<Answer> best = new ArrayList<>();
      Stream.of("bestcontainer", "bestcontainernumber", "bestcontainerid", "best")
          .map(fields::get)
          .filter(field -> field != null)
          .forEach(field -> best.add(container(field)));
      requireOne(best);
      Optional<Ranking> ranking =
          Optional.ofNullable(fields.get("ranking"))
              .map(this::list)
              .or(() -> best.stream().findFirst().map(Ranking::of))
              .or(() -> bare ? entry(object, fields) : Optional.empty());
      return ranking.map(
          r -> new Reading.Understood(requireFirst(r, best), JsonAnswers.reasons(fields)));
    }

    /** An entry that no list is around. */
    private Optional<Ranking> entry(JsonNode object, Map<String, JsonNode> fields) {
      ReplyEntries entries = new ReplyEntries();
      if (!add(object, fields, entries)) {
        return Optional.empty();
      }
      return Optional.of(entries.ranking());
    }

    @Override
    public Optional<Reading.Understood> inList(JsonNode list) {
      boolean entries = !list.isEmpty();
      for (JsonNode entry : list) {
        entries &=
            entry.isIntegralNumber()
                || (entry.isTextual() && NAME.matcher(entry.textValue()).matches())
                || (entry.isObject()
                    && (named(JsonAnswers.fields(entry)).isPresent()
                        || byNumber(JsonAnswers.fields(entry))));
      }
      return entries
          ? Optional.of(new Reading.Understood(list(list), Optional.empty()))
          : Optional.empty();
    }

    @Override
    public Reading.Understood inWords(String text) {
      Lines lines = new Lines(text);
      List<String> best = lines.values(BEST);
      List<String> rankings = lines.values(RANKING).stream().filter(v -> !v.isEmpty()).toList();
      if (best.isEmpty() && rankings.isEmpty()) {
        return new Reading.Understood(only(lines), lines.reasons());
      }
      List<Answer> chosen = best.stream().map(v -> names.in(v, BEST_LINE)).distinct().toList();
      requireOne(chosen);
      List<Ranking> lists =
          rankings.stream().map(v -> RankingList.read(names, v)).distinct().toList();
      if (lists.size() > 1) {
        throw new UnreadableReply("it holds two different rankings");
      }
      Ranking ranking =
          lists.isEmpty() ? Ranking.of(chosen.get(0)) : requireFirst(lists.get(0), chosen);
      if (names.takesBack(lines.after(BEST, RANKING), ranking.first())) {
        throw new UnreadableReply("it takes its answer back");
      }
      return new Reading.Understood(ranking, lines.reasons());
    }

    /** Words after an answer in JSON may repeat it and must not contradict it. */
    @Override
    public boolean agrees(String after, Reading.Understood answer) {
      return !names.takesBack(after, answer.ranking().first())
          && new Lines(after)
              .values(BEST).stream()
                  .allMatch(value -> names.in(value, BEST_LINE).equals(answer.ranking().first()));
    }

    private Ranking list(JsonNode list) {
      if (list.isTextual()) {
        return ReplyJson.isWhole(list.textValue())
            ? list(ReplyJson.in(list.textValue()).values().get(0).node())
            : RankingList.read(names, list.textValue());
      }
      if (list.isNumber()) {
        return Ranking.of(container(list));
      }
      ReplyEntries entries = new ReplyEntries();
      if (list.isObject() && byNumber(JsonAnswers.fields(list))) {
        add(list, JsonAnswers.fields(list), entries);
        return entries.ranking();
      }
      if (!list.isArray() || list.isEmpty()) {
        throw new UnreadableReply("\"ranking\" must be a list with one entry or more");
      }
      for (JsonNode entry : list) {
        if (entry.isTextual() && entry.textValue().matches(".*[=:%].*")) {
          for (RankedAnswer ranked : RankingList.read(names, entry.textValue()).answers()) {
            entries.add(
                ranked.answer(),
                ranked.score().isPresent()
                    ? Optional.of(new Share(ranked.score().getAsDouble(), false))
                    : Optional.empty());
          }
        } else if (!entry.isObject()) {
          entries.add(container(entry), Optional.empty());
        } else if (!add(entry, JsonAnswers.fields(entry), entries)) {
          throw new UnreadableReply("every entry of \"ranking\" must have a \"container\"");
        }
      }
      return entries.ranking();
    }

    private static Optional<JsonNode> named(Map<String, JsonNode> fields) {
      return Stream.of("container", "containernumber", "containerid", "number")
          .map(fields::get)
          .filter(field -> field != null)
          .findFirst();
    }

    /** Adds what an object says of a container, or of several; false if it says nothing. */
    private boolean add(JsonNode object, Map<String, JsonNode> fields, ReplyEntries entries) {
      Optional<JsonNode> named = named(fields);
      if (named.isPresent()) {
        fields.forEach(
            (field, value) -> {
              if (value.isNumber()) {
                entries.see(field, value.doubleValue());
              }
            });
        entries.add(
            container(named.get()),
            Stream.of("probability", "prob", "p")
                .map(fields::get)
                .filter(field -> field != null)
                .findFirst()
                .flatMap(this::share));
        return true;
      }
      if (!byNumber(fields)) {
        return false;
      }
      object
          .properties()
          .forEach(
              field ->
                  entries.add(names.alone(field.getKey(), "a field"), share(field.getValue())));
      return true;
    }

    /** Whether an object's fields are containers, such as {@code {"4": 0.6, "none": 0.2}}. */
    private boolean byNumber(Map<String, JsonNode> fields) {
      return !fields.isEmpty()
          && fields.entrySet().stream()
              .allMatch(
                  field ->
                      field.getKey().matches("(?:container)?\\d{1,9}|none")
                          && (field.getValue().isNumber() || field.getValue().isTextual()))
          && fields.keySet().stream().anyMatch(field -> !field.equals("none"));
    }

    private Answer container(JsonNode container) {
      if (container.isTextual()) {
        return names.in(container.textValue(), "\"container\"");
      }
      if (container.isNull()) {
        return Answer.NOT_HERE;
      }
      if (container.isArray() && container.size() == 1) {
        return container(container.get(0));
      }
      if (container.isObject() && container.size() == 1 && container.has("container")) {
        return container(container.get("container"));
      }
      if (container.isNumber()
          && container.canConvertToInt()
          && container.doubleValue() == container.intValue()) {
        return names.answer(container.intValue());
      }
      throw new UnreadableReply(
          "every entry of \"ranking\" must have a whole number \"container\"");
    }

    private Optional<Share> share(JsonNode probability) {
      if (probability.isNull()) {
        return Optional.empty();
      }
      Optional<Share> share =
          probability.isNumber()
              ? Optional.of(new Share(probability.doubleValue(), false))
              : Share.of(probability.asText(""));
      if (share.isEmpty()) {
        throw new UnreadableReply("every \"probability\" must be a number from 0 to 1");
      }
      return share;
    }
  }
}
