package org.stowbench.predictors.llm.answer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A reply's text, taken apart into what the model thought and what it says in the end. Thoughts
 * stand between tags ({@code <think>}, {@code [THINK]}, {@code <|begin_of_thought|>} and their
 * kin), or in a channel that is not the final one. A thought that is closed without having been
 * opened began with the reply: some servers keep the opening to themselves.
 *
 * @param closed the thoughts, in order
 * @param said what is said after the last thought, or before it where nothing follows
 * @param open whether the text ends in a thought
 */
record Thoughts(List<String> closed, String said, boolean open) {

  /** What the names of thoughts are made of. */
  private static final String STEMS =
      "think|thought|reason|reflect|ponder|contemplat|deliberat|brainstorm|monologue|analys|analyz"
          + "|scratch_?pad|planning|chain[_-]?of[_-]?thought";

  private static final Pattern NAME = Pattern.compile(STEMS);

  /** As they are written, or as they are escaped for a web page or in JSON. */
  private static final String OPENING = "(?:[<◁＜【\\[]|&lt;|\\\\u003c)";

  private static final String CLOSING = "(?:[>▷＞】\\]]|&gt;|\\\\u003e)";

  /** A tag, whole or without its end; or one of the odd ones. */
  private static final Pattern TAG =
      Pattern.compile(
          OPENING
              + "\\s{0,3}\\|?\\s{0,3}(?:(?<slash>[/／]|end_(?:of_)?)|(?:start_|begin_(?:of_)?))?"
              + "\\s{0,3}(?:[a-z]+:)?[a-z_-]{0,30}?(?<stem>"
              + STEMS
              + "|cot\\b|details\\b)[a-z]{0,20}(?:(?<end>[_-]end)|[_-][a-z_-]{1,30})?"
              + "(?:(?:\\s[^<>\\[\\]]{0,100})?\\s{0,3}\\|?\\s{0,3}"
              + CLOSING
              + "|(?=\\s|\\z))"
              + "|(?<open><unused94>(?:thought)?|<\\|channel>\\s{0,3}(?:thought|analysis)?)"
              + "|(?<close><unused95>|<channel\\|>)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern TOKEN =
      Pattern.compile("<\\|(start|end|message|channel|return|call|constrain)\\|>");

  /** What is left of channels where a server took their tokens out. */
  private static final Pattern BARE_CHANNELS =
      Pattern.compile(
          "^\\s*analysis(?=[\\p{Lu}\"'{\\[(])|^\\s*analysis.*assistantfinal", Pattern.DOTALL);

  private static final String BARE_FINAL = "assistantfinal";

  /** Ends of turns that a server left in; what follows is no part of the reply. */
  private static final Pattern END_OF_TURN =
      Pattern.compile(
          "<\\|(?:im_end|eot_id|eom_id|endoftext|end_of_text|end_of_turn)\\|>|</s>|<eos>"
              + "|<end_of_turn>",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern FRAME =
      Pattern.compile("<\\|(?:start|end)_(?:response|text)\\|>", Pattern.CASE_INSENSITIVE);

  static Thoughts in(String text) {
    if (ReplyJson.isWhole(text)) {
      // A tag inside of JSON is a word of the model's reasons.
      return new Thoughts(List.of(), text, false);
    }
    Thoughts channels = channels(turn(text));
    if (channels.open()) {
      return channels;
    }
    Thoughts tags = tags(channels.said());
    List<String> closed = new ArrayList<>(channels.closed());
    closed.addAll(tags.closed());
    return new Thoughts(closed, tags.said(), tags.open());
  }

  /** The text up to the end of its turn. */
  private static String turn(String text) {
    Matcher end = END_OF_TURN.matcher(text);
    for (int from = 0; find(end, text, from); from = end.end()) {
      if (!text.substring(0, end.start()).isBlank()) {
        return text.substring(0, end.start());
      }
    }
    return text;
  }

  /** As {@link Matcher#find}, for what begins with a bracket: thoughts are long. */
  private static boolean find(Matcher token, String text, int from) {
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if ("<[◁＜【&\\".indexOf(c) >= 0 && token.region(at, text.length()).lookingAt()) {
        return true;
      }
    }
    return false;
  }

  /** Harmony's channels: all but the final one hold thoughts. */
  private static Thoughts channels(String whole) {
    if (!whole.contains("<|")) {
      return bareChannels(whole);
    }
    String text = FRAME.matcher(whole).replaceAll("\n");
    Matcher token = TOKEN.matcher(text);
    if (!token.find()) {
      return bareChannels(text);
    }
    List<String> thoughts = new ArrayList<>();
    String said = "";
    String channel = "";
    String head = text.substring(0, token.start()).strip();
    if (token.group(1).equals("message")) {
      channel = head; // the prompt held what comes before it
    } else if (!head.isEmpty()) {
      said = head;
    }
    boolean open = false;
    boolean more;
    do {
      String kind = token.group(1);
      int from = token.end();
      more = token.find();
      String part = text.substring(from, more ? token.start() : text.length());
      switch (kind) {
        case "start" -> channel = "";
        case "channel" -> channel = part.strip();
        case "constrain" -> {
          // the name of a format
        }
        case "message" -> {
          if (channel.isEmpty() || channel.toLowerCase(Locale.ROOT).startsWith("final")) {
            said = part;
          } else if (more) {
            thoughts.add(part.strip());
            said = "";
          } else {
            open = true;
          }
        }
        default -> {
          channel = "";
          said = part.isBlank() ? said : part;
        }
      }
      open |= !more && kind.equals("channel") && !part.isBlank();
    } while (more);
    return new Thoughts(thoughts, said, open);
  }

  private static Thoughts bareChannels(String text) {
    if (!BARE_CHANNELS.matcher(text).find()) {
      return new Thoughts(List.of(), text, false);
    }
    int end = text.lastIndexOf(BARE_FINAL);
    return end < 0
        ? new Thoughts(List.of(), "", true)
        : new Thoughts(
            List.of(text.substring(text.indexOf("analysis") + "analysis".length(), end).strip()),
            text.substring(end + BARE_FINAL.length()),
            false);
  }

  /** Whether a name, such as that of a field, is one of thoughts. */
  static boolean isName(String name) {
    return name.equals("cot") || NAME.matcher(name).find();
  }

  /** Some open a thought by one word and close it by another. */
  private static String kind(String stem) {
    return stem == null ? "" : stem.toLowerCase(Locale.ROOT).replace("thought", "think");
  }

  private static Thoughts tags(String text) {
    List<String> thoughts = new ArrayList<>();
    Deque<String> said = new ArrayDeque<>();
    String name = "";
    int depth = 0;
    int from = 0;
    Matcher tag = TAG.matcher(text);
    for (int next = 0; find(tag, text, next); next = tag.end()) {
      boolean closes =
          Stream.of("slash", "end", "close").anyMatch(group -> tag.group(group) != null);
      String its = kind(tag.group("stem"));
      if (depth == 0 && closes) {
        // All before it was thought.
        thoughts.add(text.substring(0, tag.start()).strip());
        said.clear();
        from = tag.end();
      } else if (depth == 0) {
        said.push(text.substring(from, tag.start()));
        name = its;
        depth = 1;
        from = tag.end();
      } else if (its.equals(name)) {
        depth += closes ? -1 : 1;
        if (depth == 0) {
          thoughts.add(text.substring(from, tag.start()).strip());
          from = tag.end();
        }
      }
    }
    if (depth > 0) {
      return new Thoughts(thoughts, "", true);
    }
    said.push(text.substring(from));
    return new Thoughts(
        thoughts, said.stream().filter(part -> !part.isBlank()).findFirst().orElse(""), false);
  }
}
