package org.stowbench.datasets.harness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.stowbench.io.JsonInput;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.AnswerText;
import org.stowbench.predictions.RecordForm;
import org.stowbench.predictions.ResponseMatcher;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;

/**
 * What the LM Evaluation Harness logs of a task that {@link LmEvalExporter} wrote, {@code
 * samples_*.jsonl}: a line for each document, with the {@code doc} and in {@code filtered_resps}
 * the log-likelihood of each choice and whether it is the greedy one, as texts. The choices are
 * ranked by these; of equal ones the lower number comes first, as the harness has it.
 */
public final class LmEvalForm extends RecordForm {

  static final String QUERY = "query";
  static final String ANSWERS = "answers";
  private static final String DOCUMENT = "doc";
  private static final String REPLIES = "filtered_resps";
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,20}([.][0-9]{1,30})?(e[-+]?[0-9]{1,3})?");

  /** For {@link java.util.ServiceLoader}. */
  public LmEvalForm() {
    super(Set.of("doc_id", DOCUMENT, REPLIES));
  }

  @Override
  protected void read(JsonInput record, ResponseMatcher matcher) {
    JsonInput document = record.field(DOCUMENT);
    String asked = document.field(QUERY).name();
    List<JsonInput> answers = document.field(ANSWERS).elements();
    List<JsonInput> replies = record.field(REPLIES).elements();
    if (answers.size() != replies.size()) {
      throw record
          .field(REPLIES)
          .invalid(
              "%d replies: must be %d, one for each of the document's answers"
                  .formatted(replies.size(), answers.size()));
    }
    OptionalInt ordinal = matcher.find(asked);
    if (ordinal.isEmpty()) {
      matcher.takeUnmatched(asked);
      return;
    }
    Query query = matcher.query(ordinal.getAsInt());
    List<Scored> ranked = new ArrayList<>();
    for (int choice = 0; choice < answers.size(); choice++) {
      JsonInput answer = answers.get(choice);
      ranked.add(
          new Scored(
              AnswerText.read(answer.name(), query.scene(), answer.location()),
              likelihood(replies.get(choice))));
    }
    matcher.take("", ordinal, asked, prediction(query, ranked));
  }

  private record Scored(Answer answer, double likelihood) {}

  private static Prediction prediction(Query query, List<Scored> scored) {
    if (scored.stream().anyMatch(one -> Double.isNaN(one.likelihood()))) {
      return Prediction.failed(query.id(), "the model gave a choice no likelihood");
    }
    List<Scored> ranked = new ArrayList<>(scored);
    ranked.sort(Comparator.comparingDouble(Scored::likelihood).reversed());
    // A choice of probability 0 has a likelihood without end; then only the order is kept.
    boolean finite = ranked.stream().allMatch(one -> Double.isFinite(one.likelihood()));
    return Prediction.of(
        query,
        finite
            ? new Ranking(
                ranked.stream()
                    .map(one -> RankedAnswer.of(one.answer(), one.likelihood()))
                    .toList(),
                Ranking.Scores.RELATIVE,
                Ranking.Order.STRICT)
            : Ranking.of(ranked.stream().map(Scored::answer).toList()));
  }

  /** The first of a reply's two parts; a number, or a text of one as Python writes it. */
  private static double likelihood(JsonInput reply) {
    List<JsonInput> parts = reply.elements();
    if (parts.isEmpty()) {
      throw reply.unexpected("a log-likelihood and whether it is the greedy choice");
    }
    JsonInput first = parts.get(0);
    if (first.isNumber()) {
      return first.number();
    }
    String text = first.text();
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> {
        if (!NUMBER.matcher(text).matches()) {
          throw first.unexpected("a log-likelihood");
        }
        yield Double.parseDouble(text);
      }
    };
  }
}
