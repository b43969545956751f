package org.stowbench.predictors.external;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A planner in a process of its own, that misbehaves in one way. Uses nothing but the JDK, so that
 * it starts fast. Arguments: how it misbehaves, and perhaps a file to write to. What it answers
 * follows from the seed alone.
 */
final class TestPlanner {

  /** Every so many questions it misbehaves. */
  static final int EVERY = 50;

  /** The query with which it misbehaves each time, if it is one that does so. */
  static final String POISON = "q37";

  private static final Pattern FIELD =
      Pattern.compile("\"(type|id|query|seed)\":\"?([^\",}]*)\"?(?=[,}])");

  private final String way;
  private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
  private int asked;
  private String held = "";

  private TestPlanner(String way) {
    this.way = way;
  }

  static List<String> command(String way, String... more) {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                Path.of("target", "test-classes").toAbsolutePath().toString(),
                TestPlanner.class.getName(),
                way));
    command.addAll(List.of(more));
    return command;
  }

  /** What it answers where it behaves. */
  static String answer(String id, long seed) {
    return "{\"type\":\"answer\",\"id\":\"%s\",\"ranking\":[%s]}".formatted(id, ranking(seed));
  }

  private static String ranking(long seed) {
    return "{\"container\":%d,\"score\":%d},{\"not_here\":true,\"score\":-1}"
        .formatted(seed % 3, seed % 1000);
  }

  public static void main(String[] arguments) throws Exception {
    TestPlanner planner = new TestPlanner(arguments[0]);
    if (planner.way.equals("dies at start")) {
      System.err.println("no \u001b[31mmodel");
      System.exit(4);
    }
    if (planner.way.equals("stubborn")) {
      stayWhateverComes(Path.of(arguments[1]));
    }
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (planner.way.equals("searches") && arguments.length > 1) {
        Files.writeString(
            Path.of(arguments[1]),
            line + "\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
      planner.hear(line);
    }
    if (planner.way.equals("stubborn")) {
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  /** Survives SIGTERM, and has a child, one in a session of its own, and one without a parent. */
  private static void stayWhateverComes(Path pids) throws IOException {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  while (true) {
                    try {
                      Thread.sleep(Long.MAX_VALUE);
                    } catch (InterruptedException e) {
                      // stays
                    }
                  }
                }));
    Process child =
        new ProcessBuilder(
                "sh",
                "-c",
                "trap '' TERM HUP INT; echo $$; setsid sh -c 'echo $$; exec sleep 3000' &"
                    + " (sh -c 'echo $$; exec sleep 3001' &); exec sleep 3002")
            .redirectOutput(pids.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (Files.readAllLines(pids).size() < 3 && child.isAlive()) {
      Thread.onSpinWait();
    }
    Files.writeString(pids, ProcessHandle.current().pid() + "\n", StandardOpenOption.APPEND);
  }

  private void hear(String line) throws Exception {
    String type = field(line, "type");
    if (type.equals("hello") && way.equals("indents its hello")) {
      say("{\n  \"type\": \"hello\",\n  \"protocol\": 1,\n  \"name\": \"test\"\n}");
      return;
    }
    if (type.equals("hello") && way.equals("prints before hello")) {
      out.print("Loading... ");
    }
    if (type.equals("hello")) {
      String modes = way.equals("searches") ? "\"search\"" : "\"rank\"";
      say(
          "{\"type\":\"hello\",\"protocol\":1,\"name\":\"test\",\"wants\":[\"regions\",\"anchors\","
              + "\"descriptions\"],\"modes\":["
              + modes
              + "]}");
      return;
    }
    if (type.equals("search")) {
      step(line);
    }
    if (!type.equals("rank")) {
      return;
    }
    String id = field(line, "id");
    long seed = Long.parseLong(field(line, "seed"));
    String answer = answer(id, seed);
    boolean turn = ++asked % EVERY == 0;
    boolean poison = field(line, "query").equals(POISON);
    switch (way) {
      case "indents its answers" ->
          answer = "{\n" + answer.substring(1, answer.length() - 1) + "\n}";
      case "repeats a field" -> answer = answer.replace("{\"type\"", "{\"type\":\"x\",\"type\"");
      case "answers without ids" -> answer = answer.replace("\"id\"", "\"no\"");
      case "writes no UTF-8" -> {
        if (poison) { // the rest of the answer's line follows
          out.write(answer.substring(0, answer.length() - 1).getBytes(StandardCharsets.UTF_8));
          out.write(",\"rationale\":\"".getBytes(StandardCharsets.UTF_8));
          out.write(0xff);
          answer = "\"}";
        }
      }
      case "ends no line" -> {
        out.print(answer);
        out.flush();
        return;
      }
      case "crashes" -> end(turn);
      case "crashes on one" -> end(poison);
      case "hangs" -> hang(poison);
      case "answers twice" -> say(turn ? answer : "");
      case "answers unknown ids" -> say(turn ? answer("999999", seed) : "");
      case "answers what has no id" -> say(turn ? "{\"type\":\"answer\"}" : "");
      case "prints garbage" -> say(turn ? "Loading \u001b[31mmodel \u0000..." : "");
      case "prints without end" -> say(turn ? "x".repeat(5 << 20) : "");
      case "floods stderr" -> flood(turn);
      case "closes stdin" -> closeInput(turn);
      case "closes stdout" -> closeOutput(turn);
      case "scores without number" ->
          answer = poison ? answer.replaceFirst("\\d+}", "NaN}") : answer;
      case "names what is not there" ->
          answer = poison ? answer.replaceFirst("\"container\":\\d", "\"container\":3") : answer;
      case "scribbles" ->
          answer = poison ? answer.replaceFirst("\"container\":\\d", scribble()) : answer;
      case "numbers its ids" -> answer = poison ? answer.replace('"' + id + '"', id) : answer;
      case "moves" -> answer = poison ? answer.replace("answer", "move") : answer;
      case "refuses one" ->
          answer =
              poison
                  ? "{\"type\":\"answer\",\"id\":\"%s\",\"error\":\"no\"}".formatted(id)
                  : answer;
      case "answers in pairs, backwards" -> {
        // The last question of an odd number would wait for ever.
        if (held.isEmpty() && System.in.available() > 0) {
          held = answer;
          return;
        }
        answer = held.isEmpty() ? answer : answer + "\n" + held;
        held = "";
      }
      default -> {}
    }
    say(answer);
  }

  /** Opens container 0, 1, 2, and then gives up. */
  private void step(String line) {
    int opened = line.split("\"contents\"", -1).length - 1;
    String move = opened < 3 ? "\"open\":" + opened : "\"give_up\":true";
    say(
        "{\"type\":\"move\",\"id\":\"%s\",%s,\"rationale\":\"step %d\"}"
            .formatted(field(line, "id"), move, opened));
  }

  /** A region of 500 random places. */
  private static String scribble() {
    Random random = new Random(1);
    return "\"region\":["
        + IntStream.range(0, 500)
            .mapToObj(i -> "[%d,%d]".formatted(random.nextInt(1000), random.nextInt(1000)))
            .collect(Collectors.joining(","))
        + "]";
  }

  private static String field(String line, String name) {
    Matcher matcher = FIELD.matcher(line);
    while (matcher.find()) {
      if (matcher.group(1).equals(name)) {
        return matcher.group(2);
      }
    }
    return "";
  }

  private void say(String line) {
    if (!line.isEmpty()) {
      out.println(line);
      out.flush();
    }
  }

  private static void end(boolean now) {
    if (now) {
      System.err.println("out of memory");
      Runtime.getRuntime().halt(3);
    }
  }

  private static void hang(boolean now) throws InterruptedException {
    if (now) {
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  private static void flood(boolean now) {
    if (!now) {
      return;
    }
    byte[] much =
        "the same words again and again\n".repeat(1 << 18).getBytes(StandardCharsets.UTF_8);
    System.err.write(much, 0, much.length);
  }

  private static void closeInput(boolean now) throws Exception {
    if (now) {
      System.in.close();
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  private static void closeOutput(boolean now) throws InterruptedException {
    if (now) {
      System.out.close();
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
