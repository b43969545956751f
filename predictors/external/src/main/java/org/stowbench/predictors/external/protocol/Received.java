package org.stowbench.predictors.external.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.PredictionJson;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.Scene;
import org.stowbench.search.Move;

/**
 * A message of a planner of which only type and id were read: enough to find the request that it
 * answers, which says how to read the rest.
 */
public final class Received {

  /**
   * JSON, and {@code NaN} and {@code Infinity} besides, which Python writes: what is not finite is
   * refused when the number is read, and then the answer that it spoils is known.
   */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build());
  }

  private final JsonNode node;

  private Received(JsonNode node) {
    this.node = node;
  }

  /**
   * Reads one message.
   *
   * @param message UTF-8
   * @throws InvalidInputException if it is not one JSON object with a type
   */
  public static Received parse(byte[] message) {
    return of(tree(message));
  }

  /**
   * Reads a list of messages.
   *
   * @param messages UTF-8
   * @throws InvalidInputException if it is not a JSON list of objects with a type
   */
  public static List<Received> parseAll(byte[] messages) {
    JsonNode list = tree(messages);
    if (!list.isArray()) {
      throw JsonInput.of(list, InputLocation.of("answer")).unexpected("a list of messages");
    }
    List<Received> all = new ArrayList<>(list.size());
    list.forEach(node -> all.add(of(node)));
    return all;
  }

  private static JsonNode tree(byte[] json) {
    InputLocation where = InputLocation.of("answer");
    try {
      JsonNode node = MAPPER.readTree(json);
      if (node.isMissingNode()) {
        throw new InvalidInputException(where, "expected JSON, found nothing");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw JsonInput.notJson(where, e);
    } catch (IOException e) {
      // Not from the disk or a wire: bytes that are not UTF-8 are reported like this.
      throw new InvalidInputException(where, "not JSON: not valid UTF-8", e);
    }
  }

  private static Received of(JsonNode node) {
    JsonInput.of(node, InputLocation.of("message")).field("type").name();
    return new Received(node);
  }

  /** The message's type, such as {@code answer}. */
  public String type() {
    return node.get("type").textValue();
  }

  /** The id that it names; a number counts here, though {@link #answer} refuses it. */
  public Optional<String> id() {
    return Optional.ofNullable(node.get("id"))
        .filter(id -> id.isTextual() || id.isIntegralNumber())
        .map(JsonNode::asText);
  }

  /**
   * Reads it as the planner's {@code hello}.
   *
   * @throws InvalidInputException if it is none, or of another version of the protocol
   */
  public PlannerReply.Introduction introduction() {
    JsonInput json = body("hello");
    JsonInput version = json.field("protocol");
    if (version.integer() != PlannerRequest.PROTOCOL) {
      throw version.unexpected("protocol " + PlannerRequest.PROTOCOL);
    }
    return json.build(
        o ->
            new PlannerReply.Introduction(
                o.field("name").name(),
                o.optionalText("version"),
                constants(
                    o, "wants", PlannerReply.Want.class, EnumSet.noneOf(PlannerReply.Want.class)),
                constants(
                    o, "modes", PlannerReply.Mode.class, EnumSet.of(PlannerReply.Mode.RANK))));
  }

  private static <E extends Enum<E>> Set<E> constants(
      JsonInput json, String field, Class<E> type, Set<E> otherwise) {
    Optional<JsonInput> list = json.optional(field);
    if (list.isEmpty()) {
      return otherwise;
    }
    Set<E> set = EnumSet.noneOf(type);
    list.get().elements().forEach(element -> set.add(element.constant(type)));
    return set;
  }

  /**
   * Reads it as what was said to a request for a ranking: {@link PlannerReply.Ranked} or {@link
   * PlannerReply.Failed}.
   *
   * @throws InvalidInputException if it is no such answer, or names a container that the scene does
   *     not have
   */
  public PlannerReply answer(Query query) {
    if (error().isPresent()) {
      return failed();
    }
    JsonInput json = body("answer");
    Ranking ranking = PredictionJson.readRanking(json);
    List<JsonInput> said = json.field("ranking").elements();
    for (int i = 0; i < ranking.answers().size(); i++) {
      RankedAnswer ranked = ranking.answers().get(i);
      if (ranked.answer() instanceof Answer.InContainer in) {
        requireThere(query.scene(), in.id(), said.get(i));
      }
    }
    return new PlannerReply.Ranked(
        json.field("id").text(), ranking, json.optionalText("rationale"));
  }

  /**
   * Reads it as what was said to a step of a search: {@link PlannerReply.Moved} or {@link
   * PlannerReply.Failed}.
   *
   * @throws InvalidInputException if it is no such answer, or opens a container that the scene does
   *     not have
   */
  public PlannerReply move(Query query) {
    if (error().isPresent()) {
      return failed();
    }
    JsonInput json = body("move");
    Optional<JsonInput> open = json.optional("open");
    Optional<JsonInput> giveUp = json.optional("give_up");
    if (open.isPresent() == giveUp.isPresent()) {
      throw json.invalid("expected either open or give_up");
    }
    if (giveUp.isPresent() && !giveUp.get().bool()) {
      throw giveUp.get().unexpected("true");
    }
    open.ifPresent(container -> requireThere(query.scene(), container.integer(), container));
    return new PlannerReply.Moved(
        json.field("id").text(),
        open.map(container -> (Move) Move.open(container.integer())).orElse(Move.GIVE_UP),
        json.optionalText("rationale"));
  }

  private static void requireThere(Scene scene, int container, JsonInput where) {
    int there = scene.containers().size();
    if (container < 0 || container >= there) {
      throw where.invalid(
          "names container %d: the scene has %d, numbered from 0".formatted(container, there));
    }
  }

  /**
   * What it spells in another way than the protocol asks for, though it is understood: a container
   * as {@code 0.0}, which other readers refuse. For whoever checks a planner.
   */
  public Optional<String> carelessness() {
    List<JsonNode> containers = new ArrayList<>();
    node.path("ranking").forEach(one -> containers.add(one.path("container")));
    containers.add(node.path("open"));
    return containers.stream()
        .filter(JsonNode::isNumber)
        .filter(container -> !container.isIntegralNumber())
        .findFirst()
        .map(
            container ->
                "container %s: must be a whole number without a decimal point, such as %d"
                    .formatted(
                        InvalidInputException.excerpt(container.asText()), container.intValue()));
  }

  private Optional<JsonNode> error() {
    return Optional.ofNullable(node.get("error")).filter(error -> !error.isNull());
  }

  private PlannerReply failed() {
    // Either type may carry it: whoever has no answer often does not know what was asked.
    JsonInput json = body(type().equals("move") ? "move" : "answer");
    return new PlannerReply.Failed(json.field("id").text(), json.field("error").name());
  }

  private JsonInput body(String expected) {
    JsonInput json = JsonInput.of(node, InputLocation.of(expected));
    if (!type().equals(expected)) {
      throw json.field("type").unexpected(expected);
    }
    return json;
  }
}
