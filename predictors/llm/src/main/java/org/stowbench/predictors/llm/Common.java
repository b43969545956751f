package org.stowbench.predictors.llm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.predictor.PredictorOption;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictors.llm.cache.CachingChat;
import org.stowbench.predictors.llm.cache.ReplyCache;
import org.stowbench.predictors.llm.chat.Chat;
import org.stowbench.predictors.llm.model.LiveChat;
import org.stowbench.predictors.llm.model.ModelSettings;
import org.stowbench.predictors.llm.model.Provider;
import org.stowbench.predictors.llm.prompt.PromptTemplate;
import org.stowbench.predictors.net.Keys;

/** What the predictors of this module have in common. */
final class Common {

  static final PredictorOption SAMPLES =
      new PredictorOption("samples", "replies that vote, 1 to 100", "1");

  private Common() {}

  /** Live models, behind the cache unless that is not to be used. */
  static Function<ModelSettings, Chat> live(PredictorEnvironment environment) {
    return settings -> {
      Chat chat = LiveChat.of(settings, environment.home(), environment.budget());
      return environment.allowance().cache()
          ? new CachingChat(chat, settings, new ReplyCache(environment.home()), environment.seed())
          : chat;
    };
  }

  /** What each provider needs and whether this machine has it. */
  static List<String> needs(Path home) {
    Keys keys = Keys.of(home);
    List<String> lines = new ArrayList<>();
    for (Provider provider : Provider.values()) {
      String need =
          provider
              .keyVariable()
              .map(
                  name ->
                      "a key in %s: %s".formatted(name, keys.has(name) ? "configured" : "not set"))
              .orElse("no key; a server at " + provider.url());
      lines.add(provider.id() + "/NAME needs " + need);
    }
    lines.add("openai/NAME with base-url=URL needs a server there; a key only with key-variable=");
    return lines;
  }

  /**
   * The prompt of a spec: a shipped one by its name, or a file.
   *
   * @param shipped the names that may be given; the first is what holds without one
   */
  static PromptTemplate template(PredictorSpec spec, String... shipped) {
    String name = spec.option("prompt").orElse(shipped[0]);
    PromptTemplate template =
        List.of(shipped).contains(name)
            ? PromptTemplate.shipped(name)
            : PromptTemplate.read(spec.file("prompt").orElseThrow());
    return template.requireFor(spec.option("answer").filter("each"::equals).isPresent());
  }
}
