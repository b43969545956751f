package org.stowbench.predictors.llm.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.stowbench.prediction.Usage;
import org.stowbench.predictors.llm.chat.FirstTokens;
import org.stowbench.predictors.llm.chat.Message;
import org.stowbench.predictors.llm.chat.ModelReply;
import org.stowbench.predictors.llm.chat.ModelRequest;
import org.stowbench.predictors.llm.spending.Price;
import org.stowbench.predictors.net.Secret;

/** One model of one provider, asked once: no retries, no limits. */
final class ProviderChat {

  private static final String NO_KEY = "none";

  private final WireClient wire;
  private final ChatModel model;
  private final OptionalDouble temperature;
  private final boolean newNames;
  private final boolean schemas;
  private final Optional<Price> price;
  private final String name;
  private final AtomicLong miscounts = new AtomicLong();

  ProviderChat(ModelSettings settings, Optional<Secret> key, Optional<Price> price) {
    this.wire = new WireClient(settings, key);
    this.model = model(settings, key.map(Secret::value).orElse(NO_KEY), wire.builder());
    this.price = price;
    this.name = settings.model();
    this.temperature = settings.temperature();
    this.schemas = !settings.extras().has("response-format");
    // OpenAI itself knows only the new name of the limit of output tokens, many that speak its
    // protocol only the old one.
    this.newNames = settings.provider() == Provider.OPENAI && settings.baseUrl().isEmpty();
  }

  /** Where requests go, for messages. */
  String route() {
    return wire.route();
  }

  private static ChatModel model(ModelSettings settings, String key, HttpClientBuilder wire) {
    return switch (settings.provider()) {
      case OPENAI, OLLAMA, MISTRAL ->
          OpenAiChatModel.builder()
              .httpClientBuilder(wire)
              .baseUrl(settings.url())
              .apiKey(key)
              .modelName(settings.name())
              .strictJsonSchema(true)
              .maxRetries(0)
              .build();
      case ANTHROPIC ->
          AnthropicChatModel.builder()
              .httpClientBuilder(wire)
              .baseUrl(settings.url())
              .apiKey(key)
              .modelName(settings.name())
              .maxRetries(0)
              .build();
      case GEMINI ->
          GoogleAiGeminiChatModel.builder()
              .httpClientBuilder(wire)
              .baseUrl(settings.url())
              .apiKey(key)
              .modelName(settings.name())
              .maxRetries(0)
              .build();
    };
  }

  /**
   * Asks once; whatever goes wrong is thrown as LangChain4j throws it, see {@link CallFailure}.
   *
   * @param count how many replies are asked for, 1 or more
   * @param mostTokens how long a reply may get
   * @param changes what the server was found to want otherwise
   * @return one or more, at most {@code count}
   */
  List<ModelReply> ask(
      ModelRequest request, int count, int mostTokens, Set<Adaptation.Change> changes) {
    wire.nextIs(request.sample(), count);
    ChatRequest asked =
        ChatRequest.builder()
            .messages(request.messages().stream().map(ProviderChat::message).toList())
            .parameters(parameters(request, mostTokens, changes))
            .build();
    long start = System.nanoTime();
    try {
      model.chat(asked);
    } catch (RuntimeException e) {
      List<WireReply> all = WireClient.Received.in(e).orElseThrow(() -> e);
      Duration latency = Duration.ofNanos(System.nanoTime() - start);
      List<WireReply> replies = all.subList(0, Math.min(count, all.size()));
      List<Optional<Usage>> usages = usages(replies.get(0).tokens(), replies.size());
      boolean free =
          request.schema().isPresent() && !request.asksForLikelihoods() && !sendsSchemas(changes);
      return IntStream.range(0, replies.size())
          .mapToObj(
              i -> {
                WireReply reply = replies.get(i);
                return reply(
                    request.asksForLikelihoods() ? reply.asLikelihoods() : reply,
                    usages.get(i),
                    latency,
                    free);
              })
          .toList();
    }
    throw new IllegalStateException("a model replied without asking anybody");
  }

