package org.stowbench.predictors.llm.cache;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.prediction.Details;
import org.stowbench.run.Conversation;

/**
 * A kept reply with what it was given to.
 *
 * @param messages the conversation before it
 * @param reply the file's fields
 */
record KeptReply(
    String query,
    String url,
    String model,
    int sample,
    Optional<String> parameters,
    List<ObjectNode> messages,
    ObjectNode reply) {

  /** Reads a file; empty where it does not say what the reply was given to. */
  static Optional<KeptReply> read(JsonInput json) {
    return json.optional("asked")
        .filter(asked -> asked.optional("query").isPresent())
        .map(
            asked ->
                new KeptReply(
                    asked.field("query").text(),
                    asked.field("url").text(),
                    asked.field("model").text(),
                    asked.field("sample").integer(),
                    asked.optionalText("parameters"),
                    asked.field("messages").elements().stream().map(JsonInput::object).toList(),
                    json.object()));
  }

  /** Puts replies after a first one, that was no answer, behind it. */
  static List<ReplyCache.Kept> conversations(List<KeptReply> replies) {
    List<KeptReply> sorted = new ArrayList<>(replies);
    sorted.sort(
        Comparator.comparing(KeptReply::model)
            .thenComparing(KeptReply::url)
            .thenComparing(reply -> reply.parameters().orElse(""))
            .thenComparingInt(KeptReply::sample)
            .thenComparingInt(reply -> reply.messages().size())
            .thenComparing(reply -> reply.messages().toString()));
    List<ReplyCache.Kept> conversations = new ArrayList<>();
    while (!sorted.isEmpty()) {
      KeptReply first = sorted.get(0);
      List<KeptReply> whole = sorted.stream().filter(other -> other.goesOn(first)).toList();
      sorted.removeAll(whole);
      conversations.add(
          new ReplyCache.Kept(
              first.model(), first.url(), first.parameters(), conversation(first, whole)));
    }
    return conversations;
  }

  private boolean goesOn(KeptReply first) {
    int beginning = first.messages.size();
    return model.equals(first.model)
        && url.equals(first.url)
        && parameters.equals(first.parameters)
        && sample == first.sample
        && messages.size() >= beginning
        && messages.subList(0, beginning).equals(first.messages);
  }

  private static Conversation conversation(KeptReply first, List<KeptReply> whole) {
    ObjectNode details = Json.object();
    details.putArray("messages").addAll(first.messages);
    ArrayNode calls = details.putArray("calls");
    for (KeptReply reply : whole) {
      ObjectNode call = reply.reply.deepCopy().put("sample", reply.sample);
      call.put("latency_ms", call.path("latency_ns").asLong() / 1e6);
      if (reply.messages.size() > first.messages.size()) {
        call.put("repair", reply.messages.get(reply.messages.size() - 1).path("text").asText());
      }
      calls.add(call);
    }
    return Conversation.of(new Details(details)).orElse(new Conversation(List.of()));
  }
}
