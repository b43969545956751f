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
import org.stowbench.predictors.llm.chat.ModelReply;

/** What was said for one query, for the journal. Used by one thread. */
final class Transcript {

  private record Call(int sample, ModelReply reply) {}

  private final String prompt;
  private final List<Call> calls = new ArrayList<>();

  private Optional<String> missing = Optional.empty();

  Transcript(String prompt) {
    this.prompt = prompt;
  }

  /** Says what is missing in the prediction. */
  void lacks(String words) {
    missing = Optional.of(words);
  }

  void add(int sample, ModelReply reply) {
    calls.add(new Call(sample, reply));
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
    ObjectNode json = Json.object().put("prompt", prompt);
    missing.ifPresent(words -> json.put(Details.INCOMPLETE, words));
    ArrayNode list = json.putArray("calls");
    for (Call call : calls) {
      ModelReply reply = call.reply();
      ObjectNode object = list.addObject().put("sample", call.sample()).put("text", reply.text());
      reply.thoughts().ifPresent(thoughts -> object.put("thoughts", thoughts));
      reply.finishReason().ifPresent(reason -> object.put("finish_reason", reason));
      reply.model().ifPresent(model -> object.put("model", model));
      reply.usage().ifPresent(usage -> UsageJson.write(usage, object));
      object.put("latency_ms", reply.latency().toNanos() / 1e6).put("cached", reply.cached());
    }
    return new Details(json);
  }
}