  private ChatRequestParameters parameters(
      ModelRequest request, int mostTokens, Set<Adaptation.Change> changes) {
    boolean newName = newNames != changes.contains(Adaptation.Change.OTHER_NAME_OF_LIMIT);
    boolean plain = !newName && !request.asksForLikelihoods();
    // What only OpenAI's protocol has is not for other providers' models.
    return plain
        ? common(ChatRequestParameters.builder(), request, changes)
            .maxOutputTokens(mostTokens)
            .build()
        : openAi(request, mostTokens, newName, changes);
  }

  private ChatRequestParameters openAi(
      ModelRequest request, int mostTokens, boolean newName, Set<Adaptation.Change> changes) {
    OpenAiChatRequestParameters.Builder parameters =
        common(OpenAiChatRequestParameters.builder(), request, changes);
    if (newName) {
      parameters.maxCompletionTokens(mostTokens);
    } else {
      parameters.maxOutputTokens(mostTokens);
    }
    if (request.asksForLikelihoods()) {
      parameters.logprobs(true).topLogprobs(FirstTokens.CANDIDATES);
    }
    return parameters.build();
  }

  private <B extends DefaultChatRequestParameters.Builder<B>> B common(
      DefaultChatRequestParameters.Builder<B> parameters,
      ModelRequest request,
      Set<Adaptation.Change> changes) {
    if (temperature.isPresent() && !changes.contains(Adaptation.Change.NO_TEMPERATURE)) {
      parameters.temperature(temperature.getAsDouble());
    }
    if (!request.asksForLikelihoods() && sendsSchemas(changes)) {
      request
          .schema()
          .ifPresent(s -> parameters.responseFormat(Schemas.format(s, request.choices())));
    }
    @SuppressWarnings("unchecked")
    B itself = (B) parameters;
    return itself;
  }

  private boolean sendsSchemas(Set<Adaptation.Change> changes) {
    return schemas && !changes.contains(Adaptation.Change.NO_SCHEMA);
  }

  private static ModelReply reply(
      WireReply reply, Optional<Usage> usage, Duration latency, boolean free) {
    return new ModelReply(
        reply.text(), reply.thoughts(), usage, reply.finish(), reply.model(), latency, free, false);
  }

  /** What a request without a reply took, where its provider counts that. */
  Optional<Usage> usage(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpFailure http) {
        return Tokens.in(http.getMessage()).map(this::usage);
      }
      if (cause instanceof ErrorBody body) {
        return body.tokens().map(this::usage);
      }
    }
    return Optional.empty();
  }

  /** What the user should know about how replies were counted. */
  Optional<String> miscounts() {
    return miscounts.get() == 0
        ? Optional.empty()
        : Optional.of(
            "%s: in %d replies the tokens in and out are not the total that it tells; the larger count was booked"
                .formatted(name, miscounts.get()));
  }

  private Usage usage(Tokens tokens) {
    if (!tokens.addUp()) {
      miscounts.incrementAndGet();
    }
    return usage(tokens.in(), tokens.out());
  }

  private Usage usage(long in, long out) {
    return new Usage(
        in, out, price.map(p -> OptionalDouble.of(p.of(in, out))).orElse(OptionalDouble.empty()));
  }

  /**
   * What each of several replies took. Providers tell the sum: what went in is the first one's, and
   * what came out is divided evenly.
   */
  private List<Optional<Usage>> usages(Optional<Tokens> sum, int replies) {
    Optional<Usage> all = sum.map(this::usage);
    List<Optional<Usage>> usages = new ArrayList<>();
    for (int i = 0; i < replies; i++) {
      boolean isFirst = i == 0;
      usages.add(
          all.map(
              usage -> {
                long share = usage.outputTokens() / replies;
                return isFirst
                    ? usage(usage.inputTokens(), usage.outputTokens() - share * (replies - 1))
                    : usage(0, share);
              }));
    }
    return usages;
  }

  private static ChatMessage message(Message message) {
    return switch (message.role()) {
      case SYSTEM -> SystemMessage.from(message.text());
      case MODEL -> AiMessage.from(message.text());
      case USER ->
          message
              .picture()
              .<UserMessage>map(
                  picture ->
                      UserMessage.from(
                          List.<Content>of(
                              ImageContent.from(
                                  Base64.getEncoder().encodeToString(picture.bytes()),
                                  picture.mediaType()),
                              TextContent.from(message.text()))))
              .orElseGet(() -> UserMessage.from(message.text()));
    };
  }
}
