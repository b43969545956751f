package org.stowbench.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.stowbench.io.Json;
import org.stowbench.run.Conversation;

/**
 * What was said for the queries, as far as it fits into a page. Texts are taken apart into lines,
 * and each line is kept once: most of a prompt stands in many others. What no longer fits is left
 * out whole, and counted.
 */
public final class Conversations {

  /** Nothing, for a page that is passed on. */
  public static final Conversations NONE = new Conversations(0);

  /** Bytes that conversations may take in a page, roughly. */
  private static final long MOST = 16L << 20;

  /** Characters of one turn that are kept. */
  private static final int LONGEST = 20_000;

  /** What a line's number takes. */
  private static final int NUMBER = 6;

  private final long most;
  private long taken;
  private final Map<String, Integer> lines = new LinkedHashMap<>();

  /** A run's turns by ordinal: speaker, number of the note, numbers of the lines. */
  private final List<Map<Integer, List<int[]>>> byRun = new ArrayList<>();

  private Conversations(long most) {
    this.most = most;
  }

  /** Reads the journals of runs. */
  public static Conversations of(ReportedRuns runs) throws IOException {
    return of(runs, MOST);
  }

  static Conversations of(ReportedRuns runs, long most) throws IOException {
    Conversations all = new Conversations(most);
    for (ReportedRun run : runs.runs()) {
      Map<Integer, List<int[]>> turns = new TreeMap<>();
      all.byRun.add(turns);
      run.folder()
          .conversations(
              (query, said) -> {
                OptionalInt ordinal = runs.index().find(query);
                if (ordinal.isPresent()) {
                  turns.put(ordinal.getAsInt(), all.fitted(said));
                }
              });
    }
    return all;
  }

  /** Its turns; none where there is no room left for them. */
  private List<int[]> fitted(Conversation said) {
    if (taken >= most) {
      return List.of();
    }
    return said.turns().stream().map(this::numbers).toList();
  }

  private int[] numbers(Conversation.Turn turn) {
    String[] text = Texts.shortened(turn.text(), LONGEST).strip().split("\\R", -1);
    int[] numbers = new int[text.length + 2];
    numbers[0] = turn.speaker().ordinal();
    numbers[1] = number(turn.note());
    for (int i = 0; i < text.length; i++) {
      numbers[i + 2] = number(text[i]);
    }
    return numbers;
  }

  private int number(String line) {
    Integer known = lines.putIfAbsent(line, lines.size());
    taken += NUMBER + (known == null ? line.length() : 0);
    return known == null ? lines.size() - 1 : known;
  }

  /** How many conversations are in the page. */
  public long kept() {
    return count(false);
  }

  /** How many had no room. */
  public long leftOut() {
    return count(true);
  }

  private long count(boolean empty) {
    return byRun.stream()
        .flatMap(run -> run.values().stream())
        .filter(turns -> turns.isEmpty() == empty)
        .count();
  }

  ObjectNode json() {
    ObjectNode json = Json.object();
    ArrayNode speakers = json.putArray("speakers");
    for (Conversation.Speaker speaker : Conversation.Speaker.values()) {
      speakers.add(speaker.words());
    }
    ArrayNode list = json.putArray("lines");
    lines.keySet().forEach(list::add);
    ArrayNode runs = json.putArray("runs");
    for (Map<Integer, List<int[]>> run : byRun) {
      ObjectNode object = runs.addObject();
      run.forEach((ordinal, turns) -> object.set(ordinal.toString(), turns(turns)));
    }
    return json;
  }

  private static ArrayNode turns(List<int[]> turns) {
    ArrayNode list = Json.list();
    for (int[] turn : turns) {
      ArrayNode numbers = list.addArray();
      for (int number : turn) {
        numbers.add(number);
      }
    }
    return list;
  }
}
