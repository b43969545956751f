package org.stowbench.datasets.shic;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stowbench.challenge.PhotoName;
import org.stowbench.query.Answer;
import org.stowbench.query.Vote;
import org.stowbench.query.Votes;
import org.stowbench.scene.Region;

/** What the annotators answered, by photo name and item. */
final class Responses {

  private record Question(String photo, String item) {}

  private record Response(String annotator, Optional<Region> chosen) {}

  private final Findings findings;
  private final Map<Question, List<Response>> responses = new LinkedHashMap<>();
  private final Set<Question> asked = new LinkedHashSet<>();

  Responses(Findings findings) {
    this.findings = findings;
  }

  void read(Checkout source, String path) throws IOException {
    source.rows(
        path,
        row ->
            responses
                .computeIfAbsent(
                    new Question(PhotoName.of(row.text("image_path")), row.text("chosen_item")),
                    question -> new ArrayList<>())
                .add(
                    new Response(
                        row.text("user_id"), Polygons.optional(row.json("chosen_polygon")))));
  }

  /** The votes for a pair, in the table's order. */
  Votes votes(ChallengePair pair) {
    Question question = new Question(pair.name(), pair.item());
    asked.add(question);
    List<Vote> votes = new ArrayList<>();
    Set<String> annotators = new HashSet<>();
    for (Response response : responses.getOrDefault(question, List.of())) {
      String example = describe(question, response);
      if (!annotators.add(response.annotator())) {
        findings.add(ImportReport.Kind.VOTE_REPEATED, example);
      } else if (response.chosen().isEmpty()) {
        votes.add(new Vote(response.annotator(), Answer.NOT_HERE));
      } else {
        Optional<ChallengePhoto.Match> match = pair.photo().equal(response.chosen().get());
        if (match.isEmpty()) {
          findings.add(ImportReport.Kind.VOTE_UNMATCHED, example);
        } else {
          if (match.get().fit() == ChallengePhoto.Fit.SEVERAL) {
            findings.add(ImportReport.Kind.VOTE_OF_SEVERAL, example);
          }
          votes.add(new Vote(response.annotator(), Answer.container(match.get().candidate())));
        }
      }
    }
    return new Votes(votes);
  }

  /** Reports the votes that {@link #votes} was never asked for. */
  void reportRest() {
    responses.forEach(
        (question, list) -> {
          if (!asked.contains(question)) {
            list.forEach(
                response ->
                    findings.add(
                        ImportReport.Kind.VOTE_WITHOUT_QUERY, describe(question, response)));
          }
        });
  }

  private static String describe(Question question, Response response) {
    return question.photo() + "#" + question.item() + " by annotator " + response.annotator();
  }
}
