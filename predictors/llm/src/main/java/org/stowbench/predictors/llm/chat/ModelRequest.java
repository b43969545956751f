package org.stowbench.predictors.llm.chat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a model is asked.
 *
 * @param query id of the query that it is about; not sent, and no part of what shapes the reply
 * @param messages the conversation so far, one or more, the last of them the user's
 * @param schema what the reply must look like, where the model is to keep to one
 * @param sample which of several replies to the same messages this is, from 0
 * @param choices what the schema lets the reply name as a container; empty for anything. They
 *     follow from the messages
 * @param round how often this sample was asked before, because the reply could not be read
 */
public record ModelRequest(
    String query,
    List<Message> messages,
    Optional<Schema> schema,
    List<String> choices,
    int sample,
    int round) {

  /** The JSON schemas that replies are asked to keep to. */
  public enum Schema {
    /** A ranking of container numbers. */
    RANKING,
    /** The number of one container, as the NOAM method asks: item, best container, reasoning. */
    BEST,
    /** A box in the picture. */
    BOX,
    /**
     * No schema: the reply is a number, and its text is {@link FirstTokens}, how likely each
     * beginning was.
     */
    LIKELIHOODS
  }

  /** Languages and models differ; about four characters of English prose are a token. */
  private static final int CHARACTERS_A_TOKEN = 4;

  /** Whether the probabilities of the reply's beginning are asked for in place of the reply. */
  public boolean asksForLikelihoods() {
    return schema.filter(Schema.LIKELIHOODS::equals).isPresent();
  }

  public ModelRequest {
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(schema, "schema");
    messages = List.copyOf(messages);
    choices = List.copyOf(choices);
    if (messages.isEmpty() || messages.get(messages.size() - 1).role() != Message.Role.USER) {
      throw new IllegalArgumentException("request: the last message must be the user's");
    }
    if (sample < 0 || round < 0) {
      throw new IllegalArgumentException(
          "sample %d, round %d: both must be 0 or more".formatted(sample, round));
    }
  }

  /** A request whose reply may name anything. */
  public ModelRequest(
      String query, List<Message> messages, Optional<Schema> schema, int sample, int round) {
    this(query, messages, schema, List.of(), sample, round);
  }

  /** What the user says last. */
  public String question() {
    return messages.get(messages.size() - 1).text();
  }

  /** Whether any message shows a picture. */
  public boolean showsPictures() {
    return messages.stream().anyMatch(message -> message.picture().isPresent());
  }

  /** Roughly how many tokens it is: an estimate for limits and for showing, never for accounts. */
  public long estimatedTokens() {
    long tokens = 0;
    for (Message message : messages) {
      tokens += message.text().length() / CHARACTERS_A_TOKEN + 4;
      tokens += message.picture().map(Picture::tokens).orElse(0);
    }
    return tokens;
  }
}
