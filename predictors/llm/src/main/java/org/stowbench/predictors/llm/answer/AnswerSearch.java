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
      return find(text, form);
    } catch (UnreadableReply e) {
      return new Reading.Unreadable(e.getMessage());
    }
  }

  private static Reading find(String text, JsonAnswers.Form form) {
    ReplyJson json = ReplyJson.in(text);
    if (json.damage().isPresent()) {
      throw new UnreadableReply(json.damage().get());
    }
    int from = Lines.afterHeading(text, json.values());
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
      return withoutJson(text.substring(from), values, form);
    }
    if (!form.agrees(text.substring(end), answer)) {
      throw new UnreadableReply("its JSON and the words after it are different answers");
    }
    return answer;
  }

  private static Reading withoutJson(
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
