package org.stowbench.study;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.run.Known;

/**
 * What a study asks: all that decides which questions a participant gets, and in which order.
 *
 * @param dataset the split, such as {@code shic:eval}
 * @param checksum of the dataset's content
 * @param queries how many of the split's queries, from its first on, can be asked, 1 or more
 * @param questions how many of these a participant is asked, from 1 to all
 * @param known of how many other items of the household it is shown where they are; empty for the
 *     queries as they stand in the dataset
 * @param search whether a participant opens one place after the other, and sees what is in it,
 *     until the item is found; then nothing is asked twice, since the answer was seen
 * @param practice how many questions come first that do not count, 0 or more
 * @param practiceFrom the split that they are of; empty text where there are none
 * @param checks how many questions are asked a second time, at most half of them
 * @param seed governs the orders and which questions are practised and repeated
 */
public record StudyDesign(
    String dataset,
    String checksum,
    int queries,
    int questions,
    Optional<Integer> known,
    boolean search,
    int practice,
    String practiceFrom,
    int checks,
    long seed) {

  static final int VERSION = 1;

  /** So many queries fit into memory with their scenes, and nobody answers more. */
  public static final int MOST_QUERIES = 10_000;

  public StudyDesign {
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(checksum, "checksum");
    Objects.requireNonNull(known, "known");
    Objects.requireNonNull(practiceFrom, "practiceFrom");
    if (questions < 1 || questions > queries) {
      throw new IllegalArgumentException(
          "questions %d: must be from 1 to as many queries as there are, %d"
              .formatted(questions, queries));
    }
    if (queries > MOST_QUERIES) {
      throw new IllegalArgumentException(
          "queries %d: must be at most %d".formatted(queries, MOST_QUERIES));
    }
    if (known.isPresent() && known.get() < 0) {
      throw new IllegalArgumentException("known " + known.get() + ": must be 0 or more");
    }
    if (practice < 0) {
      throw new IllegalArgumentException("practice " + practice + ": must be 0 or more");
    }
    if (practice > 0 == practiceFrom.isEmpty()) {
      throw new IllegalArgumentException(
          "practice %d from \"%s\": must name a split exactly where there is practice"
              .formatted(practice, practiceFrom));
    }
    if (search && checks > 0) {
      throw new IllegalArgumentException(
          "checks %d: must be 0 in a search, where the answer is seen".formatted(checks));
    }
    if (checks < 0 || checks > questions / 2) {
      throw new IllegalArgumentException(
          "checks %d: must be from 0 to half of the questions, %d"
              .formatted(checks, questions / 2));
    }
  }

  /**
   * The queries that can be asked.
   *
   * @param split the one that the design names
   */
  public List<LabeledQuery> asked(Dataset split) {
    return first(told(split, known));
  }

  /**
   * The queries that can be asked.
   *
   * @param told the split that the design names, {@linkplain #told with what is known}
   */
  public List<LabeledQuery> first(Dataset told) {
    try (Stream<LabeledQuery> all = told.queries()) {
      return all.limit(queries).toList();
    }
  }

  /** A split with as much known of its households as participants are shown. */
  public static Dataset told(Dataset split, Optional<Integer> known) {
    return known.map(k -> (Dataset) new Known(k, k).view(split)).orElse(split);
  }

  /** The first line of a study's answers. */
  ObjectNode json() {
    ObjectNode json = Json.object().put("study", VERSION);
    json.setAll(Json.object(this));
    return json;
  }

  static StudyDesign read(JsonInput json) {
    int version = json.field("study").integer();
    if (version != VERSION) {
      throw json.field("study").unexpected("study version " + VERSION);
    }
    return json.build(
        o ->
            new StudyDesign(
                o.field("dataset").name(),
                o.field("checksum").text(),
                o.field("queries").integer(),
                o.field("questions").integer(),
                o.optional("known").map(JsonInput::integer),
                o.field("search").bool(),
                o.field("practice").integer(),
                o.field("practice_from").text(),
                o.field("checks").integer(),
                o.field("seed").longInteger()));
  }

  /**
   * Refuses to go on with other questions than those that were begun with.
   *
   * @param begun what the folder's answers were given to
   * @throws InvalidInputException if it differs, with how
   */
  void requireSame(StudyDesign begun, InputLocation where) {
    ObjectNode now = json();
    List<String> changes = new ArrayList<>();
    begun
        .json()
        .properties()
        .forEach(
            field -> {
              if (!field.getValue().equals(now.get(field.getKey()))) {
                changes.add(
                    "%s was %s, and is now %s"
                        .formatted(
                            field.getKey(),
                            field.getValue(),
                            now.has(field.getKey()) ? now.get(field.getKey()) : "nothing"));
              }
            });
    if (changes.isEmpty() && !equals(begun)) {
      changes.add("known was nothing, and is now " + now.get("known"));
    }
    if (!changes.isEmpty()) {
      throw new InvalidInputException(
          where,
          "is a study of other questions: %s; go on with the same, or name another folder"
              .formatted(InvalidInputException.excerpt(String.join(", ", changes), 400)));
    }
  }
}
