package org.stowbench.scorer.leaderboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.protocols.Protocol;

/**
 * Scores a leaderboard's folder anew from the predictions in it, and holds that against what its
 * {@code leaderboard.json} says: every figure, every declaration, every rank. Pages and badges are
 * not read; they are made from the same leaderboard. Of the history, only the last state can be
 * checked.
 */
public final class LeaderboardVerifier {

  private static final int MOST_DIFFERENCES = 5;

  private final Path folder;
  private final JsonInput published;

  private LeaderboardVerifier(Path folder, JsonInput published) {
    this.folder = folder;
    this.published = published;
  }

  /**
   * Opens a leaderboard's folder.
   *
   * @throws InvalidInputException if it holds none that can be read, or one that was scored by
   *     another version of the protocol
   */
  public static LeaderboardVerifier open(Path folder) throws IOException {
    JsonInput published = LeaderboardJson.read(folder.resolve(LeaderboardFolder.JSON));
    LeaderboardJson.requireThisVersion(published);
    return new LeaderboardVerifier(folder, published);
  }

  /** The split that it says it is over. */
  public String dataset() {
    return published.field("dataset").field("id").name();
  }

  /**
   * Checks everything.
   *
   * @param index the queries of that split
   * @param crossValidated whether entries may have been cross-validated on the split itself,
   *     whatever the leaderboard says
   * @param seen likewise, whether they may have learned from the households they are asked about
   */
  public Verification verify(QueryIndex index, boolean crossValidated, boolean seen)
      throws IOException {
    requireSameData(index.info());
    Scoring scoring = Scoring.of(index, Protocol.CONSISTENT);
    Admission admission = new Admission(index, crossValidated, seen);
    Map<String, JsonInput> listed = listed();
    List<ScoredSubmission> scored = new ArrayList<>();
    Map<String, List<String>> problems = new LinkedHashMap<>();
    for (String id : listed.keySet()) {
      List<String> found = new ArrayList<>();
      try {
        Submission submission = Submission.read(folder.resolve(LeaderboardFolder.entryFolder(id)));
        ScoredSubmission one = ScoredSubmission.of(submission, scoring);
        found.addAll(admission.objections(one));
        scored.add(one);
      } catch (InvalidInputException e) {
        found.add(e.getMessage());
      }
      problems.put(id, found);
    }
    List<String> ranking = new ArrayList<>(notListed(listed.keySet()));
    if (problems.values().stream().allMatch(List::isEmpty)) {
      compare(index, scored, problems, ranking);
    } else {
      ranking.add("not checked, for what is wrong with the entries");
    }
    List<Verification.Check> checks = new ArrayList<>();
    problems.forEach((id, found) -> checks.add(new Verification.Check(id, found)));
    checks.add(new Verification.Check("ranking", ranking));
    return new Verification(checks);
  }

  /**
   * The queries of the split that all entries were asked, to verify with; what cannot be read is
   * found then.
   */
  public Dataset askedByAll(Dataset split) {
    List<Submission> readable = new ArrayList<>();
    for (String id : listed().keySet()) {
      try {
        readable.add(Submission.read(folder.resolve(LeaderboardFolder.entryFolder(id))));
      } catch (InvalidInputException e) {
        // Said of the entry when it is verified.
      }
    }
    return Submission.askedByAll(split, readable);
  }

  private void requireSameData(DatasetInfo here) {
    JsonInput checksum = published.field("dataset").field("checksum");
    if (!checksum.text().equals(here.checksum())) {
      throw checksum.unexpected(here.checksum() + ", as " + here.id() + " has here");
    }
  }

  /** The entries by their ids, which name folders and so are checked first. */
  private Map<String, JsonInput> listed() {
    Map<String, JsonInput> listed = new LinkedHashMap<>();
    for (JsonInput entry : published.field("entries").elements()) {
      JsonInput id = entry.field("id");
      if (!EntryId.isOne(id.text()) || listed.put(id.text(), entry) != null) {
        throw id.unexpected("an id of lower-case letters, digits and -, once");
      }
    }
    if (listed.isEmpty()) {
      throw published.field("entries").unexpected("one entry or more");
    }
    return listed;
  }

