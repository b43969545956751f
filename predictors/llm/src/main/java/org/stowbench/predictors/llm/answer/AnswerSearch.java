package org.stowbench.predictors.llm.answer;

import java.util.List;

/**
 * Where in a final text the answer is: in its JSON, or else in its words; after the last heading
 * "Final answer" where there is one. JSON that is damaged or breaks off was to be the answer, so
 * the words before it are none.
 */
final class AnswerSearch {

  private AnswerSearch() {}

  /** Reads a text. */
  static Reading read(String text, JsonAnswers.Form form) {
    if (text.isBlank()) {
      return new Reading.Unreadable("the message is empty");
    }
    try {
      return find(ReplyJson.unquoted(text), form);
    } catch (UnreadableReply e) {
      return new Reading.Unreadable(e.getMessage());
    }
  }

  private static Reading find(String text, JsonAnswers.Form form) {
    ReplyJson json = ReplyJson.in(text);
    if (json.damage().isPresent()) {
      throw new UnreadableReply(json.damage().get());
    }
    List<Lines.Heading> headings = Lines.headings(text, json.values());
    int from = headings.isEmpty() ? 0 : headings.get(headings.size() - 1).end();
    List<ReplyJson.Value> values =
        json.values().stream()
            .filter(value -> value.start() >= from && value.isMeant(text, from))
            .toList();
    Reading.Understood answer = null;
    int end = from;
    for (ReplyJson.Value value : values) {
      for (Reading.Understood found : JsonAnswers.in(value.node(), form)) {
        if (answer != null && !answer.ranking().equals(found.ranking())) {
          throw new UnreadableReply("it holds two different answers");
        }
        answer = answer == null ? found : answer;
        end = value.end();
      }
    }
    if (answer == null) {
      return agreeing(headings, text, withoutJson(text.substring(from), values, form), form);
    }
    if (!form.agrees(text.substring(end), answer)) {
      throw new UnreadableReply("its JSON and the words after it are different answers");
    }
    return agreeing(headings, text, answer, form);
  }

  /** Two headings of the same words are equals: what is under the first must not be another. */
  private static Reading agreeing(
      List<Lines.Heading> headings, String text, Reading.Understood answer, JsonAnswers.Form form) {
    for (int i = 0; i + 1 < headings.size(); i++) {
      String under = text.substring(headings.get(i).end(), headings.get(i + 1).start());
      if (headings.get(i).words().equals(headings.get(headings.size() - 1).words())
          && read(under, form) instanceof Reading.Understood other
          && !other.ranking().equals(answer.ranking())) {
        throw new UnreadableReply("it holds two different answers");
      }
    }
    return answer;
  }

  private static Reading.Understood withoutJson(
      String text, List<ReplyJson.Value> values, JsonAnswers.Form form) {
    try {
      return form.inWords(text);
    } catch (UnreadableReply e) {
      if (values.stream().anyMatch(value -> value.node().isObject())) {
        throw new UnreadableReply("its JSON does not have the field that was asked for");
      }
      throw e;
    }
  }
}
