package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.stowbench.io.Json;

/** Three people who answer a {@link Loopback#writeAsked study} to its end, in turns. */
final class StudyVisitor extends Visitor {

  private static final List<String> CODES = List.of("ada", "bob", "eve");
  private static final Pattern ANSWERED =
      Pattern.compile(
          "\\{\"participant\":\"(\\w+)\",\"step\":(\\d+),\"prediction\":\\{\"query\":\"(\\w+)\"");
  private static final Pattern QUERY = Pattern.compile("\\{\"query\":\"(\\w+)\"");

  private final Set<String> confirmed = new ConcurrentSkipListSet<>();

  @Override
  void visit(URI server) throws SentAwayException, InterruptedException {
    boolean asked = true;
    while (asked) {
      asked = false;
      for (String code : CODES) {
        asked |= turn(server, code);
      }
    }
  }

  private boolean turn(URI server, String code) throws SentAwayException, InterruptedException {
    JsonNode turn = post(server, "/v1/study/enter", person(code));
    switch (turn.get("state").textValue()) {
      case "consent" -> post(server, "/v1/study/consent", person(code).put("language", "en"));
      case "question" -> {
        int step = turn.get("step").intValue();
        ObjectNode answer = person(code).put("step", step).put("took_ms", 1000);
        // Whoever is asked again says the same.
        answer
            .putArray("choices")
            .addObject()
            .put("container", Math.floorMod((code + step).hashCode(), 4));
        post(server, "/v1/study/answer", answer);
        confirmed.add(code + " " + step);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static ObjectNode person(String code) {
    return Json.object().put("participant", code);
  }

  @Override
  void check(Path folder) throws IOException {
    List<MatchResult> kept =
        wholeLines(folder.resolve("study/answers.jsonl"))
            .map(ANSWERED::matcher)
            .filter(Matcher::find)
            .map(Matcher::toMatchResult)
            .toList();
    assertThat(kept.stream().map(StudyVisitor::step).toList())
        .doesNotHaveDuplicates()
        .containsAll(confirmed);
    for (String code : CODES) {
      Path file = folder.resolve("study/predictions/" + code + ".jsonl");
      List<String> predicted =
          wholeLines(file)
              .flatMap(line -> QUERY.matcher(line).results())
              .map(line -> line.group(1))
              .toList();
      assertThat(predicted)
          .hasSize((int) (Files.exists(file) ? Files.readString(file).lines().count() : 0))
          .doesNotHaveDuplicates()
          .containsAll(
              kept.stream()
                  .filter(line -> line.group(1).equals(code))
                  .filter(line -> confirmed.contains(step(line)))
                  .map(line -> line.group(3))
                  .toList());
    }
  }

  private static String step(MatchResult line) {
    return line.group(1) + " " + line.group(2);
  }

  private static Stream<String> wholeLines(Path file) throws IOException {
    String text = Files.exists(file) ? Files.readString(file) : "";
    return text.substring(0, text.lastIndexOf('\n') + 1).lines();
  }
}