  private List<String> notListed(Set<String> listed) throws IOException {
    Path entries = folder.resolve("entries");
    if (!Files.isDirectory(entries)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(entries)) {
      return folders
          .map(entry -> entry.getFileName().toString())
          .filter(id -> !listed.contains(id))
          .sorted()
          .map(id -> "entries/%s is not listed".formatted(InvalidInputException.excerpt(id)))
          .toList();
    }
  }

  private void compare(
      QueryIndex index,
      List<ScoredSubmission> scored,
      Map<String, List<String>> problems,
      List<String> ranking) {
    Leaderboard again;
    try {
      again =
          Leaderboard.of(
              index,
              scored,
              LeaderboardJson.settings(published),
              LeaderboardJson.history(published));
    } catch (InvalidInputException e) {
      ranking.add(e.getMessage());
      return;
    }
    JsonNode here =
        JsonInput.parse(Json.line(LeaderboardJson.write(again)), InputLocation.of("rescored"))
            .object();
    JsonNode there = published.object();
    Map<String, JsonNode> entriesHere = byId(here);
    for (Map.Entry<String, JsonNode> entry : byId(there).entrySet()) {
      List<String> differences = new ArrayList<>();
      JsonNode rescored = entriesHere.get(entry.getKey());
      if (rescored == null) {
        differences.add("its name gives another id");
      } else {
        differ("", entry.getValue(), rescored, differences);
      }
      problems.get(entry.getKey()).addAll(shortened(differences));
    }
    List<String> differences = new ArrayList<>();
    for (String field : names(there, here)) {
      if (!field.equals("entries")) {
        differ(field, there.path(field), here.path(field), differences);
      }
    }
    if (differences.isEmpty() && !order(there).equals(order(here))) {
      differences.add("the entries stand in another order");
    }
    ranking.addAll(shortened(differences));
  }

  private static Map<String, JsonNode> byId(JsonNode leaderboard) {
    Map<String, JsonNode> byId = new LinkedHashMap<>();
    leaderboard.path("entries").forEach(entry -> byId.put(entry.path("id").asText(), entry));
    return byId;
  }

  private static List<String> order(JsonNode leaderboard) {
    return List.copyOf(byId(leaderboard).keySet());
  }

  private static Set<String> names(JsonNode first, JsonNode second) {
    Set<String> names = new LinkedHashSet<>();
    first.fieldNames().forEachRemaining(names::add);
    second.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> shortened(List<String> differences) {
    if (differences.size() <= MOST_DIFFERENCES) {
      return differences;
    }
    List<String> some = new ArrayList<>(differences.subList(0, MOST_DIFFERENCES));
    some.add("and %d differences more".formatted(differences.size() - MOST_DIFFERENCES));
    return some;
  }

  private static void differ(String at, JsonNode there, JsonNode here, List<String> differences) {
    if (there.equals(here)) {
      return;
    }
    if (there.isObject() && here.isObject()) {
      for (String name : names(there, here)) {
        String path = at.isEmpty() ? name : at + "." + name;
        differ(path, there.path(name), here.path(name), differences);
      }
    } else if (there.isArray() && here.isArray() && there.size() == here.size()) {
      for (int i = 0; i < there.size(); i++) {
        differ(at + "[" + i + "]", there.path(i), here.path(i), differences);
      }
    } else {
      differences.add(
          "%s: published %s, rescored %s"
              .formatted(InvalidInputException.excerpt(at), words(there), words(here)));
    }
  }

  private static String words(JsonNode value) {
    return value.isMissingNode() ? "nothing" : InvalidInputException.excerpt(value.toString());
  }
}
