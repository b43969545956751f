package org.stowbench.study;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Vote;
import org.stowbench.query.Votes;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.agreement.Agreement;
import org.stowbench.scorer.statistics.ClusterEstimate;
import org.stowbench.scorer.statistics.Grouping;

/**
 * How far a study is, read from its answers, also while it goes on.
 *
 * @param design what is asked
 * @param participants by code
 * @param right the share of all answers so far that are right at first, each over what was asked,
 *     with its interval over households
 * @param agreement of the participants with each other, over the queries that two or more answered
 * @param pilot what a larger study can be planned with
 * @param consistency the share of repeated questions that got the same answer again, with its
 *     interval over participants
 */
public record StudyStatus(
    StudyDesign design,
    List<Progress> participants,
    Figure right,
    Agreement agreement,
    StudyPlan.Expected pilot,
    Figure consistency) {

  /**
   * How far a participant is.
   *
   * @param answered questions that count
   * @param unknown those of them that the participant knew no answer to
   * @param checks questions that were asked again
   * @param same those of them that got the same place, or the same "not here" or "I don't know"
   * @param seconds that a question took, the median; empty before the first
   */
  public record Progress(
      String code, int answered, int unknown, int checks, int same, OptionalDouble seconds) {}

  public StudyStatus {
    Objects.requireNonNull(design, "design");
    participants = List.copyOf(participants);
    Objects.requireNonNull(right, "right");
    Objects.requireNonNull(agreement, "agreement");
    Objects.requireNonNull(pilot, "pilot");
    Objects.requireNonNull(consistency, "consistency");
  }

  /**
   * Reads a study's folder.
   *
   * @param open opens the split that the design names
   * @throws InvalidInputException if it is no study, or of another dataset than is there now
   */
  public static StudyStatus read(Path folder, Function<StudyDesign, Dataset> open) {
    RecordedStudy study = RecordedStudy.read(folder, open);
    return of(study.design(), study.asked(), study.answers());
  }

  private static StudyStatus of(
      StudyDesign design, List<LabeledQuery> asked, Map<String, CourseAnswers> answers) {
    Map<Integer, PhysicalContainers> physical = new HashMap<>();
    List<Progress> participants = new ArrayList<>();
    answers.forEach((code, of) -> participants.add(progress(code, of, asked, physical)));
    List<Progress> checked = participants.stream().filter(p -> p.checks() > 0).toList();
    ClusterEstimate consistency =
        ClusterEstimate.ratio(
            Grouping.of(checked.stream().map(Progress::code).toList()),
            checked.stream().mapToDouble(Progress::same).toArray(),
            checked.stream().mapToDouble(Progress::checks).toArray());
    Rightness rightness = Rightness.of(asked, answers, physical);
    ClusterEstimate right = rightness.share();
    return new StudyStatus(
        design,
        participants,
        Figure.of(right.value(), right.uncertainty(1)),
        Agreement.of(voted(asked, answers)),
        rightness.pilot(),
        Figure.of(consistency.value(), consistency.uncertainty(1)));
  }

  /**
   * All answers, and whether each is right.
   *
   * @param households that they are about
   * @param right 1 or 0
   */
  private record Rightness(List<String> households, List<Double> right) {

    static Rightness of(
        List<LabeledQuery> asked,
        Map<String, CourseAnswers> answers,
        Map<Integer, PhysicalContainers> physical) {
      Rightness all = new Rightness(new ArrayList<>(), new ArrayList<>());
      for (CourseAnswers of : answers.values()) {
        of.first()
            .forEach(
                (query, answer) -> {
                  LabeledQuery labeled = asked.get(query);
                  PhysicalContainers places = places(query, asked, physical);
                  all.households.add(labeled.household().id());
                  all.right.add(isRight(place(answer, places), labeled, places) ? 1.0 : 0);
                });
      }
      return all;
    }

    ClusterEstimate share() {
      double[] over = right.stream().mapToDouble(each -> each).toArray();
      double[] under = new double[over.length];
      Arrays.fill(under, 1);
      return ClusterEstimate.ratio(Grouping.of(households), over, under);
    }

    /** How often they are right, and how alike those about one household are in that. */
    StudyPlan.Expected pilot() {
      int all = right.size();
      int clusters = Grouping.of(households).clusters();
      ClusterEstimate share = share();
      double size = all / (double) Math.max(1, clusters);
      double correlation = size > 1 ? Math.min(1, (share.designEffect() - 1) / (size - 1)) : 0;
      return new StudyPlan.Expected(all, clusters, all > 0 ? share.value() : 0.5, correlation);
    }
  }

  private static PhysicalContainers places(
      int query, List<LabeledQuery> asked, Map<Integer, PhysicalContainers> physical) {
    return physical.computeIfAbsent(
        query, q -> PhysicalContainers.of(asked.get(q).query().scene()));
  }

  private static boolean isRight(int place, LabeledQuery labeled, PhysicalContainers places) {
    return labeled.truth().isNotHere()
        ? place == -1
        : labeled.truth().containers().stream().anyMatch(id -> places.of(id) == place);
  }

  private static Progress progress(
      String code,
      CourseAnswers of,
      List<LabeledQuery> asked,
      Map<Integer, PhysicalContainers> physical) {
    int same = 0;
    for (Map.Entry<Integer, Prediction> again : of.again().entrySet()) {
      int query = again.getKey();
      PhysicalContainers places = places(query, asked, physical);
      same += place(again.getValue(), places) == place(of.first().get(query), places) ? 1 : 0;
    }
    double[] seconds =
        of.first().values().stream()
            .flatMap(answer -> answer.latency().stream())
            .mapToDouble(took -> took.toMillis() / 1e3)
            .sorted()
            .toArray();
    return new Progress(
        code,
        of.first().size(),
        (int) of.first().values().stream().filter(answer -> answer.ranking().isEmpty()).count(),
        of.again().size(),
        same,
        median(seconds));
  }

  private static OptionalDouble median(double[] ascending) {
    int size = ascending.length;
    return size == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((ascending[(size - 1) / 2] + ascending[size / 2]) / 2);
  }

  /** What was answered first, as a number: a physical container, -1 not here, -2 unknown. */
  private static int place(Prediction prediction, PhysicalContainers places) {
    Optional<Answer> first = prediction.ranking().map(Ranking::first);
    if (first.isEmpty()) {
      return -2;
    }
    return first.get() instanceof Answer.InContainer in ? places.of(in.id()) : -1;
  }

  /** The queries with the participants' first choices for votes. */
  private static List<LabeledQuery> voted(
      List<LabeledQuery> asked, Map<String, CourseAnswers> answers) {
    List<LabeledQuery> voted = new ArrayList<>();
    for (int query = 0; query < asked.size(); query++) {
      List<Vote> votes = new ArrayList<>();
      for (Map.Entry<String, CourseAnswers> of : answers.entrySet()) {
        Optional.ofNullable(of.getValue().first().get(query))
            .flatMap(Prediction::ranking)
            .ifPresent(ranking -> votes.add(new Vote(of.getKey(), ranking.first())));
      }
      LabeledQuery labeled = asked.get(query);
      voted.add(
          new LabeledQuery(
              labeled.query(), labeled.household(), labeled.truth(), new Votes(votes)));
    }
    return voted;
  }

  /** All of it as a document. */
  public ObjectNode json() {
    ObjectNode json = Json.object();
    json.set("study", design.json());
    ArrayNode rows = json.putArray("participants");
    participants.forEach(progress -> rows.add(Json.object(progress)));
    json.set("right", Json.object(right));
    json.set("agreement", Json.object(agreement));
    json.set("consistency", Json.object(consistency));
    return json;
  }
}
