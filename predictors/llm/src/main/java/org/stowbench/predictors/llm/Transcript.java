package org.stowbench.predictors.llm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stowbench.io.Json;
import org.stowbench.io.UsageJson;
import org.stowbench.prediction.Details;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Usage;
import org.stowbench.predictors.llm.chat.Message;
import org.stowbench.predictors.llm.chat.ModelReply;

/**
 * What was said for one query, for the journal; {@link org.stowbench.run.Conversation} reads it.
 * Used by one thread.
 */
final class Transcript {

  /**
   * A reply.
   *
   * @param repair what was said to the model after a reply that was no answer, and led to this one
   */
  record Said(Optional<String> repair, ModelReply reply) {}

  private record Call(int sample, Optional<String> question, Said said) {

    ModelReply reply() {
      return said.reply();
    }
  }

  private final Optional<String> prompt;
  private final List<Message> opening;
  private Optional<String> question = Optional.empty();
  private final List<Call> calls = new ArrayList<>();

  private Optional<String> missing = Optional.empty();

  /**
   * Nothing said yet.
   *
   * @param prompt name and version; empty, as the next, where nothing was put to a model
   * @param opening what is said before the model speaks
   */
  Transcript(Optional<String> prompt, List<Message> opening) {
    this.prompt = prompt;
    this.opening = opening;
  }

  /** Says what is missing in the prediction. */
  void lacks(String words) {
    missing = Optional.of(words);
  }

  /** What comes next was another question about the same query, which began with these messages. */
  void next(List<Message> messages) {
    question = Optional.of(messages.get(messages.size() - 1).text());
  }

  void add(int sample, Said said) {
    calls.add(new Call(sample, question, said));
    question = Optional.empty();
  }

  /** What the model replied last. */
  Optional<ModelReply> last() {
    return calls.isEmpty() ? Optional.empty() : Optional.of(calls.get(calls.size() - 1).reply());
  }

  /** The prediction with usage and details; its latency is left to the harness to measure. */
  Prediction describe(Prediction prediction) {
    Prediction described = prediction.withDetails(details());
    return usage().map(described::withUsage).orElse(described);
  }

  /**
   * All calls together; empty where a provider does not count. A cost counts only if all have one.
   */
  private Optional<Usage> usage() {
    Usage total = Usage.NONE;
    for (Call call : calls) {
      Optional<Usage> usage = call.reply().usage();
      if (usage.isEmpty()) {
        return Optional.empty();
      }
      total = total.plus(usage.get());
    }
    return calls.isEmpty() ? Optional.empty() : Optional.of(total);
  }

  private Details details() {
    ObjectNode json = Json.object();
    prompt.ifPresent(name -> json.put("prompt", name));
    missing.ifPresent(words -> json.put(Details.INCOMPLETE, words));
    if (!opening.isEmpty()) {
      json.set("messages", Message.write(opening));
    }
    ArrayNode list = json.putArray("calls");
    for (Call call : calls) {
      ModelReply reply = call.reply();
      ObjectNode object = list.addObject().put("sample", call.sample()).put("text", reply.text());
      call.question().ifPresent(asked -> object.put("question", asked));
      call.said().repair().ifPresent(repair -> object.put("repair", repair));
      reply.thoughts().ifPresent(thoughts -> object.put("thoughts", thoughts));
      reply.finishReason().ifPresent(reason -> object.put("finish_reason", reason));
      reply.model().ifPresent(model -> object.put("model", model));
      reply.usage().ifPresent(usage -> UsageJson.write(usage, object));
      object.put("latency_ms", reply.latency().toNanos() / 1e6).put("cached", reply.cached());
    }
    return new Details(json);
  }
}
