package org.stowbench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.UsageJson;
import org.stowbench.prediction.Details;
import org.stowbench.prediction.Usage;

/**
 * What was said for one query, read from a prediction's {@link Details}: {@code messages}, the
 * beginning, with role, text and perhaps picture; {@code calls}, the replies, with text and
 * whatever else is known of them. All texts are hostile.
 *
 * @param turns in the order in which they were said
 */
public record Conversation(List<Turn> turns) {

  /** Who says something. */
  public enum Speaker {
    /** What a model is told about its task. */
    TASK("task"),
    QUESTION("question"),
    /** A reply that a model is shown as an example. */
    EXAMPLE("shown as an example"),
    THOUGHTS("thoughts"),
    REPLY("reply"),
    /** What a model is told after a reply that was no answer. */
    REPAIR("asked again");

    private final String words;

    Speaker(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }

  /**
   * One turn.
   *
   * @param speaker who speaks
   * @param text what is said
   * @param note what is known about it, in words; may be empty
   */
  public record Turn(Speaker speaker, String text, String note) {

    public Turn {
      Objects.requireNonNull(speaker, "speaker");
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(note, "note");
    }
  }

  public Conversation {
    turns = List.copyOf(turns);
  }

  /** Reads details; empty where they are about something else than a conversation. */
  public static Optional<Conversation> of(Details details) {
    JsonInput json = JsonInput.of(details.json(), InputLocation.of("details"));
    try {
      List<Turn> turns = new ArrayList<>();
      for (JsonInput message : elements(json, "messages")) {
        turns.add(message(message));
      }
      for (JsonInput call : elements(json, "calls")) {
        call.optionalText("question").ifPresent(text -> turns.add(turn(Speaker.QUESTION, text)));
        call.optionalText("repair").ifPresent(text -> turns.add(turn(Speaker.REPAIR, text)));
        call.optionalText("thoughts").ifPresent(text -> turns.add(turn(Speaker.THOUGHTS, text)));
        turns.add(new Turn(Speaker.REPLY, call.field("text").text(), note(call)));
      }
      return turns.isEmpty() ? Optional.empty() : Optional.of(new Conversation(turns));
    } catch (InvalidInputException someOtherDetails) {
      return Optional.empty();
    }
  }

  private static List<JsonInput> elements(JsonInput json, String field) {
    return json.optional(field).map(JsonInput::elements).orElse(List.of());
  }

  private static Turn turn(Speaker speaker, String text) {
    return new Turn(speaker, text, "");
  }

  private static Turn message(JsonInput message) {
    Speaker speaker =
        switch (message.field("role").text()) {
          case "system" -> Speaker.TASK;
          case "user" -> Speaker.QUESTION;
          case "model" -> Speaker.EXAMPLE;
          default -> throw message.field("role").unexpected("system, user or model");
        };
    return new Turn(
        speaker,
        message.field("text").text(),
        message.optionalText("picture").map(sum -> "with a picture, SHA-256 " + sum).orElse(""));
  }

  private static String note(JsonInput call) {
    List<String> notes = new ArrayList<>();
    int sample = call.optionalInteger("sample").orElse(0);
    if (sample > 0) {
      notes.add("sample " + (sample + 1));
    }
    call.optionalText("model").ifPresent(notes::add);
    call.optional("input_tokens")
        .map(any -> UsageJson.read(call))
        .ifPresent(u -> notes.add(in(u, sample)));
    call.optional("latency_ms")
        .filter(latency -> latency.number() > 0)
        .ifPresent(ms -> notes.add(String.format(Locale.ROOT, "%,.0f ms", ms.number())));
    call.optionalText("finish_reason").ifPresent(reason -> notes.add("ended by " + reason));
    if (call.optional("cached").map(JsonInput::bool).orElse(false)) {
      notes.add("kept from before");
    }
    return String.join(", ", notes);
  }

  /** A prompt that several samples share is counted with the first that it was sent for. */
  private static String in(Usage usage, int sample) {
    String tokens =
        String.format(
            Locale.ROOT,
            sample > 0 && usage.inputTokens() == 0
                ? "tokens in counted with another sample, %2$,d out"
                : "%,d tokens in, %,d out",
            usage.inputTokens(),
            usage.outputTokens());
    return usage.cost().isPresent()
        ? tokens + String.format(Locale.ROOT, ", %.6f dollars", usage.cost().getAsDouble())
        : tokens;
  }
}
