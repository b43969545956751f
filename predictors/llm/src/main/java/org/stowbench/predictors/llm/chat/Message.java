package org.stowbench.predictors.llm.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.io.Json;
import org.stowbench.io.Sha256;

/**
 * One turn of a conversation.
 *
 * @param role who speaks
 * @param text what is said
 * @param picture shown beside the text; only a user shows one
 */
public record Message(Role role, String text, Optional<Picture> picture) {

  /** Who speaks. */
  public enum Role {
    SYSTEM,
    USER,
    MODEL
  }

  public Message {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(text, "text");
    if (picture.isPresent() && role != Role.USER) {
      throw new IllegalArgumentException("a message of role " + role + " shows a picture");
    }
  }

  /** What the model is told about its task. */
  public static Message system(String text) {
    return new Message(Role.SYSTEM, text, Optional.empty());
  }

  /** What the model is asked. */
  public static Message user(String text) {
    return new Message(Role.USER, text, Optional.empty());
  }

  /** What the model said, or is said to have said. */
  public static Message model(String text) {
    return new Message(Role.MODEL, text, Optional.empty());
  }

  /**
   * Messages as JSON: role, text and, where one is shown, the picture's SHA-256. Keys of kept
   * replies are made of it.
   */
  public static ArrayNode write(List<Message> messages) {
    ArrayNode list = Json.list();
    for (Message message : messages) {
      ObjectNode object = list.addObject();
      object.put("role", Json.name(message.role())).put("text", message.text());
      message.picture().ifPresent(picture -> object.put("picture", Sha256.digits(picture.bytes())));
    }
    return list;
  }

  /** This message with a picture. */
  public Message showing(Picture shown) {
    return new Message(role, text, Optional.of(shown));
  }
}
